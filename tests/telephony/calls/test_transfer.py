"""Transfers, conferences and keys on the real Asterisk, with telephones that hear."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from tests.parts.postgresql.addresses import database_url
from tests.parts.waiting import SECONDS
from tests.telephony.calls.transfers import House, done
from tests.telephony.programs.hearing import AGENT, CITIZEN, COLLEAGUE, OUTSIDE
from tests.telephony.programs.switchboards import newcomer, until, write_city

from alo153.accounts.models import User
from alo153.calls import actions, queries
from alo153.calls.models import Call, CallLeg
from alo153.city.rules.phone import parse
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.telephony

INTERPRETER = parse("0262 000 02 02", country="TR")


def names(call: Call) -> list[str]:
    return [event.name for event in events.history(call)]


def test_an_attended_transfer_to_a_colleague(house: House) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    assert done(actions.consult(user=house.elif_, colleague=murat, at=now())) == ""
    until(lambda: murats_phone.hears(AGENT) and house.elifs_phone.hears(COLLEAGUE))
    assert house.citizen.hears_something(), "the citizen waits in silence"
    until(lambda: not house.citizen.hears(AGENT))
    until(lambda: queries.call_at_hand(murat) == call)
    assert done(actions.complete_transfer(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(COLLEAGUE) and murats_phone.hears(CITIZEN))
    assert house.elifs_phone.ended.wait(SECONDS)
    until(lambda: house.center.session(house.elif_).state == "wrap_up")
    until(Call.objects.filter(pk=call.pk, agent=murat, interaction__agent=murat).exists)
    call = house.silent_end(call)
    assert (call.outcome, call.ended_by) == ("answered", "citizen")
    until(lambda: house.center.session(murat).state == "wrap_up")


def test_the_agent_hears_the_ringing_and_comes_back_to_the_citizen(house: House) -> None:
    murat, _ = house.agent("murat", COLLEAGUE, answers=False)
    call = house.talk()
    actions.consult(user=house.elif_, colleague=murat, at=now())
    until(lambda: house.center.session(murat).state == "ringing")
    until(lambda: not house.elifs_phone.hears(CITIZEN))
    until(house.elifs_phone.hears_something, what="no ringing is heard")
    actions.cancel_consultation(user=house.elif_, at=now())
    until(lambda: house.citizen.hears(AGENT) and house.elifs_phone.hears(CITIZEN))
    until(lambda: house.center.session(murat).state == "ready")
    house.silent_end(call)


def test_a_busy_outside_party_brings_the_citizen_back(house: House) -> None:
    house.dial_through(house.center.sipp.listen("callee_busy").port)
    call = house.talk()
    assert done(actions.consult(user=house.elif_, number=INTERPRETER, at=now())) == ""
    leg = until(lambda: CallLeg.objects.filter(call=call, result="busy").first())
    assert (leg.kind, leg.number, leg.by) == ("outside", INTERPRETER.value, house.elif_)
    until(lambda: house.citizen.hears(AGENT) and house.elifs_phone.hears(CITIZEN))
    house.silent_end(call)


def test_a_blind_transfer_to_a_colleague(house: House) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    assert done(actions.blind_transfer(user=house.elif_, colleague=murat, at=now())) == ""
    until(lambda: house.citizen.hears(COLLEAGUE) and murats_phone.hears(CITIZEN))
    until(lambda: house.center.session(house.elif_).state == "wrap_up")
    assert call.offers.get(agent=murat).rule == "transfer"
    call = house.silent_end(call)
    assert (call.agent, call.outcome) == (murat, "answered")
    assert [name for name in names(call) if "transfer" in name or "queue" in name] == [
        "call.queued",
        "call.transferred",
        "call.requeued",
    ]


def test_a_blind_transfer_to_a_queue_waits_with_music_for_the_next(house: House) -> None:
    call = house.talk()
    assert done(actions.blind_transfer(user=house.elif_, queue="general", at=now())) == ""
    until(lambda: Call.objects.get(pk=call.pk).requeued_at is not None)
    assert house.elifs_phone.ended.wait(SECONDS)
    until(house.citizen.hears_something, what="the citizen waits in silence")
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    until(lambda: house.citizen.hears(COLLEAGUE) and murats_phone.hears(CITIZEN))
    call = house.silent_end(call)
    assert (call.agent, call.requeued_at) == (murat, None)


def test_a_blind_transfer_outside_leaves_citizen_and_outside_party_alone(house: House) -> None:
    call = house.talk()
    assert done(actions.blind_transfer(user=house.elif_, number=INTERPRETER, at=now())) == ""
    until(lambda: house.citizen.hears(OUTSIDE) and house.outside.hears(CITIZEN))
    assert (house.outside.called, house.outside.caller) == (INTERPRETER.value, "153")
    assert house.elifs_phone.ended.wait(SECONDS)
    until(lambda: queries.call_at_hand(house.elif_) is None)
    house.outside.hang_up()
    call = house.center.at("ended", call)
    assert (call.outcome, call.ended_by) == ("answered", "outside")
    assert house.citizen.ended.wait(SECONDS)
    until(lambda: not house.center.channels() and not house.center.bridges())


def test_a_conference_of_three_and_of_four_hears_one_another(house: House) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    actions.consult(user=house.elif_, number=INTERPRETER, at=now())
    until(lambda: house.outside.hears(AGENT))
    assert done(actions.make_conference(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(AGENT, OUTSIDE) and house.outside.hears(CITIZEN, AGENT))
    until(lambda: house.elifs_phone.hears(CITIZEN, OUTSIDE))
    actions.consult(user=house.elif_, colleague=murat, at=now())
    until(lambda: murats_phone.hears(AGENT, OUTSIDE))
    assert done(actions.make_conference(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(AGENT, OUTSIDE, COLLEAGUE))
    until(lambda: murats_phone.hears(CITIZEN, AGENT, OUTSIDE))
    until(lambda: house.outside.hears(CITIZEN, AGENT, COLLEAGUE))
    leg = CallLeg.objects.get(call=call, kind="outside")
    assert done(actions.drop_member(user=house.elif_, member=leg.pk, at=now())) == ""
    assert house.outside.ended.wait(SECONDS)
    until(lambda: house.citizen.hears(AGENT, COLLEAGUE))
    house.silent_end(call)


def has_come_back(call: Call, agent: User) -> bool:
    """Say whether one leg of an agent is gone from a call and another has joined it since."""
    legs = CallLeg.objects.filter(call=call, agent=agent, joined_at__isnull=False)
    return [leg.left_at is None for leg in legs.order_by("asked_at")] == [False, True]


def test_a_colleague_who_reloads_the_page_is_in_the_conference_again(house: House) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    actions.consult(user=house.elif_, colleague=murat, at=now())
    until(lambda: murats_phone.hears(AGENT))
    assert done(actions.make_conference(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(AGENT, COLLEAGUE))
    murats_phone.leave()
    until(lambda: has_come_back(call, murat))
    until(lambda: house.citizen.hears(AGENT, COLLEAGUE) and murats_phone.hears(CITIZEN, AGENT))
    until(lambda: house.center.session(murat).state == "talking")
    house.silent_end(call)


def test_the_agent_of_the_call_who_reloads_comes_back_beside_the_colleague(house: House) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    actions.consult(user=house.elif_, colleague=murat, at=now())
    until(lambda: murats_phone.hears(AGENT))
    assert done(actions.make_conference(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(AGENT, COLLEAGUE))
    house.elifs_phone.leave()
    until(lambda: has_come_back(call, house.elif_))
    until(lambda: house.citizen.hears(AGENT, COLLEAGUE))
    until(lambda: house.elifs_phone.hears(CITIZEN, COLLEAGUE))
    call = house.silent_end(call)
    assert call.agent == murat


def test_a_hold_survives_a_reload_of_the_page(house: House) -> None:
    call = house.talk()
    assert done(actions.hold(user=house.elif_, at=now())) == ""
    until(lambda: not house.citizen.hears(AGENT))
    house.elifs_phone.leave()
    until(lambda: has_come_back(call, house.elif_))
    until(Call.objects.filter(pk=call.pk, held_at__isnull=False).exists)
    (room,) = until(house.center.bridges)
    assert call.channel not in room["channels"], "music has the agent's note in it at times"
    assert house.citizen.hears_something(), "the citizen waits in silence"
    assert done(actions.resume(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(AGENT) and house.elifs_phone.hears(CITIZEN))
    house.silent_end(call)


def test_a_citizen_who_gives_up_while_the_agent_is_lost_leaves_nothing(house: House) -> None:
    call = house.talk()
    house.elifs_phone.keep_silent()
    house.elifs_phone.leave()
    until(lambda: Call.objects.filter(pk=call.pk, requeued_at__isnull=False).exists())
    call = house.silent_end(call)
    assert (call.outcome, call.ended_by, call.agent) == ("abandoned", "citizen", house.elif_)
    assert call.answered_at is not None
    until(lambda: house.center.session(house.elif_).state == "wrap_up")
    assert house.center.session(house.elif_).call is None


def test_the_telephones_own_hang_up_in_a_consultation_lets_go_only_whom_was_asked(
    house: House,
) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    actions.consult(user=house.elif_, colleague=murat, at=now())
    until(lambda: murats_phone.hears(AGENT))
    house.elifs_phone.hang_up()
    assert murats_phone.ended.wait(SECONDS)
    until(lambda: house.center.session(murat).state == "ready")
    # They hear each other a moment before the switchboard is told: who goes then has given up
    until(lambda: has_come_back(call, house.elif_))
    until(lambda: house.citizen.hears(AGENT) and house.elifs_phone.hears(CITIZEN))
    call = house.silent_end(call)
    assert (call.agent, call.outcome) == (house.elif_, "answered")


def test_112_joins_while_the_agent_stays_until_they_leave(house: House, tmp_path: Path) -> None:
    write_city(tmp_path / "city")
    emergency = house.center.sipp.listen("callee_emergency")
    house.dial_through(emergency.port, ALO153_CITY=str(tmp_path / "city"))
    call = house.talk()
    command = actions.hand_over_emergency(
        user=house.elif_, call=call, note="Yangın, 3. katta iki kişi", at=now()
    )
    assert done(command) == ""
    until(lambda: CallLeg.objects.filter(call=call, number="112", joined_at__isnull=False).exists())
    assert house.citizen.hears_something()
    call.interaction.refresh_from_db()
    assert call.interaction.note == "Yangın, 3. katta iki kişi"
    assert house.center.session(house.elif_).state == "talking"
    assert done(actions.complete_transfer(user=house.elif_, at=now())) == ""
    assert house.elifs_phone.ended.wait(SECONDS)
    assert not house.citizen.ended.is_set()
    house.silent_end(call)
    assert emergency.wait()


def test_the_far_end_alone_hears_the_keys(house: House) -> None:
    call = house.talk()
    assert done(actions.send_keys(user=house.elif_, keys="1*", at=now())) == ""
    until(lambda: house.citizen.keys == "1*")
    actions.consult(user=house.elif_, number=INTERPRETER, at=now())
    until(lambda: house.outside.hears(AGENT))
    assert done(actions.send_keys(user=house.elif_, keys="90#", at=now())) == ""
    until(lambda: house.outside.keys == "90#")
    assert (house.citizen.keys, house.elifs_phone.keys) == ("1*", "")
    house.silent_end(call)


def test_an_agent_calls_any_number_with_the_centers_own(house: House) -> None:
    actions.dial_call_back(user=house.elif_, number=parse("181", country="TR"), at=now())
    until(lambda: house.outside.hears(AGENT) and house.elifs_phone.hears(OUTSIDE))
    assert (house.outside.called, house.outside.caller) == ("181", "153")
    house.outside.hang_up()
    house.center.at("ended", house.center.call())


def test_a_citizen_who_hangs_up_in_a_consultation_frees_everybody(house: House) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    actions.consult(user=house.elif_, colleague=murat, at=now())
    until(lambda: murats_phone.hears(AGENT))
    call = house.silent_end(call)
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "citizen", house.elif_)
    until(lambda: house.center.session(murat).state == "ready")
    until(lambda: house.center.session(house.elif_).state == "wrap_up")


def test_a_consultation_outlives_the_death_of_the_program(house: House) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    actions.consult(user=house.elif_, colleague=murat, at=now())
    until(lambda: murats_phone.hears(AGENT))
    house.center.switchboard.kill()
    until(lambda: house.elifs_phone.hears(COLLEAGUE))
    house.center.switchboard.start()
    assert done(actions.complete_transfer(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(COLLEAGUE) and murats_phone.hears(CITIZEN))
    call = house.silent_end(call)
    assert call.agent == murat


@contextmanager
def unwritten() -> Iterator[None]:
    """Let the record write no leg in the block, and lose at its end what it was about to write."""
    with psycopg.connect(database_url()) as line:
        line.execute("LOCK TABLE calls_callleg IN SHARE MODE")
        yield
        line.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE"
            " datname = current_database() AND starts_with(application_name, 'alo153-record:')"
        )


def test_a_consultation_that_was_not_written_yet_outlives_the_program_too(house: House) -> None:
    murat, murats_phone = house.agent("murat", COLLEAGUE)
    call = house.talk()
    with unwritten():
        actions.consult(user=house.elif_, colleague=murat, at=now())
        until(lambda: murats_phone.hears(AGENT))
        house.center.switchboard.kill()
    assert not CallLeg.objects.filter(agent=murat).exists()
    house.center.switchboard.start()
    assert done(actions.complete_transfer(user=house.elif_, at=now())) == ""
    until(lambda: house.citizen.hears(COLLEAGUE) and murats_phone.hears(CITIZEN))
    call = house.silent_end(call)
    assert call.agent == murat


def test_an_agent_who_talks_is_not_to_be_asked(house: House) -> None:
    call = house.talk()
    assert done(actions.consult(user=house.elif_, colleague=house.elif_, at=now())) == "agent_busy"
    murat = newcomer("murat")
    assert done(actions.consult(user=house.elif_, colleague=murat, at=now())) == "agent_away"
    assert until(lambda: house.citizen.hears(AGENT)), "the two go on talking"
    house.silent_end(call)
