"""Callers whom nobody will serve: they leave a message, or hear that all lines are closed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import CallOutcome, CallParty
from alo153.calls.menu.nodes import HangUp
from alo153.calls.menu.voice import Leaving
from alo153.calls.queue import Queue
from alo153.switchboard.acd.agents.presence import AgentSignedIn, AgentSignedOut
from alo153.switchboard.acd.sharing.events import SharedCallsSeen
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import LongestWaitTimer, UnattendedTimer
from alo153.switchboard.acd.waiting.unserved.messages import MessageAsked, RulesChanged, TakeMessage

ELIF = 1
GENERAL = Queue(key="general", unattended_after=60, longest_wait=900)
RULES = Rules(queues={"general": GENERAL})


@pytest.fixture
def story() -> Story:
    return Story(RULES)


def timers(story: Story) -> dict[type, float]:
    return {type(each.timer): each.seconds for each in story.ordered(do.StartTimer)}


def signed_in(story: Story) -> None:
    """Let Elif open the desk; she takes no calls yet."""
    story.tell(AgentSignedIn(at=0, agent=ELIF))
    story.tell(ev.AgentReachable(at=0, agent=ELIF, reachable=True))


def nobody_came(story: Story, at: float) -> None:
    story.tell(ev.TimerFired(at=at, timer=UnattendedTimer("a", "general")))


def test_at_night_a_caller_leaves_a_message_after_a_minute(story: Story) -> None:
    story.arrive("a", 0)
    story.speech_ends("a", 10)
    assert timers(story)[UnattendedTimer] == 60
    nobody_came(story, 70)
    assert story.ordered(TakeMessage) == [TakeMessage(call="a", channel="ch-a", queued_at=10)]
    assert story.facts(MessageAsked)[0].reason == "nobody_signed_in"
    assert not story.state.calls
    assert not story.facts(facts.CallEnded), "the dialplan tells how it ended"


def test_an_agent_at_another_node_is_waited_for() -> None:
    water = Queue(key="general", skill="water", levels=((0, 3), (60, 2)), unattended_after=60)
    story = Story(Rules(queues={"general": water}, node="west"))
    story.waiting("a", 10)
    story.tell(SharedCallsSeen(at=20, agents=({"water": 2}, {"social": 5})))
    nobody_came(story, 70)
    assert not story.ordered(TakeMessage)
    story.tell(SharedCallsSeen(at=80, agents=({"water": 1}, {"social": 5})))
    nobody_came(story, 130)
    assert story.ordered(TakeMessage), "who is left there cannot serve this queue"


def test_at_night_a_caller_of_several_nodes_leaves_a_message() -> None:
    story = Story(Rules(queues=RULES.queues, node="west"))
    story.waiting("a", 10)
    nobody_came(story, 70)
    assert story.ordered(TakeMessage)


def test_an_agent_who_takes_a_pause_is_waited_for(story: Story) -> None:
    signed_in(story)
    story.waiting("a", 10)
    nobody_came(story, 70)
    assert not story.ordered(TakeMessage)
    assert timers(story)[UnattendedTimer] == 60, "it is looked again"
    story.tell(AgentSignedOut(at=80, agent=ELIF))
    nobody_came(story, 130)
    assert story.ordered(TakeMessage)


def test_a_browser_that_was_closed_without_signing_out_is_nobody(story: Story) -> None:
    signed_in(story)
    story.waiting("a", 10)
    story.tell(ev.AgentReachable(at=20, agent=ELIF, reachable=False))
    nobody_came(story, 30)
    assert not story.ordered(TakeMessage), "the page may be loading"
    nobody_came(story, 70)
    assert story.ordered(TakeMessage)


def test_an_agent_whose_telephone_never_came_is_nobody(story: Story) -> None:
    story.tell(AgentSignedIn(at=0, agent=ELIF))
    story.waiting("a", 10)
    nobody_came(story, 70)
    assert story.ordered(TakeMessage)


def test_only_who_can_serve_the_queue_counts(story: Story) -> None:
    story = Story(replace(RULES, queues={"general": replace(GENERAL, skill="water")}))
    signed_in(story)
    story.waiting("a", 1)
    nobody_came(story, 61)
    assert story.ordered(TakeMessage)


def test_nobody_waits_longer_than_the_queue_says(story: Story) -> None:
    story.tell(AgentSignedIn(at=0, agent=ELIF))
    story.arrive("a", 0)
    story.speech_ends("a", 10)
    assert timers(story)[LongestWaitTimer] == 900
    story.tell(ev.TimerFired(at=910, timer=LongestWaitTimer("a", "general")))
    assert story.facts(MessageAsked)[0].reason == "waited_too_long"


def test_while_a_telephone_rings_it_is_first_seen_whether_somebody_answers(story: Story) -> None:
    story.ready(ELIF, 0)
    story.waiting("a", 10)
    story.tell(ev.TimerFired(at=910, timer=LongestWaitTimer("a", "general")))
    assert not story.ordered(TakeMessage)
    story.tell(ev.OfferAnswered(at=911, offer="a.1"))
    story.tell(ev.TimerFired(at=930, timer=LongestWaitTimer("a", "general")))
    assert story.state.calls["a"].phase is Phase.TALKING


def test_a_kept_place_is_no_wait_on_the_line(story: Story) -> None:
    story.arrive("a", 0, "05320000103")
    story.tell(ev.CallerKnown(at=0, call="a", call_back="+905320000103"))
    story.speech_ends("a", 5)
    story.tell(ev.KeyPressed(at=20, call="a", key="1"))
    story.speech_ends("a", 25)
    story.tell(ev.TimerFired(at=905, timer=LongestWaitTimer("a", "general")))
    assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD


def test_in_an_emergency_who_waits_and_who_calls_hear_so_and_talks_go_on(story: Story) -> None:
    story.talking("talks", ELIF, 0)
    story.waiting("waits", 10)
    story.tell(RulesChanged(at=20, rules=replace(RULES, emergency=True)))
    assert [each.why for each in story.ordered(do.SayGoodbye)] == [Leaving.EMERGENCY]
    story.speech_ends("waits", 25)
    (end,) = story.facts(facts.CallEnded)
    assert (end.outcome, end.by) == (CallOutcome.CLOSED, CallParty.SWITCHBOARD)
    story.arrive("calls", 30)
    assert [each.why for each in story.ordered(do.SayGoodbye)] == [Leaving.EMERGENCY]
    assert story.state.calls["talks"].phase is Phase.TALKING
    story.tell(RulesChanged(at=60, rules=RULES))
    story.arrive("again", 70)
    assert story.state.calls["again"].phase is Phase.MENU


def test_new_limits_count_for_those_who_wait_already(story: Story) -> None:
    story.tell(AgentSignedIn(at=0, agent=ELIF))
    story.waiting("a", 10)
    shorter = replace(GENERAL, longest_wait=300)
    story.tell(RulesChanged(at=100, rules=replace(RULES, queues={"general": shorter})))
    assert timers(story)[LongestWaitTimer] == 210
    story.tell(RulesChanged(at=110, rules=replace(RULES, queues={"general": shorter})))
    assert not story.ordered(do.StartTimer), "nothing changed"


def test_another_time_of_ringing_holds_at_the_next_call(story: Story) -> None:
    story.ready(ELIF, 0)
    story.tell(RulesChanged(at=5, rules=replace(RULES, ring=35)))
    story.waiting("a", 10)
    assert [each.seconds for each in story.ordered(do.RingAgent)] == [35]


def test_who_is_in_the_menu_goes_on_unless_the_place_is_another_now(story: Story) -> None:
    story.arrive("a", 0)
    assert story.state.calls["a"].phase is Phase.MENU
    menu = RULES.menu
    longer = replace(menu, nodes={**menu.nodes, "more": HangUp(name="more")})
    story.tell(RulesChanged(at=1, rules=replace(RULES, menu=longer)))
    assert story.state.calls["a"].phase is Phase.MENU
    other = replace(menu.nodes[menu.start], title="Karşılama")
    renamed = replace(menu, nodes={**menu.nodes, menu.start: other})
    story.tell(RulesChanged(at=2, rules=replace(RULES, menu=renamed)))
    assert story.state.calls["a"].phase is not Phase.MENU, "nobody is lost with a menu that went"
