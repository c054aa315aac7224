"""What the bar and the desk say of the call at hand: clocks, hold, who asks whom, the queue."""

import html
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries, Settings
from tests import cast
from tests.cases.life import confidential
from tests.parts.telephone.leading import a_switchboard_leads
from tests.web.desk.calls.ringing import NOW, Ring, talks

from alo153.calls import queries
from alo153.calls.call_words import (
    AgentState,
    CallDirection,
    CallOutcome,
    CallParty,
    LegKind,
    LegRole,
)
from alo153.calls.endpoints import node_names
from alo153.calls.menu.moves import Step
from alo153.calls.models import Call
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.city import queries as city
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def talk(ring: Ring) -> Call:
    """Return a call that Elif talks on."""
    call = ring()
    talks(call)
    return call


def shown(browser: Client, address: str = "/desk/phone/") -> str:
    return " ".join(html.unescape(browser.get(address).content.decode()).split())


def murat() -> Client:
    browser = Client()
    browser.force_login(cast.staff("murat"))
    return browser


def stands(name: str, presence: AgentState, call: Call | None, **more: object) -> None:
    records.write(
        facts.AgentChanged(
            at=NOW + 60,
            since=NOW + 60,
            agent=cast.staff(name).pk,
            presence=presence,
            reason="",
            reachable=bool(more.get("reachable", True)),
            call=str(call.pk) if call else None,
        )
    )


def asks_murat(call: Call) -> str:
    member = f"member-{call.pk}.1"
    records.write(
        facts.MemberInvited(
            at=NOW + 11,
            call=str(call.pk),
            member=member,
            kind=LegKind.AGENT,
            role=LegRole.CONSULTED,
            agent=cast.staff("murat").pk,
            number="",
            by=cast.staff("elif").pk,
        )
    )
    stands("murat", AgentState.RINGING, call)
    return member


def test_the_clock_of_the_call_survives_a_reload(agent: Client, talk: Call) -> None:
    joined = talk.legs.get().joined_at
    assert joined is not None
    # After a reload the telephone is a new leg, and the state begins anew
    stands("elif", AgentState.TALKING, talk)
    page = shown(agent)
    assert f'data-call-clock data-since="{_written(joined)}"' in page


def test_hold_has_a_state_and_a_clock_of_its_own(agent: Client, talk: Call) -> None:
    assert "Arayan beklemede" not in shown(agent)
    elif_ = cast.staff("elif").pk
    records.write(facts.CallHeld(at=NOW + 30, call=str(talk.pk), agent=elif_))
    talk.refresh_from_db()
    page = shown(agent)
    assert "Arayan beklemede" in page
    assert f'data-since="{_written(talk.held_at)}" title="Bekletme süresi"' in page
    hakan = Client()
    hakan.force_login(cast.staff("hakan"))
    assert "arayan beklemede" in shown(hakan, "/live/")
    records.write(facts.CallResumed(at=NOW + 40, call=str(talk.pk), agent=elif_))
    assert "Arayan beklemede" not in shown(agent)


def test_the_wall_counts_only_who_can_be_rung_as_ready(db: None) -> None:
    stands("elif", AgentState.READY, None)
    stands("murat", AgentState.READY, None, reachable=False)
    assert queries.queue_now().agents["ready"] == 1


