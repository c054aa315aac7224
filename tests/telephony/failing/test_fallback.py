"""No program is there: the dialplan itself answers, rings the agents, and takes messages."""

from __future__ import annotations

from typing import Any

import pytest
from tests.parts.telephone.asterisk import rung_without_a_program
from tests.parts.waiting import Stopwatch
from tests.telephony.programs.switchboards import Center, until

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls.endpoints.phone_accounts import agent_name
from alo153.calls.media.voice_messages import actions as messages
from alo153.calls.media.voice_messages import queries as kept
from alo153.calls.models import Call, Recording
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.telephony


def call_from(number: str) -> Call:
    return until(lambda: Call.objects.filter(number=number).first())


def without_a_program(center: Center, agent: User, *, rings: bool = True) -> None:
    """Kill the switchboard, as soon as Asterisk's own queue knows whether to ring an agent."""
    endpoint = agent_name(agent.pk)
    until(lambda: rung_without_a_program(center.asterisk) == {endpoint: rings})
    center.switchboard.kill()


def answered(center: Center) -> list[str]:
    """Return the legs that are up, the oldest first."""
    legs = sorted(center.channels(), key=lambda leg: leg["creationtime"])
    return [leg["id"] for leg in legs if leg["state"] == "Up"]


def test_a_new_caller_is_answered_at_once_and_meets_an_agent(center: Center) -> None:
    agent = center.agent("elif")
    without_a_program(center, agent)
    began = Stopwatch()
    caller = center.sipp.call()
    leg = until(lambda: answered(center), what="not answered")[0]
    assert began.seconds < 5, "a second is promised; whoever waits for a rescue waits for nine"
    until(lambda: len(answered(center)) == 2)
    assert center.sound_flows(Call())
    center.hang_up(Call(channel=leg))
    assert caller.wait()
    center.switchboard.start()
    call = center.at("ended", center.call())
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "citizen", agent)
    assert (call.number, call.called) == ("+905320000101", "153")
    assert call.interaction.answered_at == call.answered_at
    assert [event.name for event in events.history(call)] == [
        "call.entered",
        "call.queued",
        "call.answered",
        "call.ended",
    ]
    center.switchboard.kill()
    center.switchboard.start()
    assert Call.objects.count() == 1
    assert events.history(call).count() == 4


def test_an_agent_on_a_pause_does_not_ring_and_the_caller_leaves_a_message(
    center: Center, settings: Any
) -> None:
    agent = center.agent("elif")
    actions.set_paused(user=agent, reason="meal", at=now())
    until(lambda: center.session(agent).state == "paused")
    without_a_program(center, agent, rings=False)
    caller = center.sipp.call("caller_hangs_up")
    center.hears_a_message()
    caller.go_on()
    assert caller.wait()
    center.switchboard.start()
    call = center.at("ended", center.call())
    assert (call.outcome, call.agent) == ("message_left", None)
    message = kept.waiting().get()
    settings.ARI_URL = center.asterisk.telephony.ari_url
    settings.ARI_PASSWORD = center.asterisk.telephony.ari_password
    messages.fetch(message)
    assert message.sound.size > 16_000
    assert message.seconds >= 1


def test_a_returning_program_takes_those_who_wait_and_leaves_those_who_talk(
    center: Center,
) -> None:
    busy = center.agent("elif")
    without_a_program(center, busy)
    center.sipp.call(caller="05320000101")
    until(lambda: len(answered(center)) == 2)
    waiting = center.sipp.call(caller="05320000102")
    until(lambda: len(center.channels()) == 3)
    center.switchboard.start()
    talk = center.at("answered", call_from("+905320000101"))
    assert talk.agent == busy
    assert center.sound_flows_between(talk)
    second = center.agent("murat", calls=2)
    served = center.at("answered", center.rings_at(second))
    assert served.number == "+905320000102"
    assert not served.recorded, "nobody told this caller of a recording"
    assert center.session(busy).call is None
    center.hang_up(talk)
    center.at("ended", talk)
    until(lambda: center.session(busy).state == "wrap_up")
    assert center.sound_flows_between(served)
    center.hang_up(served)
    assert waiting.wait()
    center.at("ended", served)
    assert not Recording.objects.exists()
    assert is_recorded_after_the_greeting(center, second)
    until(lambda: not center.channels() and not center.bridges())


def is_recorded_after_the_greeting(center: Center, agent: User) -> bool:
    """Say whether a caller whom the program greets is recorded, at the same telephones."""
    actions.set_ready(user=agent, at=now())
    center.sipp.call(caller="05320000103")
    call = center.at("answered", center.rings_at(agent))
    until(lambda: Recording.objects.filter(pk=call.pk).exists())
    center.hang_up(call)
    return center.at("ended", call).recorded
