"""What is said in a room is told at no address of the whole program, to nobody else."""

import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from tests import cast
from tests.care import keepers
from tests.parts.postgresql.undone import undone
from tests.web.addresses import OURS

from alo153.care import actions
from alo153.care.models import Hardness, Room, Visit
from alo153.core.text import fold

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bare_refusals")]
WISH, NOTED = "Kâbuslarım geçmiyor.", "Zürafa resmini birlikte çizdik."
# One of each role of the cast, the nurse of the other room, and nobody at all
OTHERS = (
    *("murat", "hakan", "pinar", "defne", "selin", "nurten", "derya", "yasin", "gulay", "sevgi"),
    "infirmary",
    "anonymous",
)


@pytest.fixture
def visit() -> Visit:
    elif_, ece = cast.staff("elif"), keepers.psychologist()
    actions.mark_hard(hardness=Hardness.SUICIDE, by=elif_, at=cast.AT)
    visit = actions.ask_visit(room=Room.PSYCHOLOGIST, wish=WISH, by=elif_, at=cast.AT)
    actions.plan(visit=visit, begins_at=cast.AT, minutes=45, by=ece, at=cast.AT)
    actions.write_note(visit=visit, words=NOTED, by=ece, at=cast.AT)
    return visit


def paths(visit: Visit) -> Iterator[str]:
    """Return every address, with the key of the visit and that of its person for each number."""
    for address in OURS:
        for key in {visit.pk, visit.person_id}:
            yield re.sub(r"(?<=/)1(?=/)", str(key), address.path)


def person(who: str) -> Client:
    browser = Client()
    if who != "anonymous":
        browser.force_login(keepers.nurse() if who == "infirmary" else cast.staff(who))
    return browser


def told(response: HttpResponseBase) -> str:
    """Return all that went over the line; a stream of events never ends and is not read."""
    if response.headers.get("Content-Type", "").startswith("text/event"):
        return ""
    body = b"".join(response) if isinstance(response, StreamingHttpResponse) else response.content
    return fold(" ".join(response.headers.values()) + body.decode(errors="replace"))


@pytest.mark.parametrize("who", OTHERS)
def test_no_address_of_the_program_tells_of_it(visit: Visit, who: str) -> None:
    browser = person(who)
    leaks = []
    for path in sorted(set(paths(visit))):
        with undone():
            said = told(browser.get(path))
        leaks += [path for words in (WISH, NOTED) if fold(words) in said]
    assert leaks == []


@pytest.mark.parametrize("who", ["hakan", "yasin", "gulay"])
def test_nothing_that_is_sent_tells_of_it(visit: Visit, who: str) -> None:
    browser = person(who)
    for path in sorted(set(paths(visit))):
        with undone():
            said = told(browser.post(path))
        assert not [words for words in (WISH, NOTED) if fold(words) in said], path
