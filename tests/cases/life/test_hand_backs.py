"""What a case loses with a unit that it does not concern is counted, from unit to unit."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests import cast
from tests.parts.events.consuming import consume
from tests.parts.roles import Role

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.models import Case, HandBack

pytestmark = pytest.mark.django_db

PARKS, ROADS, WATER = "park-ve-bahceler", "yol-ve-bakim", "isu"
START = cast.AT
COLUMNS = ("case", "returned", "unit", "sent_at", "returned_at", "went_to", "went_on_at")


@pytest.fixture
def elif_() -> User:
    return cast.staff("elif")


@pytest.fixture
def nurten() -> User:
    return cast.staff("nurten")


def wrong_way(
    elif_: User, nurten: User, *, to: str | None = ROADS, days: int = 2, hours: int = 4
) -> Case:
    """Open a case that Parks gives back after days, and that goes on to `to` hours later."""
    case = cast.open_case()
    returned = START + timedelta(days=days)
    actions.return_not_ours(case=case, reason="Ağaç değil, direk.", by=nurten, at=returned)
    if to:
        at = returned + timedelta(hours=hours)
        actions.forward(case=case, to=cast.unit(to), reason="Direk.", by=elif_, at=at)
    return case


def lost(asker: User) -> list[tuple[str, str | None, int, timedelta]]:
    consume()
    found = queries.hand_backs(asker, since=START.date(), until=START.date() + timedelta(days=40))
    return [(e.unit.name, e.went_to.name if e.went_to else None, e.count, e.time) for e in found]


def test_a_hand_back_knows_how_long_the_case_lay_and_where_it_went(
    elif_: User, nurten: User
) -> None:
    case = wrong_way(elif_, nurten)
    row = HandBack.objects.get()
    assert (row.unit, row.went_to) == (cast.unit(PARKS), cast.unit(ROADS))
    assert (row.sent_at, row.went_on_at) == (START, START + timedelta(days=2, hours=4))
    assert row.returned == case.forwardings.get(to_unit=None)


def test_time_is_added_up_between_two_units_and_the_dearest_stands_first(
    elif_: User, nurten: User
) -> None:
    wrong_way(elif_, nurten, to=None, days=1)
    for _ in range(2):
        wrong_way(elif_, nurten)
    parks, roads = cast.unit(PARKS).name, cast.unit(ROADS).name
    assert lost(elif_) == [
        (parks, roads, 2, timedelta(days=4, hours=8)),
        (parks, None, 1, timedelta(days=1)),
    ]


def test_a_case_that_is_given_back_twice_counts_twice(elif_: User, nurten: User) -> None:
    case = wrong_way(elif_, nurten, to=PARKS)
    later = START + timedelta(days=9)
    actions.return_not_ours(case=case, reason="Yine değil.", by=nurten, at=later)
    assert [row.sent_at for row in HandBack.objects.order_by("id")] == [
        START,
        START + timedelta(days=2, hours=4),
    ]


def test_a_unit_sees_only_what_it_gave_back_or_got(elif_: User, nurten: User) -> None:
    okan = cast.with_roles("okan", Role.UNIT_MANAGER)
    wrong_way(elif_, nurten, to=WATER)
    assert (len(lost(nurten)), lost(okan)) == (1, [])
    wrong_way(elif_, nurten, to=ROADS)
    assert [went_to for _, went_to, _, _ in lost(okan)] == [cast.unit(ROADS).name]
    # To work there is not to see it
    assert lost(cast.with_roles("okan", Role.UNIT_STAFF)) == []


def test_the_page_shows_who_lost_what_to_whom(elif_: User, nurten: User) -> None:
    wrong_way(elif_, nurten)
    HandBack.objects.update(returned_at=timezone.now())
    consume()
    browser = Client()
    browser.force_login(cast.staff("gulay"))
    page = browser.get("/not-ours/").content.decode()
    for words in (cast.unit(PARKS).name, cast.unit(ROADS).name, "2 gün 4 saat", "yanlış birime"):
        assert words in page
    table = browser.get("/not-ours/?as=csv&days=365")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    rows = table.content.decode("utf-8-sig").splitlines()
    assert rows[1] == f"{cast.unit(PARKS).name};{cast.unit(ROADS).name};1;52.0"
    assert browser.get("/not-ours/?days=30;x").context["days"] == 30


def test_an_empty_page_teaches() -> None:
    browser = Client()
    browser.force_login(cast.staff("gulay"))
    assert "hiçbir birim başvuru iade etmedi" in browser.get("/not-ours/").content.decode()
