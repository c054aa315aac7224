"""Which agent a call goes to, and what happens when nobody comes."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import CallDirection, CallOutcome
from alo153.calls.menu.voice import STEPS
from alo153.calls.queue import Closed, Queue
from alo153.city.rules.opening import Hours
from alo153.switchboard.acd.agents.presence import AgentNotReady, AgentReady
from alo153.switchboard.acd.agents.writing import WritingSeen
from alo153.switchboard.acd.state.pace import Pace
from alo153.switchboard.acd.state.state import Call, Leaving, Phase, Rules, State
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.acd.turn.timers import MatchTimer, OverflowTimer
from alo153.switchboard.acd.waiting.waiting_time import minutes

ELIF, MURAT, ZEYNEP = 1, 2, 3
MORNING = Hours(days=(((time(0, 0), time(0, 10)),),) * 7)
"""Open for the first ten minutes of a day; the clock of these stories starts at midnight."""
NOON = 12 * 3600.0


def house(**queues: Queue) -> Story:
    return Story(Rules(queues=queues))


def call(name: str, queued_at: float, priority: float = 0) -> Call:
    return Call(
        id=name,
        channel=name,
        direction=CallDirection.IN,
        number="5",
        phase=Phase.WAITING,
        entered_at=queued_at,
        queued_at=queued_at,
        priority=priority,
    )


class TestSkills:
    """Levels relax while somebody waits."""

    def story(self) -> Story:
        levels = ((0.0, 4), (30.0, 2))
        return house(general=Queue(key="general", skill="water", levels=levels))

    def test_the_one_who_reaches_the_level_is_rung_though_another_is_idle_longer(self) -> None:
        story = self.story()
        story.ready(ELIF, 0, water=3)
        story.ready(MURAT, 10, water=4)
        story.waiting("a", 60)
        assert story.ordered(do.RingAgent)[0].agent == MURAT
        why = story.facts(facts.CallOffered)[0]
        assert (why.reason, why.skill, why.level) == ("longest_idle", "water", 4)
        assert (why.rank, why.among) == (2, 2)

    def test_a_lower_level_is_enough_after_a_while(self) -> None:
        story = self.story()
        story.ready(ELIF, 0, water=2)
        story.waiting("a", 60)
        assert not story.ordered(do.RingAgent)
        timer = next(t for t in story.ordered(do.StartTimer) if isinstance(t.timer, MatchTimer))
        assert timer.seconds == 30
        story.tell(ev.TimerFired(at=90, timer=timer.timer))
        assert story.ordered(do.RingAgent)[0].agent == ELIF
        assert story.facts(facts.CallOffered)[0].level == 2

    def test_nobody_without_the_skill_is_ever_rung(self) -> None:
        story = self.story()
        story.ready(ELIF, 0, social=5)
        story.waiting("a", 60)
        story.tell(ev.TimerFired(at=9_999, timer=MatchTimer("a")))
        assert not story.ordered(do.RingAgent)

    def test_a_call_that_nobody_can_take_lets_the_next_one_pass(self) -> None:
        story = house(
            general=Queue(key="general"), water=Queue(key="water", skill="water", levels=((0, 3),))
        )
        first = replace(call("a", 0), queue="water")
        story.state = replace(story.state, calls={"a": first, "b": call("b", 5)})
        story.ready(ELIF, 6)
        assert story.ordered(do.RingAgent)[0].call == "b"


class TestPreferred:
    """Who knows the matter is asked first, for a while."""

    def known(self, story: Story, at: float) -> None:
        story.arrive("a", at)
        story.tell(ev.CallerKnown(at=at, call="a", preferred=ELIF))
        story.speech_ends("a", at + 5)

    def test_the_agent_of_the_last_call_is_rung_though_another_is_idle_longer(self) -> None:
        story = house()
        story.ready(MURAT, 0)
        story.ready(ELIF, 30)
        self.known(story, 60)
        assert story.ordered(do.RingAgent)[0].agent == ELIF
        assert story.facts(facts.CallOffered)[0].reason == "preferred"

    def test_a_busy_one_is_waited_for_only_a_while(self) -> None:
        story = house()
        story.talking("z", ELIF, 0)
        story.ready(MURAT, 10)
        self.known(story, 60)
        assert not story.ordered(do.RingAgent)
        look = next(t for t in story.ordered(do.StartTimer) if isinstance(t.timer, MatchTimer))
        story.tell(ev.TimerFired(at=65 + look.seconds, timer=look.timer))
        assert story.ordered(do.RingAgent)[0].agent == MURAT
        assert story.facts(facts.CallOffered)[-1].reason == "longest_idle"

    def test_one_on_a_pause_is_not_waited_for(self) -> None:
        story = house()
        story.ready(ELIF, 0)
        story.tell(AgentNotReady(at=1, agent=ELIF, reason="meal"))
        story.ready(MURAT, 10)
        self.known(story, 60)
        assert story.ordered(do.RingAgent)[0].agent == MURAT

    def test_one_with_a_visitor_is_not_waited_for_though_the_telephone_is_ready(self) -> None:
        story = house()
        story.ready(ELIF, 0)
        story.tell(WritingSeen(at=1, agents=frozenset(), visited=frozenset({ELIF})))
        story.ready(MURAT, 10)
        self.known(story, 60)
        assert story.ordered(do.RingAgent)[0].agent == MURAT
        assert story.facts(facts.CallOffered)[-1].reason == "longest_idle"

    def test_a_visitor_who_comes_while_the_caller_waits_sends_the_call_on(self) -> None:
        story = house()
        story.talking("z", ELIF, 0)
        story.ready(MURAT, 10)
        self.known(story, 60)
        assert not story.ordered(do.RingAgent)
        story.tell(WritingSeen(at=66, agents=frozenset(), visited=frozenset({ELIF})))
        assert story.ordered(do.RingAgent)[0].agent == MURAT


class TestOverflowAndHours:
    """When nobody comes, and when nobody is there at all."""

    def test_a_call_that_waits_too_long_goes_to_the_queue_that_helps(self) -> None:
        story = house(
            general=Queue(key="general", skill="water", overflow_after=60, overflow_to="help"),
            help=Queue(key="help"),
        )
        story.ready(ELIF, 0)
        story.waiting("a", 10)
        assert not story.ordered(do.RingAgent)
        story.tell(ev.TimerFired(at=70, timer=OverflowTimer("a", "general")))
        assert story.facts(facts.CallMoved)[0].queue == "help"
        assert story.ordered(do.RingAgent)[0].agent == ELIF
        assert story.facts(facts.CallOffered)[0].reason == "overflow"

    def test_a_closed_queue_says_so_and_hangs_up(self) -> None:
        story = house(general=Queue(key="general", hours=MORNING))
        story.waiting("a", NOON)
        assert story.ordered(do.SayGoodbye)[0].why is Leaving.CLOSED
        story.speech_ends("a", NOON + 5)
        assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.CLOSED

    def test_another_queue_stands_in_for_a_closed_one(self) -> None:
        story = house(
            general=Queue(key="general", hours=MORNING, closed=Closed.QUEUE, closed_to="night"),
            night=Queue(key="night"),
        )
        story.waiting("a", NOON)
        assert story.state.calls["a"].queue == "night"
        assert story.ordered(do.SayPosition)

    def test_a_closed_queue_keeps_the_place_until_it_opens(self) -> None:
        story = house(general=Queue(key="general", hours=MORNING, closed=Closed.CALL_BACK))
        story.ready(ELIF, 0)
        story.arrive("a", NOON)
        story.tell(ev.CallerKnown(at=NOON, call="a", call_back="+905320000101"))
        story.speech_ends("a", NOON + 5)
        story.speech_ends("a", NOON + 10)
        assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD
        timer = story.ordered(do.StartTimer)[0]
        assert NOON + 10 + timer.seconds == 24 * 3600
        story.tell(ev.TimerFired(at=24 * 3600, timer=timer.timer))
        assert story.ordered(do.RingAgent)[0].agent == ELIF


class TestBlocked:
    """Callers whom the municipality decided not to serve like others."""

    def blocked(self, policy: str) -> Story:
        story = house()
        story.waiting("z", 0)
        story.arrive("a", 10)
        story.tell(ev.CallerKnown(at=10, call="a", blocked=policy, call_back="+905320000101"))
        return story

    def test_a_refused_caller_hears_why_and_is_hung_up(self) -> None:
        story = self.blocked("refuse")
        assert story.ordered(do.StopSpeaking)
        assert story.ordered(do.SayGoodbye)[0].why is Leaving.BLOCKED
        story.speech_ends("a", 15)
        assert story.ordered(do.HangUp)[0].channel == "ch-a"
        assert story.facts(facts.CallEnded)[0].outcome is CallOutcome.BLOCKED

    def test_the_last_in_line_stays_behind_those_who_come_later(self) -> None:
        story = self.blocked("last")
        story.speech_ends("a", 15)
        story.waiting("b", 600)
        assert [each.id for each in story.state.line()] == ["z", "b", "a"]
        assert not story.state.calls["a"].call_back


class TestOrder:
    """Score = priority + minutes waited."""

    @given(st.lists(st.tuples(st.floats(0, 9_000), st.floats(0, 30)), min_size=2, max_size=8))
    def test_the_order_of_the_line_is_that_of_the_scores_at_any_time(
        self, given_calls: list[tuple[float, float]]
    ) -> None:
        calls = {str(n): call(str(n), *each) for n, each in enumerate(given_calls)}
        for at in (9_000.0, 20_000.0):
            scores = [each.score(at) for each in State(calls=calls).line()]
            assert scores == pytest.approx(sorted(scores, reverse=True))

    @given(st.floats(0, 9_000), st.floats(0, 60), st.floats(0.1, 9_000))
    def test_nobody_starves(self, queued_at: float, priority: float, later: float) -> None:
        """Whoever comes later than the whole priority is worth stays behind."""
        old, new = call("a", queued_at), call("b", queued_at + 60 * priority + later, priority)
        assert [each.id for each in State(calls={"b": new, "a": old}).line()] == ["a", "b"]

    @given(st.floats(0, 9_000), st.floats(-60, 60), st.floats(0, 9_000), st.floats(0, 9_000))
    def test_a_score_only_grows(
        self, queued_at: float, priority: float, at: float, more: float
    ) -> None:
        waiting = call("a", queued_at, priority)
        assert waiting.score(at + more) >= waiting.score(at)


class TestWaitingTime:
    """Position x smoothed handling time / serving agents, in coarse steps."""

    @pytest.mark.parametrize(
        ("position", "pace", "serving", "spoken"),
        [
            (1, Pace(180, 5), 3, 1),
            (4, Pace(180, 5), 3, 5),
            (10, Pace(180, 5), 3, 10),
            (20, Pace(180, 5), 3, None),
            (1, Pace(180, 1), 3, None),
            (1, Pace(180, 5), 0, None),
        ],
    )
    def test_minutes(self, position: int, pace: Pace, serving: int, spoken: int | None) -> None:
        assert minutes(position, pace, serving) == spoken

    @given(st.integers(1, 50), st.floats(1, 900), st.integers(1, 90))
    def test_what_is_spoken_is_a_step_and_never_too_short(
        self, position: int, seconds: float, serving: int
    ) -> None:
        spoken = minutes(position, Pace(seconds, 2), serving)
        expected = position * seconds / serving / 60
        assert spoken in (None, *STEPS)
        assert spoken is None or spoken >= expected

    def test_the_pace_is_learned_from_answer_to_the_end_of_the_work_after_it(self) -> None:
        story = house()
        story.talking("a", ELIF, 0)
        story.tell(ev.CallerHungUp(at=100, call="a"))
        story.tell(AgentReady(at=130, agent=ELIF))
        assert story.state.paces["general"] == Pace(130, 1)
        story.waiting("b", 140)
        story.tell(ev.OfferAnswered(at=140, offer="b.1"))
        story.tell(ev.CallerHungUp(at=170, call="b"))
        story.tell(AgentReady(at=170, agent=ELIF))
        assert story.state.paces["general"] == Pace(110, 2)
        story.talking("c", MURAT, 200)
        story.waiting("d", 210)
        story.waiting("e", 211)
        said = story.ordered(do.SayPosition)[0]
        assert (said.position, said.minutes) == (2, 2)
