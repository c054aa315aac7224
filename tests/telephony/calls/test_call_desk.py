"""What an agent does from the desk reaches the real Asterisk: hold, hang up, call back."""

from __future__ import annotations

import pytest
from tests.telephony.programs.registering import register
from tests.telephony.programs.switchboards import Center, command_error, newcomer, until

from alo153.calls import actions
from alo153.calls.endpoints.phone_accounts import PhoneAccount
from alo153.calls.models import Call
from alo153.city.rules.phone import parse
from alo153.core.clock import now

pytestmark = pytest.mark.telephony

FATMA = parse("0532 000 01 03", country="TR")


def in_bridge(center: Center) -> int:
    return sum(len(bridge["channels"]) for bridge in center.bridges())


def test_hold_and_back(center: Center) -> None:
    agent = center.agent("elif")
    center.sipp.call()
    call = center.at("answered", center.rings_at(agent))
    until(lambda: in_bridge(center) == 2)
    command = actions.hold(user=agent, at=now())
    until(lambda: command_error(command.pk) == "")
    until(lambda: in_bridge(center) == 1)
    assert Call.objects.get(pk=call.pk).held_at is not None
    heard = center.packets(call.channel)[1]
    until(lambda: center.packets(call.channel)[1] > heard + 20)
    actions.resume(user=agent, at=now())
    until(lambda: in_bridge(center) == 2)
    until(lambda: Call.objects.get(pk=call.pk).held_at is None)
    assert center.sound_flows(call)


def test_the_desk_hangs_up(center: Center) -> None:
    agent = center.agent("elif")
    caller = center.sipp.call()
    call = center.at("answered", center.rings_at(agent))
    actions.hang_up(user=agent, at=now())
    call = center.at("ended", call)
    assert (call.outcome, call.ended_by) == ("answered", "agent")
    assert caller.wait()
    until(lambda: not center.channels() and not center.bridges())


def test_a_click_without_a_call_is_refused_with_the_reason(center: Center) -> None:
    agent = center.agent("elif")
    command = actions.hold(user=agent, at=now())
    assert until(lambda: command_error(command.pk)) == "no_call"


def test_a_call_back_rings_the_agent_then_the_citizen(center: Center) -> None:
    citizen = center.sipp.listen("callee_hangs_up")
    dial_through(center, citizen.port)
    agent = center.agent("elif")
    key = actions.dial_call_back(user=agent, number=FATMA, reference="relay:4", at=now())
    call = center.at("answered", center.rings_at(agent))
    assert (call.pk, call.direction, call.number) == (key, "out", FATMA.value)
    citizen.go_on()
    call = center.at("ended", call)
    assert (call.outcome, call.ended_by, call.reference) == ("answered", "citizen", "relay:4")
    assert (call.agent, call.interaction.agent) == (agent, agent)
    assert citizen.wait()
    until(lambda: center.session(agent).state == "wrap_up")
    until(lambda: not center.channels() and not center.bridges())


def test_a_busy_citizen_is_the_result_of_a_call_back(center: Center) -> None:
    citizen = center.sipp.listen("callee_busy")
    dial_through(center, citizen.port)
    agent = center.agent("elif")
    actions.dial_call_back(user=agent, number=FATMA, at=now())
    call = center.at("ended", center.call())
    assert (call.outcome, call.answered_at) == ("busy", None)


def test_a_line_that_does_not_exist_is_the_result_of_a_call_back(center: Center) -> None:
    center.switchboard.stop()
    center.switchboard.start(ALO153_DIAL="PJSIP/{number}@nowhere")
    agent = center.agent("elif")
    actions.dial_call_back(user=agent, number=FATMA, at=now())
    assert center.at("ended", center.call()).outcome == "failed"
    until(lambda: center.session(agent).state == "wrap_up")


def test_a_wrong_secret_does_not_register(center: Center) -> None:
    account = actions.provision_guest(at=now())
    port = center.asterisk.telephony.sip_port
    wrong = PhoneAccount(account.name, "wrong")
    contact = "sip:guest@127.0.0.1:9"
    until(lambda: register(port, account, contact) == 200)
    assert register(port, wrong, contact) == 401


def test_an_agent_whose_telephone_is_lost_is_not_offered_calls(center: Center) -> None:
    agent = newcomer("elif")
    phone = center.sipp.listen("agent_answers")
    account = center.seat(agent, phone)
    actions.set_ready(user=agent, at=now())
    until(lambda: center.session(agent).state == "ready")
    register(center.asterisk.telephony.sip_port, account, phone.uri, expires=0)
    until(lambda: not center.session(agent).reachable)
    center.sipp.call()
    call = center.at("queued", center.call())
    assert not call.offers.exists()


def dial_through(center: Center, port: int) -> None:
    """Let the network of this test be one telephone that takes every number."""
    center.switchboard.stop()
    center.switchboard.start(ALO153_DIAL=f"PJSIP/local/sip:{{number}}@127.0.0.1:{port}")
