"""The box of the desk and the search of a unit: what is typed stands in no address."""

from datetime import timedelta

import pytest
from django.test import Client
from tests import cast

from alo153.citizens.models import AccessLog
from alo153.web.kit import session_values

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(db: None) -> Client:
    """Return a browser in which Selin of Parks is signed in."""
    browser = Client()
    browser.force_login(cast.staff("selin"))
    return browser


def look(browser: Client, line: str, where: str = "/center/search/", **filters: str) -> str:
    """Send the form, follow it, and return the page."""
    answer = browser.post(where, {"q": line, **filters}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("typed", ["0532 000 01 01", "ayse isik", "IŞIK", "çınar sok"])
def test_a_case_is_found_by_telephone_name_or_address(agent: Client, typed: str) -> None:
    case = cast.open_case()
    cast.open_case("Su yok.", of="İbrahim Uğur", about="su-kesintisi")
    page = look(agent, typed)
    assert case.tracking_code[:3] in page
    assert "Ayşe Işık" in page
    assert AccessLog.objects.filter(what="desk-search", citizen=case.reporter).exists()


def test_a_code_leads_to_its_case_at_once(agent: Client) -> None:
    case = cast.open_case()
    answer = agent.post("/center/search/", {"q": case.tracking_code})
    assert answer["Location"] == f"/center/cases/{case.tracking_code}/"


def test_what_is_typed_stands_in_no_address(agent: Client) -> None:
    cast.open_case()
    answer = agent.post("/center/search/", {"q": "Ayşe Işık", "standing": "open"})
    assert answer.status_code == 302
    assert all(word not in answer["Location"].lower() for word in ("ayşe", "ay%c5", "open", "q="))
    again = agent.get(answer["Location"]).content.decode()
    assert 'value="Ayşe Işık"' in again
    assert '<option value="open" selected>' in again


def test_a_search_is_of_its_own_session(agent: Client, worker: Client) -> None:
    cast.open_case()
    address = agent.post("/center/search/", {"q": "ağaç"})["Location"]
    other = Client()
    other.force_login(cast.staff("murat"))
    assert other.get(address).status_code == 404
    assert worker.get(address).status_code == 403


def test_old_searches_are_forgotten(agent: Client) -> None:
    first = agent.post("/center/search/", {"q": "ağaç"})["Location"]
    for _ in range(session_values.MOST_KEPT):
        agent.post("/center/search/", {"q": "boru"})
    assert agent.get(first).status_code == 404


def test_nothing_found_says_what_to_try(agent: Client) -> None:
    assert "Bulunamadı." in look(agent, "zeplin")


def test_filters_stand_alone_too(agent: Client) -> None:
    case = cast.open_case()
    assert case.address in look(agent, "", topic=str(case.topic_id), since="2020-01-01")
    assert case.address not in look(agent, "", standing="closed")


def test_a_period_that_ends_before_it_begins_is_said(agent: Client) -> None:
    answer = agent.post("/center/search/", {"q": "x", "since": "2026-05-02", "until": "2026-05-01"})
    assert answer.status_code == 422
    assert "Bitiş tarihi başlangıçtan önce" in answer.content.decode()
    assert 'value="x"' in answer.content.decode()


def test_a_long_list_goes_on_behind_a_button(agent: Client) -> None:
    for number in range(27):
        cast.open_case(f"Dal kırık, no {number}.", at=cast.AT + timedelta(minutes=number))
    answer = agent.post("/center/search/", {"q": "dal"}, follow=True)
    assert answer.content.decode().count('class="row-link"') == 25
    more = agent.get(answer.context["next"])
    assert more.content.decode().count('class="row-link"') == 2
    assert 'rel="next"' not in more.content.decode()


def test_a_unit_finds_its_own_and_sees_no_names_in_the_list(worker: Client) -> None:
    case = cast.open_case()
    other = cast.open_case("Ağaç suda.", of="Mehmet Öztürk", about="su-kesintisi")
    page = look(worker, "ağaç", "/unit/search/")
    assert f"/unit/cases/{case.tracking_code}/" in page
    assert other.tracking_code not in page
    assert "Ayşe Işık" not in page
    assert AccessLog.objects.filter(what="unit-search", citizen=case.reporter).exists()


def test_a_unit_is_not_led_to_the_case_of_another(worker: Client) -> None:
    other = cast.open_case("Su yok.", of="Mehmet Öztürk", about="su-kesintisi")
    page = look(worker, other.tracking_code, "/unit/search/")
    assert "Bulunamadı." in page
