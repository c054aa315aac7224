"""A citizen calls the real Asterisk: greeting, line, agent, talk, end."""

from __future__ import annotations

import psycopg
import pytest
from tests.parts.waiting import Stopwatch
from tests.telephony.programs.switchboards import Center, until

from alo153.calls import queries
from alo153.calls.models import Offer
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.telephony


def names(call: object) -> list[str]:
    return [event.name for event in events.history(call)]  # type: ignore[arg-type]


def test_a_caller_is_greeted_waits_and_talks_to_the_agent_idle_longest(center: Center) -> None:
    first = center.agent("elif", milliseconds=300)
    center.agent("murat")
    caller = center.sipp.call("caller_hangs_up", caller="05320000101")
    call = center.at("answered", center.rings_at(first))
    assert (call.number, call.called, call.direction) == ("+905320000101", "153", "in")
    until(lambda: center.session(first).state == "talking")
    assert center.sound_flows(call)
    until(lambda: "call.recording_started" in names(call))
    caller.go_on()
    assert caller.wait()
    call = center.at("ended", call)
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "citizen", first)
    assert call.interaction.answered_at == call.answered_at
    offer = Offer.objects.get()
    assert (offer.rank, offer.among, offer.result, offer.rule) == (
        1,
        2,
        "answered",
        "longest_idle",
    )
    assert names(call) == [
        "call.entered",
        "call.queued",
        "call.offered",
        "call.offer_ended",
        "call.answered",
        "call.recording_started",
        "call.ended",
    ]
    until(lambda: center.session(first).state == "wrap_up")
    until(lambda: not center.channels() and not center.bridges())


def test_an_agent_who_does_not_answer_is_passed_over(idle_center: Center) -> None:
    center = idle_center
    center.switchboard.start(ALO153_RING_SECONDS="1")
    absent = center.agent("elif", "callee_no_answer")
    center.sipp.call()
    until(Offer.objects.filter(agent=absent, result="no_answer").exists)
    # Who answers at once may get no core for more than this second
    center.switchboard.stop()
    center.switchboard.start(ALO153_RING_SECONDS="60")
    present = center.agent("murat")
    call = center.at("answered", center.rings_at(present))
    assert [(offer.agent, offer.result) for offer in call.offers.order_by("offered_at")] == [
        (absent, "no_answer"),
        (present, "answered"),
    ]
    session = center.session(absent)
    assert (session.state, session.reason) == ("not_answering", "no_answer")


def test_telephones_that_are_busy_or_never_ring_are_passed_over(center: Center) -> None:
    busy = center.agent("elif", "callee_busy")
    silent = center.agent("zeynep", "callee_silent")
    free = center.agent("murat")
    center.sipp.call()
    call = center.at("answered", center.rings_at(free))
    assert [(offer.agent, offer.result) for offer in call.offers.order_by("offered_at")] == [
        (busy, "rejected"),
        (silent, "unreachable"),
        (free, "answered"),
    ]


def test_a_caller_who_gives_up_is_recorded_with_the_seconds_waited(center: Center) -> None:
    caller = center.sipp.call("caller_hangs_up")
    call = center.at("queued", center.call())
    caller.go_on()
    assert caller.wait()
    call = center.at("ended", call)
    assert (call.outcome, call.ended_by, call.agent) == ("abandoned", "citizen", None)
    assert 0 < (call.waited_seconds or 0) < (call.ended_at - call.entered_at).total_seconds()
    assert call.interaction.disposition == "abandoned"
    assert names(call)[-2:] == ["call.abandoned", "call.ended"]


def test_a_caller_who_gives_up_while_it_rings_leaves_the_agent_ready(center: Center) -> None:
    agent = center.agent("elif", "callee_no_answer")
    caller = center.sipp.call("caller_hangs_up")
    call = center.rings_at(agent)
    caller.go_on()
    call = center.at("ended", call)
    assert call.outcome == "abandoned"
    assert call.offers.get().result == "withdrawn"
    until(lambda: center.session(agent).state == "ready")


def test_the_first_in_the_line_is_served_first(center: Center) -> None:
    center.sipp.call(caller="05320000101")
    first = center.at("queued", center.call())
    center.sipp.call(caller="05320000102")
    until(lambda: type(first).objects.filter(queued_at__isnull=False).count() == 2)
    agent = center.agent("elif")
    assert center.at("answered", center.rings_at(agent)) == first


def test_a_waiting_caller_hears_something_all_the_time(center: Center) -> None:
    center.sipp.call()
    call = center.at("queued", center.call())
    stopwatch, heard = Stopwatch(), center.packets(call.channel)[1]
    for seconds in (1, 2, 3):
        until(lambda n=seconds: center.packets(call.channel)[1] > heard + 45 * n)
        assert stopwatch.seconds < 2 * seconds + 1


def test_the_desk_hears_of_the_ringing_as_it_begins(center: Center) -> None:
    agent = center.agent("elif", "callee_no_answer")
    with psycopg.connect(center.database_url, autocommit=True) as wire:
        wire.execute("LISTEN live")
        stopwatch = Stopwatch()
        center.sipp.call()
        for hint in wire.notifies(timeout=60):
            if hint.payload == f"agent:{agent.pk}" and queries.call_at_hand(agent):
                break
    offer = Offer.objects.get()
    # A tenth of a second on most machines; a desk that asked by itself would ask every few seconds
    assert (now() - offer.offered_at).total_seconds() - stopwatch.delayed < 1.5


def test_an_agent_hangs_up(center: Center) -> None:
    agent = center.agent("elif", "callee_hangs_up")
    caller = center.sipp.call()
    call = center.at("answered", center.rings_at(agent))
    center.phones[agent].go_on()
    call = center.at("ended", call)
    assert (call.outcome, call.ended_by, call.agent) == ("answered", "agent", agent)
    assert caller.wait()
