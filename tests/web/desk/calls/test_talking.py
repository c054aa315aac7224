"""Transfers at the desk: whom one can reach, what is asked of the switchboard, who sees what."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from tests import cast
from tests.parts.telephone.leading import a_switchboard_leads
from tests.web.desk.calls.ringing import NOW, Ring

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.call_words import AgentState, LegKind, LegResult, LegRole
from alo153.calls.models import Call, Command
from alo153.cases.actions import save_draft
from alo153.contacts.models import Interaction
from alo153.core import clock
from alo153.switchboard.acd.supervision.facts import CallTakenOver
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import commands, records

pytestmark = pytest.mark.django_db

INTERPRETER = "+902623310001"


@pytest.fixture
def talk(ring: Ring) -> Call:
    """Return a call that Elif talks on."""
    call, elif_ = ring(), cast.staff("elif").pk
    key = str(call.pk)
    leg = f"offer-{key}.1"
    records.write(facts.CallAnswered(at=NOW + 9, call=key, agent=elif_, leg=leg, waited_seconds=5))
    sit("elif", AgentState.TALKING, key)
    return call


def sit(name: str, presence: AgentState, call: str | None = None) -> User:
    user = cast.staff(name)
    records.write(
        facts.AgentChanged(
            at=NOW + 10,
            since=NOW + 10,
            agent=user.pk,
            presence=presence,
            reason="",
            reachable=True,
            call=call,
        )
    )
    return user


def asked_aside(call: Call, colleague: User) -> str:
    """Write that Elif asks a colleague, who has answered; return the leg."""
    key, leg = str(call.pk), f"member-{call.pk}.1"
    elif_ = cast.staff("elif").pk
    records.write(
        facts.MemberInvited(
            at=NOW + 11,
            call=key,
            member=leg,
            kind=LegKind.AGENT,
            role=LegRole.CONSULTED,
            agent=colleague.pk,
            number="",
            by=elif_,
        )
    )
    records.write(facts.MemberJoined(at=NOW + 12, call=key, member=leg))
    return leg


def newest() -> tuple[str, dict[str, object]]:
    row = Command.objects.latest("id")
    return row.name, row.payload


def bar(browser: Client) -> str:
    return browser.get("/desk/phone/").content.decode()


def test_one_line_finds_colleagues_queues_contacts_units_and_numbers(agent: Client) -> None:
    sit("murat", AgentState.READY)

    def found(text: str) -> str:
        return agent.post("/desk/phone/whom/", {"q": text}).content.decode()

    assert "Murat Kaya" in found("murat")
    assert "hazır" in found("murat")
    assert "Arapça tercüman" in found("terc")
    assert 'data-value="queue:water"' in found("su ve")
    assert 'data-value="unit:' in found("185")
    assert "0532 000 01 01" in found("05320000101")
    assert "Kimse bulunamadı" in found("zzz")


def test_whom_enter_can_ask_comes_before_a_queue_of_that_name(agent: Client) -> None:
    found = agent.post("/desk/phone/whom/", {"q": "ara"}).content.decode()
    order = ["Arapça tercüman", "queue:arabic", "Karayolları"]
    assert sorted(order, key=found.index) == order


def test_before_a_word_is_typed_the_panel_shows_the_last_ones_who_is_ready_and_the_queues(
    agent: Client, talk: Call
) -> None:
    sit("murat", AgentState.READY)
    sit("hakan", AgentState.PAUSED)
    agent.post("/desk/phone/reach/", {"q": "nöbetçi psikolog", "how": "blind"})
    near = agent.get("/desk/phone/near/").content.decode()
    assert "Murat Kaya" in near
    assert "Hakan" not in near
    assert 'value="queue:water"' in near
    assert near.index("sikolog") < near.index("Murat Kaya") < near.index("queue:water")


def test_without_script_a_name_that_fits_one_is_enough(agent: Client, talk: Call) -> None:
    agent.post("/desk/phone/reach/", {"q": "nöbetçi psikolog", "how": "blind"})
    assert newest()[1]["number"] == "+902623310003"


def test_a_colleague_is_asked_first_or_given_the_call_at_once(agent: Client, talk: Call) -> None:
    elif_, murat = cast.staff("elif").pk, sit("murat", AgentState.READY)
    agent.post("/desk/phone/reach/", {"to": f"agent:{murat.pk}", "how": "consult"})
    payload = {"agent": elif_, "to_agent": murat.pk, "number": ""}
    assert newest() == ("consult", payload)
    agent.post("/desk/phone/reach/", {"to": f"agent:{murat.pk}", "how": "blind"})
    assert newest() == ("blind", payload | {"queue": ""})


def test_a_contact_a_queue_and_a_typed_number_are_reached(agent: Client, talk: Call) -> None:
    agent.post("/desk/phone/reach/", {"to": "contact:tercuman-arapca", "how": "consult"})
    assert newest()[1]["number"] == INTERPRETER
    agent.post("/desk/phone/reach/", {"to": "queue:water", "how": "blind"})
    assert newest()[1] == {
        "agent": cast.staff("elif").pk,
        "to_agent": None,
        "number": "",
        "queue": "water",
    }
    agent.post("/desk/phone/reach/", {"to": "", "q": "112", "how": "consult"})
    assert newest()[1]["number"] == "112"
    assert agent.post("/desk/phone/reach/", {"q": "112", "how": "dance"}).status_code == 404


def test_what_was_typed_and_is_nobody_is_said_in_words(agent: Client, talk: Call) -> None:
    page = agent.post("/desk/phone/reach/", {"q": "zzz", "how": "consult"}, follow=True)
    assert "Listeden birini seçin" in page.content.decode()
    page = agent.post("/desk/phone/reach/", {"to": "queue:water", "how": "consult"}, follow=True)
    assert "Kuyruğa danışılamaz" in page.content.decode()
    assert not Command.objects.filter(name="consult").exists()


def test_without_a_call_the_line_calls_any_number(agent: Client) -> None:
    answer = agent.post(
        "/desk/phone/reach/", {"q": "181", "how": "dial"}, headers={"HX-Request": "true"}
    )
    name, payload = newest()
    assert (name, payload["number"], payload["reference"]) == ("dial", "181", "")
    assert str(payload["call"]) in answer["HX-Trigger"]


def test_in_a_consultation_the_bar_offers_the_three_ways_out(agent: Client, talk: Call) -> None:
    leg = asked_aside(talk, sit("murat", AgentState.TALKING, str(talk.pk)))
    shown = bar(agent)
    assert cast.staff("murat").full_name in shown
    assert "Birleştir" in shown
    assert "Vazgeç" in shown or "Arayana dön" in shown
    for verb, name in (
        ("complete", "complete"),
        ("conference", "conference"),
        ("cancel", "cancel"),
    ):
        agent.post(f"/desk/phone/talk/{verb}/")
        assert newest() == (name, {"agent": cast.staff("elif").pk})
    agent.post("/desk/phone/talk/drop/", {"value": leg})
    assert newest()[1]["member"] == leg


def test_keys_are_those_of_a_telephone(agent: Client, talk: Call) -> None:
    agent.post("/desk/phone/talk/keys/", {"value": "5"})
    assert newest() == ("keys", {"agent": cast.staff("elif").pk, "keys": "5"})
    assert agent.post("/desk/phone/talk/keys/", {"value": "A"}).status_code == 400
    assert agent.post("/desk/phone/talk/sing/").status_code == 404


@pytest.mark.parametrize("how", ["dial", "consult", "invite", "blind"])
def test_a_number_that_an_agent_may_not_call_is_refused_in_words(
    agent: Client, talk: Call, how: str
) -> None:
    answer = agent.post(
        "/desk/phone/reach/",
        {"q": "+44 20 7946 0958", "how": how},
        headers={"HX-Request": "true"},
    )
    assert "yurt dışını yalnızca süpervizörler" in answer.content.decode()
    assert not Command.objects.exists()


def test_112_is_called_into_the_call_with_a_note(agent: Client, talk: Call) -> None:
    agent.post("/desk/phone/talk/emergency/", {"value": "Yangın, iki kişi"})
    name, payload = newest()
    assert (name, payload["number"]) == ("invite", "112")
    assert Interaction.objects.get(call=talk).note == "Yangın, iki kişi"


def test_a_refusal_is_said_in_words_for_a_while(agent: Client, talk: Call) -> None:
    command = Command.objects.create(name="consult", by=cast.staff("elif"), at=clock.now())
    refused = facts.CommandDone(at=clock.now().timestamp(), command=command.pk, error="agent_busy")
    records.write(refused)
    assert "arkadaşınız görüşmede" in bar(agent)
    now = clock.now()
    Command.objects.create(name="hold", by=cast.staff("elif"), at=now, done_at=now)
    assert "arkadaşınız görüşmede" not in bar(agent)


def test_a_page_that_hangs_up_hears_that_the_switchboard_knows_no_call(agent: Client) -> None:
    agent.post("/desk/phone/sign-on/?screen=first")
    agent.post("/desk/phone/hang-up/")
    assert "desk:no-call" not in agent.get("/desk/phone/").headers.get("HX-Trigger", "")
    command = Command.objects.get(name="hang_up")
    at = clock.now().timestamp()
    records.write(facts.CommandDone(at=at, command=command.pk, error="no_call"))
    assert "desk:no-call" in agent.get("/desk/phone/").headers["HX-Trigger"]


def test_a_click_that_waited_for_the_switchboard_is_refused_when_that_is_known(
    agent: Client, talk: Call
) -> None:
    asked = clock.now() - timedelta(seconds=70)
    hold = Command.objects.create(name="hold", by=cast.staff("elif"), at=asked)
    done = facts.CommandDone(at=clock.now().timestamp(), command=hold.pk, error="too_late")
    records.write(done)
    assert "komut santrale geç ulaştı" in bar(agent)


@pytest.mark.parametrize("seconds", [1, 3])
def test_a_page_that_hangs_up_while_no_switchboard_runs_hears_that_nobody_does_it(
    agent: Client, talk: Call, seconds: int
) -> None:
    agent.post("/desk/phone/hang-up/")
    Command.objects.update(at=clock.now() - timedelta(seconds=seconds))
    hears = "desk:no-call" in agent.get("/desk/phone/").headers.get("HX-Trigger", "")
    assert hears == (seconds > 2), "a switchboard that runs takes it within a moment"


def test_what_a_switchboard_took_before_it_died_is_done_by_nobody(
    agent: Client, talk: Call
) -> None:
    agent.post("/desk/phone/hang-up/")
    at = clock.now() - timedelta(seconds=3)
    Command.objects.update(at=at, taken_at=at)
    with a_switchboard_leads():
        assert "desk:no-call" not in agent.get("/desk/phone/").headers.get("HX-Trigger", "")
    assert "desk:no-call" in agent.get("/desk/phone/").headers["HX-Trigger"]


def test_a_hang_up_that_the_telephone_does_is_done_by_no_switchboard(
    agent: Client, talk: Call
) -> None:
    agent.post("/desk/phone/hang-up/")
    Command.objects.update(at=clock.now() - timedelta(seconds=3))
    with a_switchboard_leads():
        assert "desk:no-call" in agent.get("/desk/phone/").headers["HX-Trigger"]
    assert commands.take(clock.now()) == []
    assert Command.objects.get().error == "too_late"
    assert "komut santrale geç ulaştı" not in bar(agent), "the call has ended"
    answer = agent.get("/desk/phone/")
    assert "desk:no-call" in answer.headers["HX-Trigger"], "another window may have the telephone"


def test_a_hang_up_that_a_switchboard_just_took_is_left_to_it(agent: Client, talk: Call) -> None:
    agent.post("/desk/phone/hang-up/")
    looked_at = Command.objects.get()
    commands.take(clock.now())
    elif_ = cast.staff("elif")
    assert not actions.take_back(asked=looked_at, by=elif_, at=clock.now())
    assert Command.objects.get().done_at is None


def test_the_page_of_who_was_asked_follows_the_hand_over(agent: Client, talk: Call) -> None:
    murat = sit("murat", AgentState.TALKING, str(talk.pk))
    leg = asked_aside(talk, murat)
    other = Client()
    other.force_login(murat)
    address = f"/desk/calls/{talk.pk}/facts/?told=1"
    assert "Elif Yıldız bu çağrı için size danışıyor" in other.get(address).content.decode()
    records.write(facts.CallTaken(at=NOW + 30, call=str(talk.pk), member=leg, agent=murat.pk))
    said = other.get(address).content.decode()
    assert '<div id="told" hx-swap-oob="morph">' in said
    assert "Bu çağrıyı Elif Yıldız aktardı" in said
    assert "danışıyor" not in said


def test_a_hint_of_an_agent_fetches_the_facts_of_a_call_once(agent: Client, talk: Call) -> None:
    address = f"/desk/calls/{talk.pk}/facts/"
    page = agent.get(f"/desk/calls/{talk.pk}/").content.decode()
    assert page.count(f'hx-get="{address}"') == 1
    assert page.index('<div id="told">') < page.index('name="told"')
    # An opened application took the form's place: an answer for it is an error in the browser
    assert 'id="told"' not in agent.get(address).content.decode()


def test_a_supervisor_who_took_a_call_over_was_given_nothing(talk: Call) -> None:
    hakan, elif_ = cast.staff("hakan"), cast.staff("elif")
    taken = CallTakenOver(
        at=NOW + 30, call=str(talk.pk), offer="supervisor-e", agent=hakan.pk, before=elif_.pk
    )
    records.write(taken)
    browser = Client()
    browser.force_login(hakan)
    page = browser.get(f"/desk/calls/{talk.pk}/").content.decode()
    assert "Bu çağrıyı siz devraldınız. Önceki temsilci: Elif Yıldız." in page
    assert "aktardı" not in page


def test_who_left_a_caller_with_112_reads_who_has_the_call(agent: Client, talk: Call) -> None:
    key, elif_ = str(talk.pk), cast.staff("elif").pk
    invited = facts.MemberInvited(
        at=NOW + 11,
        call=key,
        member=f"member-{key}.1",
        kind=LegKind.OUTSIDE,
        role=LegRole.CONFERENCE,
        agent=None,
        number="112",
        by=elif_,
    )
    own = f"offer-{key}.1"
    for fact in (
        invited,
        facts.MemberJoined(at=NOW + 12, call=key, member=invited.member),
        facts.MemberLeft(at=NOW + 30, call=key, member=own, result=LegResult.LEFT),
    ):
        records.write(fact)
    sit("elif", AgentState.WRAP_UP)
    assert "Çağrıyı devralan: 112" in bar(agent)
    # The record stays with who opened the call: nobody of the center has it
    assert "data-given" not in bar(agent)


def test_the_next_one_sees_who_gave_the_call_the_note_and_what_was_typed(
    agent: Client, talk: Call
) -> None:
    murat = sit("murat", AgentState.TALKING, str(talk.pk))
    agent.post(f"/desk/calls/{talk.pk}/note/", {"note": "Sokağı söylemiyor"})
    save_draft(
        user=cast.staff("elif"), key=f"call:{talk.pk}", fields={"text": "Su akmıyor"}, at=cast.AT
    )
    leg = asked_aside(talk, murat)
    other = Client()
    other.force_login(murat)
    page = other.get("/desk/").content.decode()
    assert "Elif Yıldız bu çağrı için size danışıyor" in page
    assert "aktardı" not in page
    assert "Sokağı söylemiyor" in page
    assert "Su akmıyor" in page
    records.write(facts.CallTaken(at=NOW + 30, call=str(talk.pk), member=leg, agent=murat.pk))
    page = other.get(f"/desk/calls/{talk.pk}/").content.decode()
    assert "Bu çağrıyı Elif Yıldız aktardı" in page
    assert "Su akmıyor" in page
    assert "başkasına geçti" not in agent.get(f"/desk/calls/{talk.pk}/").content.decode()


def test_who_gave_the_call_away_sees_who_has_it_and_the_record_went_along(
    agent: Client, talk: Call
) -> None:
    murat = sit("murat", AgentState.TALKING, str(talk.pk))
    key, leg = str(talk.pk), asked_aside(talk, murat)
    own = f"offer-{key}.1"
    records.write(facts.MemberLeft(at=NOW + 30, call=key, member=own, result=LegResult.LEFT))
    records.write(facts.CallTaken(at=NOW + 30, call=key, member=leg, agent=murat.pk))
    sit("elif", AgentState.WRAP_UP)
    assert "Çağrıyı devralan: Murat Kaya" in bar(agent)
    assert f'data-given="{talk.pk}"' in bar(agent)
    page = agent.get(f"/desk/calls/{talk.pk}/")
    assert "Çağrıyı devralan: Murat Kaya" in page.content.decode()
    assert 'id="record"' not in page.content.decode()
    assert 'id="record"' in agent.get(f"/desk/calls/{talk.pk}/?own=yes").content.decode()


def test_the_citizen_who_was_found_goes_along(agent: Client, ring: Ring) -> None:
    cast.open_case()
    call = ring("")
    leg = f"offer-{call.pk}.1"
    elif_ = cast.staff("elif")
    records.write(
        facts.CallAnswered(at=NOW + 9, call=str(call.pk), agent=elif_.pk, leg=leg, waited_seconds=5)
    )
    save_draft(user=elif_, key=f"call:{call.pk}", fields={"phone": "0532 000 01 01"}, at=cast.AT)
    murat = sit("murat", AgentState.RINGING, str(call.pk))
    asked_aside(call, murat)
    other = Client()
    other.force_login(murat)
    assert "Ayşe Işık" in other.get(f"/desk/calls/{call.pk}/").content.decode()


def test_only_who_talked_writes_the_note(agent: Client, talk: Call) -> None:
    other = Client()
    other.force_login(cast.staff("murat"))
    assert other.post(f"/desk/calls/{talk.pk}/note/", {"note": "x"}).status_code == 404
    assert agent.post(f"/desk/calls/{uuid.UUID(int=5)}/note/", {"note": "x"}).status_code == 404
    kept = agent.post(
        f"/desk/calls/{talk.pk}/note/", {"note": "Not"}, headers={"X-Requested-With": "fetch"}
    )
    assert kept.status_code == 204
