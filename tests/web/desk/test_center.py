"""The center's work: a unit for every case, plain words, the citizen told."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed, say
from tests.contacts import way
from tests.parts.roles import Role
from tests.web.desk.calls.outside import outside, post, returned, words

from alo153.calls.models import Command
from alo153.cases import actions
from alo153.cases.models import Case, Draft, Relay, RelayAttempt
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.citizens.channel import Channel
from alo153.citizens.models import AccessLog

pytestmark = pytest.mark.django_db
UNITS_WORDS = "Mahalline ekip sevk edilerek dallar bertaraf edilmiştir."
PLAIN_WORDS = "Ekibimiz geldi ve dalları kesti."
FOLDED = re.compile(r"<details(?![^>]*\sopen).*?</details>", re.DOTALL)


def answered(wish: Channel = Channel.SMS, of: str = "Ayşe Işık") -> Case:
    case = cast.open_case(of=of, wish=wish)
    actions.accept(case=case, by=cast.staff("selin"), at=cast.AT)
    found = Finding(outcome=Outcome.DONE, text=UNITS_WORDS)
    actions.answer(case=case, finding=found, by=cast.staff("selin"), at=cast.AT)
    return case


def approved(wish: Channel) -> Case:
    case = answered(wish)
    actions.approve(case=case, plain_text=PLAIN_WORDS, by=cast.staff("elif"), at=cast.AT)
    return case


def unreached() -> Case:
    case = approved(Channel.PHONE)
    actions.record_attempt(
        relay=case.relays.get(),
        result=RelayAttempt.Result.WRONG_NUMBER,
        by=cast.actor("elif"),
        at=cast.AT,
    )
    return case


# four eyes


def test_who_wrote_an_answer_reads_who_approves_it() -> None:
    case = cast.open_case()
    selin = cast.with_roles("selin", Role.AGENT, Role.UNIT_STAFF)
    actions.answer(
        case=case, finding=Finding(outcome=Outcome.DONE, text=UNITS_WORDS), by=selin, at=cast.AT
    )
    browser = Client()
    browser.force_login(selin)
    page = words(browser, f"/center/cases/{case.tracking_code}/")
    assert "Bu yanıtı siz yazdınız" in page
    assert UNITS_WORDS in page
    assert "id_plain_text" not in page
    refused = browser.post(
        f"/center/cases/{case.tracking_code}/approve/", {"plain_text": PLAIN_WORDS}
    )
    assert refused.status_code == 422
    assert not Relay.objects.exists()


# lists


def test_each_list_holds_its_cases(agent: Client) -> None:
    lists = {
        "no-unit": returned(),
        "answers": answered(),
        "calls": approved(Channel.PHONE),
        "unreached": unreached(),
        "outside": outside(),
    }
    for name, case in lists.items():
        page = words(agent, f"/center/lists/{name}/")
        rows = [one.tracking_code for one in lists.values() if f"row-{one.tracking_code}" in page]
        assert rows == [case.tracking_code], name


def first_steps(page: str) -> int:
    """Count what asks to be pressed first; what is folded away does not ask."""
    panel = FOLDED.sub("", page[page.index('class="case"') :])
    return panel.count("btn-primary")


def test_the_page_of_a_case_has_one_first_step(agent: Client) -> None:
    alarmed = cast.open_case("Apartmanda gaz kokuyor, çok korkuyoruz.")
    actions.return_not_ours(case=alarmed, reason="Yok.", by=cast.staff("selin"), at=cast.AT)
    objected_to = closed()
    say(objected_to, solved=False, words="Dallar duruyor.")
    waiting = [returned(), answered(), approved(Channel.PHONE), unreached(), alarmed, objected_to]
    pages = [words(agent, f"/center/cases/{each.tracking_code}/") for each in waiting]
    assert [first_steps(page) for page in pages] == [1] * len(pages)


def test_the_center_opens_on_a_list_in_which_something_waits(agent: Client) -> None:
    case = approved(Channel.PHONE)
    assert f"row-{case.tracking_code}" in words(agent, "/center/lists/")


def test_an_empty_list_says_so(agent: Client) -> None:
    assert "Herkese ulaşıldı." in words(agent, "/center/lists/unreached/")
    assert agent.get("/center/lists/other/").status_code == 404


def test_lists_cost_the_same_however_long_they_are(
    agent: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(4):
        answered()
    cast.at_hand()
    # session, user, roles; nine counts; the rows; two for the bar
    with django_assert_num_queries(14):
        agent.get("/center/lists/answers/")


# steps


def test_a_case_without_a_unit_is_forwarded_with_the_reason(agent: Client) -> None:
    case = returned()
    refused = post(agent, case, "forward", unit="yol-ve-bakim", reason=" ")
    assert "Gerekçeyi yazın" in refused
    assert 'value="yol-ve-bakim" selected' in refused
    page = post(agent, case, "forward", unit="yol-ve-bakim", reason="Kaldırım onların.")
    assert case.unit == cast.unit("yol-ve-bakim")
    assert "Kaldırım onların." in page


def test_an_answer_is_put_into_plain_words_and_approved(agent: Client) -> None:
    case = answered()
    page = words(agent, f"/center/cases/{case.tracking_code}/")
    assert page.count(UNITS_WORDS) >= 2  # the unit's words, and where the plain ones begin
    key = f"plain:{case.tracking_code}"
    typed = {"plain_text": "Ekibimiz gel"}
    agent.post(f"/desk/drafts/{key}/", typed, headers={"X-Requested-With": "fetch"})
    assert "Ekibimiz gel<" in agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert "Yanıtı sade dille yazın." in post(agent, case, "approve", plain_text="")
    post(agent, case, "approve", plain_text=PLAIN_WORDS)
    assert case.state == State.RELAYING
    assert case.answers.get().plain_text == PLAIN_WORDS
    assert not Draft.objects.exists()


LONG = "Ekibimiz geldi ve dalları kesti. " * 45
TOO_LONG = "mesaj tutuyor; en çok 6 mesaj gönderilebilir."


def read(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def test_an_answer_too_long_for_sms_is_refused_with_its_length(agent: Client) -> None:
    case = answered()
    address = f"/center/cases/{case.tracking_code}"
    assert TOO_LONG in read(agent.post(f"{address}/preview/", {"plain_text": LONG}))
    refused = agent.post(f"{address}/approve/", {"plain_text": LONG})
    assert refused.status_code == 422
    page = read(refused)
    assert TOO_LONG in page
    assert LONG.strip() in page
    assert not Relay.objects.exists()


def mailed() -> Case:
    """Return an answered case whose citizen wishes an e-mail."""
    case = way.open_case(Channel.EMAIL)
    if case.unit is None:
        parks = cast.unit("park-ve-bahceler")
        actions.forward(case=case, to=parks, reason="Ağaç.", by=cast.staff("murat"), at=cast.AT)
    found = Finding(outcome=Outcome.DONE, text=UNITS_WORDS)
    actions.answer(case=case, finding=found, by=cast.staff("selin"), at=cast.AT)
    return case


def test_by_email_a_long_answer_goes_whole_unless_somebody_hears_it_by_sms(agent: Client) -> None:
    case, lead = mailed(), mailed()
    agent.post(f"/center/cases/{case.tracking_code}/approve/", {"plain_text": LONG})
    assert LONG.strip() in case.relays.get().message.body
    other = stories.pruning(full_name="Mehmet Öztürk")
    actions.join(case=other, lead=lead, by=cast.actor("elif"), at=cast.AT)
    refused = agent.post(f"/center/cases/{lead.tracking_code}/approve/", {"plain_text": LONG})
    assert refused.status_code == 422


def test_a_notice_too_long_for_sms_is_refused_too(agent: Client) -> None:
    case = returned()
    way = f"sms:{case.contact.pk}"  # type: ignore[union-attr]
    refused = agent.post(
        f"/center/cases/{case.tracking_code}/interim/",
        {"text": LONG[:990], "way": way, "reason": "Bekliyoruz."},
    )
    assert refused.status_code == 422
    assert TOO_LONG in read(refused)


def test_the_sms_is_shown_with_its_length(agent: Client) -> None:
    case = answered()
    address = f"/center/cases/{case.tracking_code}/preview/"
    page = agent.post(address, {"plain_text": PLAIN_WORDS}).content.decode()
    assert PLAIN_WORDS in page
    assert "mesaj" in page
    assert not Relay.objects.exists()


def test_an_answer_goes_back_to_the_unit_with_the_reason(agent: Client) -> None:
    case = answered()
    assert "Gerekçeyi yazın" in post(agent, case, "send-back", reason="")
    post(agent, case, "send-back", reason="Ne zaman yapıldığı yazmıyor.")
    assert case.state == State.ACCEPTED


def test_a_call_back_is_dialed_with_what_to_say_on_screen(agent: Client) -> None:
    case = approved(Channel.PHONE)
    page = words(agent, f"/center/cases/{case.tracking_code}/")
    assert "Başvuru sahibiyle mi görüşüyorum?" in page
    assert PLAIN_WORDS in page
    answer = agent.post(f"/center/cases/{case.tracking_code}/dial/", headers={"HX-Request": "true"})
    command = Command.objects.get(name="dial")
    assert command.payload["number"] == cast.phone_of("Ayşe Işık")
    assert command.payload["reference"] == f"relay:{case.relays.get().pk}"
    assert command.payload["call"] in answer["HX-Trigger"]


def test_the_result_of_a_call_back_is_kept_and_closes_the_case(agent: Client) -> None:
    case = approved(Channel.PHONE)
    post(agent, case, "call", result="no_answer", detail="Öğleden sonra")
    assert case.state == State.RELAYING
    post(agent, case, "call", result="told")
    assert case.state == State.CLOSED
    results = case.relays.get().attempts.values_list("result", flat=True)
    assert list(results) == ["no_answer", "told"]


def test_who_was_not_reached_is_told_in_another_way(agent: Client) -> None:
    case = unreached()
    contact = case.contact
    assert contact is not None
    assert "Bir yol seçin." in post(agent, case, "again", way="")
    post(agent, case, "again", way=f"sms:{contact.pk}")
    assert case.relays.get(state=Relay.State.PENDING).channel == Channel.SMS


def test_who_was_not_reached_is_told_at_a_number_found_out(agent: Client) -> None:
    case = unreached()
    page = post(agent, case, "again", way="sms:new", new_contact="0262 311 10 00")
    assert "SMS yalnızca cep telefonuna ulaşır" in page
    assert "0262 311 10 00" in page, "nothing typed is lost"
    assert "çok kısa" in post(agent, case, "again", way="phone:new", new_contact="12")
    # As 0.2.0 called it: such a page is open, such words wait to leave
    assert "çok kısa" in post(agent, case, "again", way="call:new", new_contact="12")
    assert "E-posta adresini yazın" in post(agent, case, "again", way="email:new", new_contact="x")
    post(agent, case, "again", way="sms:new", new_contact="0532 000 99 88")
    relay = case.relays.get(state=Relay.State.PENDING)
    assert (relay.channel, str(relay.contact and relay.contact.value)) == ("sms", "+905320009988")
    assert case.reporter
    assert case.reporter.identities.filter(value="+905320009988").exists()


def test_a_case_is_closed_unreached_only_with_a_reason(agent: Client) -> None:
    case = unreached()
    assert "Gerekçeyi yazın" in post(agent, case, "give-up", reason="")
    post(agent, case, "give-up", reason="Numara kullanılmıyor.")
    assert case.state == State.CLOSED


def test_a_note_stays_with_the_case(agent: Client) -> None:
    case = cast.open_case()
    assert "Komşusu da aradı." in post(agent, case, "note", text="Komşusu da aradı.")


def test_who_comes_second_is_told_so(agent: Client) -> None:
    case = answered()
    post(agent, case, "approve", plain_text=PLAIN_WORDS)
    page = post(agent, case, "approve", plain_text="Başka sözler")
    assert "Başka biri sizden önce davrandı" in page
    assert case.answers.get().plain_text == PLAIN_WORDS
    assert "sizden önce" in post(agent, case, "call", result="told")


# one case


def test_a_case_shows_its_facts_story_and_hand_overs(agent: Client) -> None:
    case = returned()
    page = words(agent, f"/center/cases/{case.tracking_code}/")
    for shown in (case.text, "Çınar Sokak 5", "Ayşe Işık", "0532 000 01 01", "Bizim değil."):
        assert shown in page
    look = AccessLog.objects.get(what="desk")
    assert (look.user, look.case_id) == (cast.staff("elif"), case.pk)


def test_a_case_costs_the_same_however_long_its_story(
    agent: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    case = answered()
    for number in range(5):
        actions.note(case=case, text=f"Not {number}", by=cast.staff("elif"), at=cast.AT)
    cast.at_hand()
    # session, user, roles; the case with its names and the look; story, files;
    # photos of the work; clocks, particulars, the other body; the question; the objection;
    # who goes with it; alarms; forms; whether the citizen was erased; what waits to leave; two for
    # the bar; the talks about it; what its topic asked
    with django_assert_num_queries(31):
        agent.get(f"/center/cases/{case.tracking_code}/")


def test_the_fragment_is_the_page_without_its_frame(agent: Client) -> None:
    case = answered()
    address = f"/center/cases/{case.tracking_code}/"
    headers = {"HX-Request": "true", "HX-Target": "case"}
    fragment = agent.get(address, headers=headers).content.decode()
    assert "<html" not in fragment
    assert f'data-shows="{address}"' in fragment


def test_a_wrong_code_is_not_found(agent: Client) -> None:
    assert agent.get("/center/cases/123456789/").status_code == 404
    assert agent.post(f"/center/cases/{returned().tracking_code}/other/").status_code == 404


# who may


def test_quality_sees_a_case_and_changes_nothing(client: Client) -> None:
    case = answered()
    client.force_login(cast.staff("derya"))
    address = f"/center/cases/{case.tracking_code}/"
    page = client.get(address).content.decode()
    assert case.text in page
    assert "<textarea" not in page
    assert client.post(f"{address}note/", {"text": "x"}).status_code == 403
    assert client.get("/center/lists/").status_code == 403


def test_units_do_not_enter(client: Client) -> None:
    case = answered()
    client.force_login(cast.staff("selin"))
    for address in ("/center/lists/", f"/center/cases/{case.tracking_code}/", "/center/search/"):
        assert client.get(address).status_code == 403


def test_whose_names_the_call_backs_show_is_written_down(agent: Client) -> None:
    case = stories.relaying(full_name="Fatma Çınar", wish=Channel.PHONE)
    assert "Fatma Çınar" in words(agent, "/center/lists/calls/")
    assert AccessLog.objects.get(what="desk-calls").citizen == case.reporter
