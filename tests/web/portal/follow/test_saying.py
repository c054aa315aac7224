"""Is it solved? Two buttons on the tracking page, for whoever holds the link or code and number."""

import html

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from tests import cast
from tests.cases.life.confirmations import closed
from tests.web.portal.applying import AYSE

from alo153.archive.erasing import erase
from alo153.cases.models import Case, Closing
from alo153.cases.rules.lifecycle import State
from alo153.citizens.actions.erasing import ErasureReason
from alo153.core.clock import now
from alo153.web.portal.follow import saying, tracking

STILL = "Dallar hâlâ lambayı kapatıyor."


@pytest.fixture
def case(kocaeli: None) -> Case:
    return closed()


def page(client: Client, case: Case) -> str:
    return html.unescape(client.get(f"/t/{case.link_key}/").content.decode())


def say(client: Client, case: Case, **sent: str) -> str:
    response = client.post(f"/t/{case.link_key}/confirmation/", sent, follow=True)
    return html.unescape(response.content.decode())


def test_the_page_asks_with_two_buttons_and_the_answer_beside(client: Client, case: Case) -> None:
    shown = page(client, case)
    assert "Sorununuz çözüldü mü?" in shown
    assert "Evet, çözüldü" in shown
    assert "Hayır, çözülmedi" in shown
    assert "Ağacın dallarını budadık" in shown


def test_one_tap_says_that_it_is_solved(client: Client, case: Case) -> None:
    shown = say(client, case, solved="yes")
    assert shown.count("Çözüldüğünü söylediniz. Teşekkür ederiz.") == 1
    assert "Evet, çözüldü" not in shown
    assert "Aslında çözülmedi" in shown
    assert Closing.objects.get().confirmation == "solved"


def test_no_needs_a_few_words_and_the_page_says_so(client: Client, case: Case) -> None:
    response = client.post(f"/t/{case.link_key}/confirmation/", {"solved": "no", "words": " "})
    assert response.status_code == 422
    assert "neyin çözülmediğini birkaç sözcükle" in response.content.decode()
    assert Closing.objects.get().confirmation == "waiting"


def test_not_solved_opens_it_again_and_says_who_looks(client: Client, case: Case) -> None:
    shown = say(client, case, solved="no", words=STILL)
    assert "Başka bir arkadaşımız yeniden bakıyor" in shown
    assert STILL in shown
    case.refresh_from_db()
    assert case.state == State.AT_CENTER


def test_code_and_number_may_say_it_too(client: Client, case: Case) -> None:
    client.post("/track/", {"code": case.tracking_code, "phone": AYSE})
    response = client.post("/track/timeline/confirmation/", {"solved": "yes"})
    assert response.headers["Location"] == "/track/timeline/"
    assert Closing.objects.get().confirmation == "solved"


def test_a_stranger_says_nothing(client: Client, case: Case) -> None:
    assert client.post("/t/nobodys/confirmation/", {"solved": "yes"}).status_code == 404
    refused = client.post("/track/timeline/confirmation/", {"solved": "yes"})
    assert refused.headers["Location"] == "/track/"
    assert client.get(f"/t/{case.link_key}/confirmation/").status_code == 405
    assert Closing.objects.get().confirmation == "waiting"


def test_what_is_sent_twice_counts_once(client: Client, case: Case) -> None:
    for _ in range(2):
        shown = say(client, case, solved="no", words=STILL)
        assert "saklanmadı" not in shown
    assert case.objections.count() == 1


def test_words_that_come_too_late_are_given_back(client: Client, case: Case) -> None:
    say(client, case, solved="no", words=STILL)
    shown = say(client, case, solved="no", words="Kaldırım da kırık.")
    assert "yazdıklarınız saklanmadı: “Kaldırım da kırık.”" in shown
    assert case.objections.count() == 1


def test_a_case_read_before_its_person_was_erased_is_not_found(
    case: Case, rf: RequestFactory
) -> None:
    assert case.reporter
    erase(case.reporter, reason=ErasureReason.REQUEST, by=cast.actor("yasin"), at=now())
    request = rf.post(f"/t/{case.link_key}/confirmation/", {"solved": "yes"})
    with pytest.raises(Http404):
        saying.hear(request, case, tracking.link_way(case.link_key))
    assert Closing.objects.get().confirmation != "solved"
