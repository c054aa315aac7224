"""The link of a message opens an application while it is open, and a stated time after."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.web.portal.applying import AYSE

from alo153.cases import actions
from alo153.cases.models import Case, RelayAttempt
from alo153.cases.telling import links
from alo153.citizens.channel import Channel
from alo153.core import clock
from alo153.core.actor import SYSTEM

LATER = links.AFTER_CLOSING + timedelta(days=1)
ENDED = "Bu bağlantının süresi doldu"


@pytest.fixture
def case(kocaeli: None) -> Case:
    """An application that was answered, and whose citizen was told so."""
    case = stories.relaying()
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.get(), result=told, by=SYSTEM, at=clock.now())
    case.refresh_from_db()
    return case


def days_pass(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    later = clock.now() + by
    monkeypatch.setattr(clock, "now", lambda: later)


def test_a_concluded_application_says_until_when_its_link_opens(client: Client, case: Case) -> None:
    page = client.get(f"/t/{case.link_key}/").content.decode()
    assert "tarihine kadar açar" in page
    client.post("/track/", {"code": case.tracking_code, "phone": AYSE})
    assert "tarihine kadar açar" not in client.get("/track/timeline/").content.decode()


def test_after_that_it_says_so_kindly_and_shows_the_way_on(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    days_pass(monkeypatch, LATER)
    for path, sent in (
        ("", None),
        ("reply/", {"text": "Hâlâ öyle."}),
        ("confirmation/", {"solved": "no", "words": "Hâlâ öyle."}),
    ):
        address = f"/t/{case.link_key}/{path}"
        answer = client.post(address, sent) if sent else client.get(address)
        assert answer.status_code == HTTPStatus.GONE
        page = answer.content.decode()
        assert ENDED in page
        assert "/track/" in page
        assert case.topic.name not in page
        assert case.tracking_code not in page
    case.refresh_from_db()
    assert case.state == "closed"


def test_its_files_end_with_it(client: Client, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    days_pass(monkeypatch, LATER)
    assert client.get(f"/t/{case.link_key}/files/1/").status_code == HTTPStatus.GONE


def test_code_and_number_open_it_still(
    client: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    days_pass(monkeypatch, LATER)
    asked = {"code": case.tracking_code, "phone": AYSE}
    page = client.post("/track/", asked, follow=True).content.decode()
    assert case.topic.name in page


def test_one_that_is_open_is_opened_by_its_link_however_long_it_takes(
    client: Client, kocaeli: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = cast.open_case()
    days_pass(monkeypatch, timedelta(days=900))
    assert client.get(f"/t/{waits.link_key}/").status_code == HTTPStatus.OK


def test_a_wrong_link_says_nothing(client: Client, case: Case) -> None:
    assert client.get("/t/erfunden/").status_code == HTTPStatus.NOT_FOUND


def test_nothing_is_said_of_a_link_that_nobody_was_sent(client: Client, kocaeli: None) -> None:
    case = stories.relaying(wish=Channel.NONE)
    assert "tarihine kadar açar" not in client.get(f"/t/{case.link_key}/").content.decode()
