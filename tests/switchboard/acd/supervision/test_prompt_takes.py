"""Somebody reads a prompt into their own telephone: it rings, records, and is free again."""

from __future__ import annotations

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState
from alo153.switchboard.acd.agents.presence import AgentNotReady
from alo153.switchboard.acd.supervision import commands as order
from alo153.switchboard.acd.supervision import events as ask
from alo153.switchboard.acd.supervision.facts import PromptTaken
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import MonitorTimer

HAKAN = 3
NAME, LEG = "prompt-t", "supervisor-prompt-t"


@pytest.fixture
def story() -> Story:
    """Hakan is on a break with his telephone on."""
    story = Story()
    story.ready(HAKAN, 1)
    story.tell(AgentNotReady(at=1, agent=HAKAN, reason="meeting"))
    return story


def asked(story: Story, at: float = 10) -> str:
    """Ask for the ringing, and return why it does not ring."""
    story.tell(ask.RecordPrompt(at=at, agent=HAKAN, take="t", command=int(at)))
    return story.facts(facts.CommandDone)[-1].error


def recording(story: Story) -> None:
    assert asked(story) == ""
    story.tell(ask.MonitorAnswered(at=11, monitor=NAME))


def taken(story: Story) -> list[str]:
    return [fact.take for fact in story.facts(PromptTaken)]


def presence(story: Story) -> tuple[AgentState, str]:
    hakan = story.state.agents[HAKAN]
    return hakan.presence, hakan.reason


def test_the_telephone_rings_and_is_recorded_once_it_answers(story: Story) -> None:
    assert asked(story) == ""
    assert story.ordered(do.CallCommand) == [
        order.RingSupervisor(call=NAME, supervisor=HAKAN, number="", seconds=20)
    ]
    assert presence(story)[0] is AgentState.SUPERVISING
    story.tell(ask.MonitorAnswered(at=11, monitor=NAME))
    assert story.ordered(do.CallCommand) == [order.RecordLeg(call=NAME, channel=LEG)]


def test_after_the_key_the_recording_is_fetched_and_the_break_continues(story: Story) -> None:
    recording(story)
    story.tell(ask.PromptRecorded(at=20, take="t", kept=True))
    assert taken(story) == ["t"]
    assert do.HangUp(call=NAME, channel=LEG) in story.ordered(do.CallCommand)
    assert presence(story) == (AgentState.PAUSED, "meeting")
    assert not story.state.monitors


def test_what_was_read_before_a_hang_up_is_fetched_too(story: Story) -> None:
    recording(story)
    story.tell(ask.MonitorGone(at=20, monitor=NAME))
    assert presence(story) == (AgentState.PAUSED, "meeting")
    story.tell(ask.PromptRecorded(at=20.1, take="t", kept=True))
    assert taken(story) == ["t"]


def test_stop_ends_it_and_what_was_read_is_fetched(story: Story) -> None:
    recording(story)
    story.tell(ask.StopSupervising(at=20, supervisor=HAKAN, command=20))
    assert do.HangUp(call=NAME, channel=LEG) in story.ordered(do.CallCommand)
    story.tell(ask.MonitorGone(at=20.1, monitor=NAME))
    story.tell(ask.PromptRecorded(at=20.2, take="t", kept=True))
    assert taken(story) == ["t"]


def test_of_a_recording_that_failed_nothing_is_fetched_and_the_telephone_is_free(
    story: Story,
) -> None:
    recording(story)
    story.tell(ask.PromptRecorded(at=20, take="t", kept=False))
    assert taken(story) == []
    assert presence(story) == (AgentState.PAUSED, "meeting")


def test_a_recording_whose_end_is_never_reported_ends_after_its_longest_time(
    story: Story,
) -> None:
    recording(story)
    [started] = story.ordered(do.StartTimer)
    assert started.seconds > order.MOST_SECONDS
    story.tell(ev.TimerFired(at=90, timer=started.timer))
    assert do.HangUp(call=NAME, channel=LEG) in story.ordered(do.CallCommand)
    assert presence(story) == (AgentState.PAUSED, "meeting")
    story.tell(ask.PromptRecorded(at=90.1, take="t", kept=True))
    assert taken(story) == ["t"], "Asterisk had one"


def test_the_timer_of_the_ringing_does_not_end_a_recording(story: Story) -> None:
    recording(story)
    story.tell(ev.TimerFired(at=31, timer=MonitorTimer(NAME)))
    assert story.state.monitors
    assert not story.ordered(do.HangUp)


def test_a_guest_who_reads_a_prompt_is_still_without_a_mentor(story: Story) -> None:
    story.tell(ask.SeatOpened(at=5, seat=1, guest=HAKAN, mentor=8))
    assert story.state.agents[HAKAN].alone
    recording(story)
    assert story.state.agents[HAKAN].alone


def test_a_telephone_that_does_not_answer_is_left(story: Story) -> None:
    asked(story)
    story.tell(ev.TimerFired(at=31, timer=MonitorTimer(NAME)))
    assert do.HangUp(call=NAME, channel=LEG) in story.ordered(do.CallCommand)
    assert presence(story)[0] is AgentState.NOT_ANSWERING


def test_without_a_telephone_or_in_a_call_nothing_rings() -> None:
    story = Story()
    assert asked(story) == "unreachable"
    busy = Story()
    busy.talking("a", HAKAN, 0)
    assert asked(busy) == "in_a_call"
    assert not busy.ordered(order.RingSupervisor)


def test_no_call_is_offered_while_a_prompt_is_read(story: Story) -> None:
    recording(story)
    story.waiting("b", 13)
    assert story.state.calls["b"].offer is None
