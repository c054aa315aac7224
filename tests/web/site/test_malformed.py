"""What no browser sends, to every address: refused in words, never an error of the server.

Every address has a row behind it (`world.py`) and is asked with one of each kind of malformation by
somebody who may open it. Which one is drawn anew in each run by the seed that pytest-randomly
prints (`--randomly-seed=S` draws it again). All pairs, for an hour:
`pytest tests/web/site/test_malformed.py --hypothesis-profile=deep`.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker
from tests.web.addresses import ALL, Address
from tests.web.site import world
from tests.web.site.malformed import (
    CATALOG,
    FORM,
    KINDS,
    NAMES,
    Malformation,
    Visitor,
    own_forms,
)
from tests.web.site.raw_requests import Answer, as_of_a_test, ask
from tests.web.site.world import World

pytestmark = pytest.mark.usefixtures("quiet")
IS_DEEP = settings.get_current_profile_name() == "deep"
NOWHERE = Address("nowhere", "/nope/", None)
# They hold the line, and have tests of their own
STREAMS = {"stream", "counter:hall_stream"}
ASKED = list({(each.path, each.name): each for each in ALL}.values())
LIVE, DRAWN = (re.compile(rf'data-{each}="([^"]+)"') for each in ("live", "drawn"))
# What `addresses.py` puts in the place of a key
SAMPLE = re.compile(r"/(1|1-x|482109373|0{8}-[\d-]+)(?=[/.]|$)")
# The view does not find what the address names, or does not show it
MISSED = {401, 403, 404, 410}
# Addresses with a key behind which no row is made here, and why
WITHOUT_A_ROW = {
    "account_confirm_email": "closed to everybody",
    "portal:photo": "lies with an application that is not sent yet: test_photos.py",
    **dict.fromkeys(["portal:vouch", "portal:vouched"], "nobody vouches for citizens here"),
    **dict.fromkeys(["portal:own_news", "portal:link_news"], "no notices are set up"),
    "desk:video_recording": "the city records no videos",
    "recordings:video_recording": "the city records no videos",
    "desk:dial_case": "nothing is found by a number that is not typed",
    "center:message_sound": "Asterisk has the sound",
    "counter:hall_sound": "sounds are made when a city starts",
    "live:prompt_sound": "sounds are made when a city starts",
    "live:prompt_take_sound": "Asterisk has the sound",
    "quality:check": "dealt to somebody else: tests/web/quality",
    "quality:call_reporter": "nothing is found by a number that is not typed",
    "hooks:social": "nothing is signed",
    "planning:assign": "no day of anybody is named",
    **dict.fromkeys(["planning:move", "planning:verdict"], "no day of anybody is named"),
    "planning:why": "no day of anybody is named",
    "planning:replace": "no shift is named",
    "planning:publish_replacement": "no version is named",
    "quality:own_sound": "evaluated at a counter: tests/web/quality",
    "unit:send_contractor": "nothing says which link: tests/web/unit/test_contractors.py",
    **dict.fromkeys(
        [
            "care:complaint",
            "care:evidence",
            "care:video_evidence",
            "care:hold_evidence",
            "care:release_evidence",
        ],
        "no file for the prosecutor is made yet: tests/web/care",
    ),
    "planning:confirm_rule": "nothing says which words were read",
}


@pytest.fixture(scope="module")
def here(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Return the world of this module: it costs as much as fifty requests."""
    folder = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), as_of_a_test():
        with world.made(folder) as made:
            yield made
        transaction.set_rollback(True)


@pytest.fixture
def drawn(request: pytest.FixtureRequest) -> random.Random:
    """Draw as the run does, whose seed stands above its tests."""
    return random.Random(request.config.getoption("randomly_seed", 0))


def test_every_field_of_our_forms_is_sent() -> None:
    fields = {name for form in own_forms() for name in form.base_fields}
    assert fields <= set(NAMES)
    assert {"lat", "lon", "full_name", "due_at", "priority", "position", "scopes"} <= set(NAMES)


@pytest.mark.usefixtures("bare_refusals")
def test_every_address_with_a_key_has_a_row_that_may_be_seen(here: World) -> None:
    keyed = [address for address in ASKED if SAMPLE.search(address.path)]
    said = {address.name: said_by(here.visitor(address), address) for address in keyed}
    wrong = {
        name: status
        for name, status in said.items()
        if (status in MISSED) != (name in WITHOUT_A_ROW)
    }
    assert wrong == {}
    assert set(WITHOUT_A_ROW) <= said.keys()


