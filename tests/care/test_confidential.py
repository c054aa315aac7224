"""What is said in a room: every address of care, every role, and every row of every table."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.care import keepers
from tests.parts.postgresql.undone import undone
from tests.web.addresses import OURS

from alo153.care import actions
from alo153.care.models import Hardness, Room, Visit
from alo153.core.text import fold

pytestmark = pytest.mark.django_db
WISH, NOTED = "Kâbuslarım geçmiyor.", "Zürafa resmini birlikte çizdik."
OTHERS = (
    *("murat", "hakan", "pinar", "defne", "selin", "nurten", "derya", "yasin", "gulay", "sevgi"),
    "infirmary",
)


@pytest.fixture
def visit() -> Visit:
    elif_, ece = cast.staff("elif"), keepers.psychologist()
    actions.mark_hard(hardness=Hardness.SUICIDE, by=elif_, at=cast.AT)
    actions.suggest(room=Room.INFIRMARY, person=elif_, by=cast.staff("hakan"))
    visit = actions.ask_visit(room=Room.PSYCHOLOGIST, wish=WISH, by=elif_, at=cast.AT)
    actions.plan(visit=visit, begins_at=cast.AT, minutes=45, by=ece, at=cast.AT)
    actions.write_note(visit=visit, words=NOTED, by=ece, at=cast.AT)
    return visit


def addresses(visit: Visit) -> Iterator[str]:
    for address in OURS:
        if address.name.startswith("care:"):
            yield address.path.replace("/1/", f"/{visit.pk}/")


def person(who: str) -> Client:
    browser = Client()
    browser.force_login(keepers.nurse() if who == "infirmary" else cast.staff(who))
    return browser


@pytest.mark.parametrize("who", OTHERS)
def test_no_address_of_care_tells_anybody_else_of_it(visit: Visit, who: str) -> None:
    browser = person(who)
    for path in addresses(visit):
        for ask in (browser.get, browser.post):
            with undone():
                shown = fold(ask(path).content.decode())
            assert fold(WISH) not in shown, path
            assert fold(NOTED) not in shown, path


@pytest.mark.parametrize("who", OTHERS)
def test_a_visit_is_not_there_for_anybody_else(visit: Visit, who: str) -> None:
    browser = person(who)
    for name in ("care:visit", "care:plan", "care:note", "care:cancel"):
        path = reverse(name, args=[visit.pk])
        assert {browser.get(path).status_code, browser.post(path).status_code} <= {403, 404, 405}
    visit.refresh_from_db()
    assert visit.state == Visit.State.HELD


def test_the_psychologist_reads_it_and_the_person_reads_that(visit: Visit) -> None:
    ece = Client()
    ece.force_login(keepers.psychologist())
    shown = ece.get(reverse("care:visit", args=[visit.pk])).content.decode()
    assert WISH in shown
    assert NOTED in shown
    own = person("elif").get(reverse("care:own")).content.decode()
    assert "Ece Aydın" in own
    assert NOTED not in own


def test_no_table_holds_a_word_of_it(visit: Visit) -> None:
    told = []
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names():
            cursor.execute(f'SELECT t::text FROM "{name}" t')
            told += [row for (row,) in cursor.fetchall()]
    whole = fold("\n".join(told))
    assert fold("Kâbuslarım") not in whole
    assert fold("Zürafa") not in whole
