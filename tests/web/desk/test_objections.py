"""An objection at the desk: a list of its own, somebody else decides, the unit sees why."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed, planned, say

from alo153.archive.erasing import erase
from alo153.cases import actions
from alo153.cases.models import Case, Closing
from alo153.cases.rules.lifecycle import State
from alo153.citizens.actions.erasing import ErasureReason
from alo153.citizens.channel import Channel
from alo153.core.clock import now

STILL = "Dallar hâlâ lambayı kapatıyor."


@pytest.fixture
def objected_to(db: None) -> Case:
    case = closed()
    say(case, solved=False, words=STILL)
    return case


def signed_in(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def words(client: Client, address: str) -> str:
    return html.unescape(client.get(address).content.decode())


def post(client: Client, case: Case, verb: str, **sent: str) -> str:
    answer = client.post(f"/center/cases/{case.tracking_code}/{verb}/", sent, follow=True)
    case.refresh_from_db()
    return html.unescape(answer.content.decode())


def test_the_list_shows_what_the_citizen_says(agent: Client, objected_to: Case) -> None:
    page = words(agent, "/center/lists/objections/")
    assert f"row-{objected_to.tracking_code}" in page
    assert STILL in page
    assert f"row-{objected_to.tracking_code}" not in words(agent, "/center/lists/no-unit/")


def test_the_time_of_the_first_answer_has_a_name_of_its_own(
    agent: Client, objected_to: Case
) -> None:
    page = words(agent, f"/center/cases/{objected_to.tracking_code}/")
    assert page.count("Önceki yanıt süresi:") == page.count("Yanıt süresi:") == 1


def test_the_closer_reads_why_somebody_else_decides(objected_to: Case) -> None:
    murat = signed_in("murat")
    assert f"row-{objected_to.tracking_code}" not in words(murat, "/center/lists/objections/")
    page = words(murat, f"/center/cases/{objected_to.tracking_code}/")
    assert "Bu başvurunun kapatılmasında göreviniz vardı" in page
    assert "İtirazı üstlen" not in page
    assert "/forward/" not in page


def test_who_only_reads_cases_is_not_offered_to_decide(objected_to: Case) -> None:
    page = words(signed_in("derya"), f"/center/cases/{objected_to.tracking_code}/")
    assert STILL in page
    assert "/take-objection/" not in page


def test_a_closer_who_tries_anyway_is_refused_in_words(objected_to: Case) -> None:
    page = post(signed_in("murat"), objected_to, "forward", unit="yol-ve-bakim", reason="Onların")
    assert "Bu başvurunun kapatılmasında göreviniz vardı" in page
    assert objected_to.state == State.AT_CENTER


def test_a_closer_cannot_answer_it_at_the_center_either(objected_to: Case) -> None:
    sent = {"outcome": "done", "text": "Olmuş işte."}
    address = f"/center/cases/{objected_to.tracking_code}/answer/"
    refused = signed_in("murat").post(address, sent)
    page = html.unescape(refused.content.decode())
    assert refused.status_code == 409
    assert "Bu başvurunun kapatılmasında göreviniz vardı" in page
    assert "Olmuş işte." in page


def test_a_colleague_takes_it_and_sends_it_back_with_the_citizen_s_words(
    agent: Client, objected_to: Case
) -> None:
    assert "karar sizin" in post(agent, objected_to, "take-objection")
    page = words(agent, f"/center/cases/{objected_to.tracking_code}/")
    assert f"Vatandaş çözülmediğini söylüyor: {STILL}" in page
    assert 'value="park-ve-bahceler" selected' in page
    post(agent, objected_to, "forward", unit="park-ve-bahceler", reason=f"Çözülmemiş: {STILL}")
    selin = signed_in("selin")
    unit_page = words(selin, f"/unit/cases/{objected_to.tracking_code}/")
    assert "Son yanıta 1. itiraz. Süre yeniden başladı." in unit_page
    assert STILL in unit_page


def test_a_citizen_calls_and_says_that_it_is_not_solved(agent: Client, db: None) -> None:
    case = closed()
    page = post(agent, case, "confirmation", solved="no", words="")
    assert "Neyin çözülmediğini vatandaşın sözleriyle yazın." in page
    post(agent, case, "confirmation", solved="no", words=STILL)
    closing = Closing.objects.get()
    assert (closing.confirmation, closing.confirmation_channel) == ("not_solved", "phone")
    assert closing.heard_by == cast.staff("elif")
    assert case.state == State.AT_CENTER


@pytest.mark.parametrize(
    ("solved", "confirmation"), [("", "waiting"), ("yes", "solved"), ("no", "not_solved")]
)
def test_who_tells_the_answer_by_telephone_asks_at_once(
    agent: Client, db: None, solved: str, confirmation: str
) -> None:
    case = stories.relaying(wish=Channel.PHONE)
    page = words(agent, f"/center/cases/{case.tracking_code}/")
    assert "Sorununuz çözüldü mü?" in page
    post(agent, case, "call", result="told", solved=solved, words=STILL)
    assert Closing.objects.get().confirmation == confirmation


def test_who_was_not_reached_said_nothing(agent: Client, db: None) -> None:
    case = stories.relaying(wish=Channel.PHONE)
    post(agent, case, "call", result="busy", solved="", words="")
    assert not Closing.objects.exists()


def test_nothing_is_said_for_a_citizen_who_was_erased(agent: Client, db: None) -> None:
    case = closed()
    page = f"/center/cases/{case.tracking_code}/"
    offered = ("/confirmation/", "vatandaştan: ", "Vatandaşa yaz")
    assert [each for each in offered if each in words(agent, page)] == list(offered)
    assert case.reporter
    erase(case.reporter, reason=ErasureReason.REQUEST, by=cast.actor("yasin"), at=now())
    assert [each for each in offered if each in words(agent, page)] == []
    said = post(agent, case, "confirmation", solved="no", words=STILL)
    assert "Kişinin verileri silindi" in said
    assert case.state == State.CLOSED
    letter = words(agent, f"/center/citizens/{case.reporter.pk}/write/?case={case.tracking_code}")
    assert "ona artık yazılamaz" in letter


def test_no_file_of_an_erased_citizen_is_offered_though_their_plan_came_back(
    agent: Client, db: None
) -> None:
    case = planned()
    page, offered = f"/center/cases/{case.tracking_code}/", "vatandaştan: "
    assert offered in words(agent, page)
    assert case.reporter
    erase(case.reporter, reason=ErasureReason.REQUEST, by=cast.actor("yasin"), at=now())
    actions.resume_plans(at=now() + timedelta(days=3))
    case.refresh_from_db()
    assert case.is_open
    assert offered not in words(agent, page)


def test_a_second_word_about_the_same_says_that_somebody_was_faster(
    agent: Client, db: None
) -> None:
    case = closed()
    actions.record_confirmation(
        case=case,
        solved=True,
        channel=Channel.WEB,
        by=cast.actor("elif"),
        at=now(),
    )
    assert "sizden önce davrandı" in post(agent, case, "confirmation", solved="yes")