def test_who_is_asked_sees_the_other_and_is_never_told_to_have_missed_it(
    agent: Client, talk: Call
) -> None:
    member = asks_murat(talk)
    colleague, page = murat(), f"/desk/calls/{talk.pk}/"
    # While it rings, and while they talk
    assert "yanıtlamadınız" not in shown(colleague, page)
    assert "Elif Yıldız size" in shown(colleague)
    records.write(facts.MemberJoined(at=NOW + 12, call=str(talk.pk), member=member))
    stands("murat", AgentState.TALKING, talk)
    assert "yanıtlamadınız" not in shown(colleague, page)
    assert "Elif Yıldız danışıyor; arayan beklemede" in shown(colleague)
    assert "Murat Kaya" in shown(agent)
    # The three ways out are the leader's
    assert "Birleştir" not in shown(colleague)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("withdrawn", "Elif Yıldız danışmaktan vazgeçti"),
        ("rejected", "Elif Yıldız size danıştı, kabul etmediniz"),
        ("no_answer", "Elif Yıldız size danıştı, açmadınız"),
    ],
)
def test_how_it_ended_is_said_truly(talk: Call, result: str, words: str) -> None:
    member = asks_murat(talk)
    records.write(facts.MemberLeft(at=NOW + 20, call=str(talk.pk), member=member, result=result))
    stands("murat", AgentState.READY, None)
    page = shown(murat(), f"/desk/calls/{talk.pk}/")
    assert words in page
    assert "yanıtlamadınız" not in page


def test_a_ringing_call_shows_queue_wait_and_language(agent: Client, ring: Ring) -> None:
    call = ring()
    Call.objects.filter(pk=call.pk).update(queue="water", language="en")
    page = shown(agent, f"/desk/calls/{call.pk}/")
    assert "call-facts" in page
    assert "Su" in page
    assert f'bekliyor <span class="digits" data-since="{_written(call.queued_at)}"' in page
    assert "konuşmak istediği dil: İngilizce" in page
    # Once answered it waits no more, without a reload
    talks(call)
    assert "bekledi" in shown(agent, f"/desk/calls/{call.pk}/facts/")
    stands("elif", AgentState.RINGING, call)
    # The bar has it too, for the computer's own notice
    assert 'data-queue="' in shown(agent)


def test_a_missed_call_counts_no_longer_for_the_agent_who_missed_it(
    agent: Client, ring: Ring
) -> None:
    call = ring()
    address = f"/desk/calls/{call.pk}/facts/"
    assert "bekliyor" in shown(agent, address)
    call.offers.update(ended_at=cast.AT, result="no_answer")
    assert "bekliyor" not in shown(agent, address), "nobody would tell this page of its end"