def said_by(who: Visitor, address: Address) -> int:
    """Return the status with which the view answers a GET, or else a POST."""
    if address.name in STREAMS:
        return HTTPStatus.OK
    path = who.path(address)
    answer = ask(who.asks(path, method="GET"))
    if answer.statuses[:1] == [HTTPStatus.METHOD_NOT_ALLOWED]:
        answer = ask(who.asks(path, content=(FORM, b"")))
    assert not answer.is_broken, (address.name, *answer.errors)
    return answer.statuses[0]


@pytest.mark.parametrize("name", ["staff", "agent", "citizen"])
def test_every_page_may_watch_what_it_shows(here: World, name: str) -> None:
    who: Visitor = getattr(here, name)
    paths = {who.path(each, turn) for each in ASKED if each.name not in STREAMS for turn in (0, 1)}
    streams = {stream for path in sorted(paths) for stream in streams_of(who, path)}
    refused = {stream for stream in streams if not may_watch(who, stream)}
    assert (refused, bool(streams)) == (set(), True)


def streams_of(who: Visitor, path: bytes) -> Iterator[str]:
    """Give the stream that a page opens for what it shows, as `live.ts` asks for it."""
    page = ask(who.asks(path, method="GET")).body.decode(errors="ignore")
    # A screen that nobody signed in on has a stream of its own, and a fragment is none
    if "<html" not in page or "data-stream=" in page:
        return
    topics = sorted({topic for shown in LIVE.findall(page) for topic in re.split(r"[\s,]+", shown)})
    drawn = DRAWN.findall(page)[:1]
    if topics or drawn:
        yield urlencode({"topics": ",".join(topics)} | ({"drawn": drawn[0]} if drawn else {}))


def may_watch(who: Visitor, stream: str) -> bool:
    """Say whether a stream begins; it is not read."""
    answer = Client(headers={"cookie": who.cookie.decode()}).get(f"/stream/?{stream}")
    return answer.status_code == HTTPStatus.OK


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("kind", KINDS)
def test_every_address_refuses_one_of_each_kind(
    here: World, drawn: random.Random, kind: str
) -> None:
    wrong = {}
    for turn, (address, name) in enumerate(_pairs(list(KINDS[kind]), drawn)):
        who = here.visitor(address)
        answer = ask(CATALOG[name](who, who.path(address, turn)))
        if answer.is_broken:
            wrong[name, address.name] = [error.splitlines()[-6:] for error in answer.errors]
    assert wrong == {}


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("kind", KINDS)
def test_who_may_not_open_it_is_refused_one_of_each_kind(
    here: World, drawn: random.Random, kind: str
) -> None:
    wrong = {}
    for turn, (address, name) in enumerate(_pairs(list(KINDS[kind]), drawn)):
        who = drawn.choice((here.anonymous, here.agent))
        answer = ask(CATALOG[name](who, who.path(address, turn)))
        if answer.is_broken:
            wrong[name, address.name] = [error.splitlines()[-6:] for error in answer.errors]
    assert wrong == {}


def _pairs(names: Sequence[str], drawn: random.Random) -> list[tuple[Address, str]]:
    """Deal the malformations out to the addresses; all of them to each in a deep run."""
    addresses = [address for address in ASKED if address.name not in STREAMS]
    if IS_DEEP:
        return [(address, name) for address in addresses for name in names]
    dealt = [*names] * (len(addresses) // len(names) + 1)
    drawn.shuffle(dealt)
    return list(zip(addresses, dealt, strict=False))


def broken_by_a_kind(
    who: Visitor, address: Address, kind: Mapping[str, Malformation] = CATALOG
) -> dict[str, Answer]:
    answers = {name: ask(make(who, who.path(address))) for name, make in kind.items()}
    return {name: answer for name, answer in answers.items() if answer.is_broken}


def test_each_of_them_has_a_page_of_errors(here: World) -> None:
    assert broken_by_a_kind(here.staff, NOWHERE) == {}


def test_the_sign_in_bears_each_hostile_query(here: World) -> None:
    [sign_in] = [address for address in ASKED if address.name == "account_login"]
    assert broken_by_a_kind(here.anonymous, sign_in, KINDS["query"]) == {}


def test_a_form_without_a_session_that_was_on_no_page_leads_to_the_sign_in(here: World) -> None:
    answer = ask(here.anonymous.asks(b"/live/lists/new/", headers=((b"referer", b"http://[x"),)))
    assert (answer.statuses, answer.errors) == ([HTTPStatus.FOUND], [])


def test_a_key_of_thousands_of_digits_is_no_key(here: World) -> None:
    digits = b"9" * 5000
    for path in (
        b"/stream/?topics=agent:" + digits,
        b"/stream/?topics=agent:" + "²".encode(),
        b"/unit/templates/?edit=" + digits,
    ):
        answer = ask(here.staff.asks(path, method="GET"))
        assert not answer.is_broken, (path[:40], *answer.errors)
