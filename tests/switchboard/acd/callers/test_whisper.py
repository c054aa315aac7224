"""Before a call of another queue than usual the agent, and nobody else, hears which one it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallOutcome, OfferResult
from alo153.calls.menu.nodes import plain
from alo153.calls.queue import Queue
from alo153.switchboard.acd.state.state import Agent, Phase, Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import CallAnswered, CallEnded, OfferEnded
from alo153.switchboard.acd.turn.timers import RingTimer, SilenceTimer, SpeechTimer

ELIF = 7
QUEUES = {
    "general": Queue(key="general", whispered="Genel hat."),
    "water": Queue(key="water", whispered="Su ve kanal."),
    "quiet": Queue(key="quiet"),
}


@pytest.fixture
def story() -> Story:
    return Story(Rules(menu=plain(), queues=QUEUES))


def rings(story: Story, queue: str, *recent: str) -> None:
    """Let a call of a queue ring at Elif, whose last calls were of these."""
    story.ready(ELIF, 0)
    usual = replace(story.state.agents[ELIF], recent=recent)
    story.state = replace(story.state, agents={ELIF: usual})
    story.arrive("a", 1)
    story.state = replace(story.state, calls={"a": replace(story.state.calls["a"], queue=queue)})
    story.speech_ends("a", 2)
    assert story.state.calls["a"].offer is not None


def picks_up(story: Story) -> list[do.Whisper]:
    story.tell(ev.OfferAnswered(at=5, offer="a.1"))
    return story.ordered(do.Whisper)


def whisper_ends(story: Story, at: float = 6.2) -> None:
    story.tell(ev.SpeechEnded(at=at, call="a", speech=story.state.calls["a"].whisper))


def test_the_agent_hears_the_queue_and_then_the_caller(story: Story) -> None:
    rings(story, "water", "general", "general")
    (whisper,) = picks_up(story)
    assert (whisper.channel, whisper.queue) == ("offer-a.1", "water")
    assert not story.ordered(do.BridgeThem)
    assert not story.ordered(do.StopSpeaking), "the caller hears on what they heard"
    whisper_ends(story)
    assert story.ordered(do.BridgeThem)
    (answered,) = story.facts(CallAnswered)
    assert (answered.at, answered.waited_seconds) == (6.2, 4.2)
    assert [fact.result for fact in story.facts(OfferEnded)] == [OfferResult.ANSWERED]


@pytest.mark.parametrize(
    ("queue", "recent"),
    [
        ("water", ("water",)),
        ("water", ("general", "general", "water", "water")),
        ("general", ()),
        ("quiet", ("general",)),
    ],
)
def test_nothing_is_said_of_what_the_agent_expects(
    story: Story, queue: str, recent: tuple[str, ...]
) -> None:
    rings(story, queue, *recent)
    assert not picks_up(story)
    assert story.ordered(do.BridgeThem)


def test_an_end_that_is_never_reported_keeps_nobody_waiting(story: Story) -> None:
    rings(story, "water")
    picks_up(story)
    speech = story.state.calls["a"].whisper
    story.tell(ev.TimerFired(at=9, timer=SpeechTimer("a", speech)))
    assert story.ordered(do.BridgeThem)
    story.tell(ev.SpeechEnded(at=9.1, call="a", speech=speech))
    assert not story.ordered(do.BridgeThem)


@pytest.mark.parametrize("timer", [RingTimer("a.1"), SilenceTimer("offer-a.1")])
def test_who_listens_to_the_whisper_is_not_taken_for_silent(
    story: Story, timer: RingTimer | SilenceTimer
) -> None:
    rings(story, "water")
    picks_up(story)
    story.tell(ev.TimerFired(at=5.5, timer=timer))
    whisper_ends(story)
    assert story.state.calls["a"].phase is Phase.TALKING


def test_a_caller_who_hangs_up_meanwhile_was_not_answered(story: Story) -> None:
    rings(story, "water")
    picks_up(story)
    story.tell(ev.CallerHungUp(at=5.5, call="a", channel="ch-a"))
    (end,) = story.facts(CallEnded)
    assert (end.outcome, end.agent) == (CallOutcome.ABANDONED, None)
    assert [leg.channel for leg in story.ordered(do.HangUp)] == ["offer-a.1"]
    assert story.state.agents[ELIF].presence is AgentState.READY


def test_an_agent_who_hangs_up_meanwhile_leaves_the_caller_in_the_line(story: Story) -> None:
    rings(story, "water")
    picks_up(story)
    story.tell(ev.AgentHungUp(at=5.5, offer="a.1"))
    call = story.state.calls["a"]
    assert (call.phase, call.offer, call.whisper) == (Phase.WAITING, None, "")


def test_after_a_restart_the_agent_hears_it_again(story: Story) -> None:
    rings(story, "water")
    picks_up(story)
    call, agent = replace(story.state.calls["a"], whisper=""), story.state.agents[ELIF]
    legs = (ev.Leg(id="ch-a", up=True, call="a"), ev.Leg(id="offer-a.1", up=True, call="a"))
    registered = frozenset({ELIF})
    story.tell(
        ev.Reconciled(at=7, calls=(call,), agents=(agent,), legs=legs, registered=registered)
    )
    assert story.ordered(do.Whisper)


QUEUE = st.sampled_from(["general", "water", "social"])


@given(st.lists(QUEUE, max_size=12))
def test_the_usual_queue_is_that_of_most_of_the_last_five(served: list[str]) -> None:
    agent = Agent(id=ELIF, presence=AgentState.READY, since=0)
    for queue in served:
        agent = agent.after(queue)
    last = served[-5:]
    assert list(agent.recent) == last
    usual = agent.usual_queue
    assert last.count(usual) == max(map(last.count, last)) if last else usual == "general"


@given(QUEUE, st.lists(QUEUE, max_size=12))
def test_three_calls_of_another_queue_make_it_the_usual_one(queue: str, before: list[str]) -> None:
    agent = Agent(id=ELIF, presence=AgentState.READY, since=0)
    for each in [*before, *[queue] * 3]:
        agent = agent.after(each)
    assert agent.usual_queue == queue