def test_a_ringing_call_shows_the_way_through_the_menu_and_what_is_wanted(
    agent: Client, ring: Ring, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    cases = [cast.open_case(), confidential.opened()]
    call = ring()
    address = f"/desk/calls/{call.pk}/facts/"
    page = shown(agent, address)
    assert "menü:" not in page
    with CaptureQueriesContext(connection) as before:
        shown(agent, address)
    walks(call, cases)
    with django_assert_num_queries(len(before) + 1):
        page = shown(agent, address)
    assert "menü: 1 Takip kodu › 0 Temsilci" in page
    assert "isteği: Başvurum ne oldu?" in page
    codes_shown = [codes.display(case.tracking_code) in page for case in cases]
    assert codes_shown == [True, False], "Elif may not see the confidential one"
    stands("elif", AgentState.RINGING, call)
    assert "Başvurum ne oldu?" in shown(agent), "the computer's own notice says it, too"
    # It stays with the talk, and in the call's history
    talks(call)
    assert "menü: 1 Takip kodu" in shown(agent, f"/desk/calls/{call.pk}/")
    hakan = Client()
    hakan.force_login(cast.staff("hakan"))
    history = shown(hakan, f"/live/calls/{call.pk}/")
    assert "1 Takip kodu › 0 Temsilci" in history
    assert codes.display(cases[1].tracking_code) not in history


def walks(call: Call, cases: list[Case]) -> None:
    """Write that the caller typed the codes of cases, and then wished to speak to somebody."""
    typed = [Step(node="status", word="Başvuru durumu", about=f"case:{case.pk}") for case in cases]
    path = (
        Step(key="1", node="code", word="Takip kodu", wish="Başvurum ne oldu?"),
        *typed,
        Step(key="0", node="operator", word="Temsilci"),
    )
    for _ in range(2):
        records.write(facts.MenuWalked(at=NOW + 3, call=str(call.pk), node="operator", path=path))


def test_a_withheld_number_is_asked_for_and_its_record_found(agent: Client, ring: Ring) -> None:
    cast.open_case()
    call = ring("")
    talks(call)
    page = shown(agent, f"/desk/calls/{call.pk}/")
    assert "Numara gizli" in page
    assert "Kimin numarası?" in page
    typed = {"number": "0532 000 01 01"}
    headers = {**HTMX, "HX-Target": "who"}
    who = agent.post(f"/desk/work/call:{call.pk}/whose/", typed, headers=headers)
    found = html.unescape(who.content.decode())
    assert "Ayşe Işık" in found
    assert "Ağaç budama" in found
    # It stays through a reload: the number is in the record, and may be another one still
    agent.post(f"/desk/drafts/call:{call.pk}/", {"phone": "0532 000 01 01"})
    page = shown(agent, f"/desk/calls/{call.pk}/")
    assert "Ayşe Işık" in page
    assert "Kimin numarası?" in page


def test_a_wish_that_was_not_understood_keeps_its_panel_open(agent: Client, talk: Call) -> None:
    """The page closes the panel after a wish that was taken; 422 says that it was not."""
    answer = agent.post("/desk/phone/reach/", {"q": "zzz", "how": "consult"}, headers=HTMX)
    assert answer.status_code == 422
    assert "Listeden birini seçin" in answer.content.decode()


def _written(moment: datetime | None) -> str:
    """Write a moment as the pages do."""
    assert moment is not None
    return city.local(moment).isoformat()


def test_the_bar_says_dialing_until_somebody_answers(agent: Client, ring: Ring) -> None:
    call = ring()
    Call.objects.filter(pk=call.pk).update(direction=CallDirection.OUT)
    stands("elif", AgentState.TALKING, call)
    bar = shown(agent)
    assert "<strong> aranıyor </strong>" in bar
    assert "görüşmede" not in bar
    assert "kaydediliyor" not in bar, "nobody is there yet"
    assert "Beklet" not in bar
    talks(call)
    assert "görüşmede" in shown(agent)


def test_the_bar_of_a_talk_says_that_the_switchboard_program_is_away(
    agent: Client, talk: Call
) -> None:
    away = "Santral programı çalışmıyor"
    assert away in shown(agent)
    with a_switchboard_leads():
        assert away not in shown(agent)


def test_a_desk_that_is_opened_while_the_switchboard_is_away_names_the_reason(
    agent: Client,
) -> None:
    assert "Santral programı çalışmıyor" in shown(agent, "/desk/")


def test_a_telephone_that_is_signed_out_asks_whether_any_node_is_led(
    agent: Client, settings: Settings
) -> None:
    settings.NODES = node_names.nodes("main=10.0.0.1 east=10.0.0.2", own="main")
    stands("elif", AgentState.OFFLINE, None)
    away = "Santral programı çalışmıyor"
    with a_switchboard_leads("east"):
        assert away not in shown(agent)
    assert away in shown(agent)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (CallOutcome.FAILED, "0532 000 01 01 aranamadı: telefon hattı bağlantı kurmadı."),
        (CallOutcome.BUSY, "0532 000 01 01 aranamadı: meşgul."),
        (CallOutcome.NO_ANSWER, "0532 000 01 01 aranamadı: yanıt yok."),
    ],
)
def test_whom_a_call_did_not_reach_and_why_is_said_in_the_work_after_it(
    agent: Client, ring: Ring, outcome: CallOutcome, words: str
) -> None:
    call = ring()
    Call.objects.filter(pk=call.pk).update(direction=CallDirection.OUT, agent=cast.staff("elif"))
    end = facts.CallEnded(
        at=NOW + 20,
        call=str(call.pk),
        outcome=outcome,
        by=CallParty.SWITCHBOARD,
        waited_seconds=0,
        agent=cast.staff("elif").pk,
    )
    records.write(end)
    stands("elif", AgentState.WRAP_UP, None)
    assert words in shown(agent)
