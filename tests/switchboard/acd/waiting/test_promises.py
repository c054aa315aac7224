"""A caller chooses the hours in which the center calls, and is called in them or told."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from tests.calls.menu.kocaeli import MENU
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import CallOutcome
from alo153.calls.menu.voice import Leaving
from alo153.calls.menu.windows import Window
from alo153.calls.queue import Queue
from alo153.city.rules.opening import Hours
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import CallBackLeft, CallEnded, CallQueued, PromiseMissed
from alo153.switchboard.acd.turn.timers import MatchTimer, MenuTimer, PromiseTimer

ELIF = 7
AYSE = "+905320000101"
ISTANBUL = ZoneInfo("Europe/Istanbul")
WINDOWS = (
    Window(key="afternoon", begins=time(13, 30), ends=time(17), capacity=1, priority=5),
    Window(key="evening", begins=time(18), ends=time(20), capacity=5),
)
QUEUES = {"general": Queue(key="general", hours=Hours(zone=ISTANBUL))}


def at(clock: str) -> float:
    return datetime.fromisoformat(f"2026-03-02T{clock}").replace(tzinfo=ISTANBUL).timestamp()


NOON, BEGINS, ENDS = at("12:00"), at("13:30"), at("17:00")


@pytest.fixture
def story() -> Story:
    return Story(Rules(menu=MENU, queues=QUEUES, windows=WINDOWS))


def asks(story: Story, call: str = "a", *, number: str = AYSE) -> tuple[str, ...]:
    """Let a caller press the key for a call-back; return what is offered."""
    story.arrive(call, NOON)
    story.tell(ev.CallerKnown(at=NOON, call=call, call_back=number))
    story.tell(ev.KeyPressed(at=NOON, call=call, key="9"))
    story.tell(ev.KeyPressed(at=NOON, call=call, key="2"))
    while (position := story.state.calls[call].menu) and position.node != "call-back-when":
        story.speech_ends(call, NOON)
        story.tell(ev.LookupAnswered(at=NOON, call=call, ask=position.asks))
    return tuple(sound for command in story.ordered(do.Speak) for sound in command.sounds)


def promise(story: Story, call: str = "a") -> None:
    asks(story, call)
    story.tell(ev.KeyPressed(at=NOON, call=call, key="1"))
    story.speech_ends(call, NOON)


def test_the_windows_are_offered_by_their_keys(story: Story) -> None:
    assert asks(story) == (
        "call-back-when",
        *("window-afternoon-today", "number-1"),
        *("window-evening-today", "number-2"),
        *("window-afternoon-tomorrow", "number-3"),
    )


def test_the_window_is_kept_and_the_line_hung_up(story: Story) -> None:
    promise(story)
    (left,) = story.facts(CallBackLeft)
    assert (left.queued_at, left.call_again_at, left.call_by) == (BEGINS, BEGINS, ENDS)
    assert left.priority == 5
    assert [leg.channel for leg in story.ordered(do.HangUp)] == ["ch-a"]
    assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD


def test_a_full_window_is_not_offered_to_the_next(story: Story) -> None:
    promise(story)
    assert asks(story, "b", number="+905320000102")[1] == "window-evening-today"


def test_the_last_place_goes_to_who_presses_first_and_the_other_hears_what_is_left(
    story: Story,
) -> None:
    asks(story)
    asks(story, "b", number="+905320000102")
    for call in ("a", "b"):
        story.tell(ev.KeyPressed(at=NOON, call=call, key="1"))
    assert [left.call for left in story.facts(CallBackLeft)] == ["a"]
    assert story.state.calls["b"].phase is Phase.MENU
    again = [command.sounds for command in story.ordered(do.Speak) if command.call == "b"]
    assert again[-1][1] == "window-evening-today"


def test_who_has_a_promise_is_offered_no_second_one(story: Story) -> None:
    promise(story)
    asks(story, "b")
    assert not [
        said
        for said in story.ordered(do.Speak)
        if said.call == "b" and "call-back-when" in said.sounds
    ]


def test_who_has_a_promise_takes_it_back_by_a_key_and_may_choose_other_hours(
    story: Story,
) -> None:
    promise(story)
    assert "call-back-standing" in asks(story, "b")
    story.tell(ev.KeyPressed(at=NOON, call="b", key="1"))
    (ended,) = story.facts(CallEnded)
    assert (ended.call, ended.outcome) == ("a", CallOutcome.CANCELED)
    story.speech_ends("b", NOON)
    last = [said.sounds for said in story.ordered(do.Speak) if said.call == "b"][-1]
    assert last[:3] == ("call-back-when", "window-afternoon-today", "number-1")


@pytest.mark.parametrize("hangs_up", [False, True])
def test_who_hears_of_the_promise_and_presses_nothing_is_called_once(
    story: Story, hangs_up: bool
) -> None:
    promise(story)
    asks(story, "b")
    presses_nothing(story, "b")
    assert story.ordered(do.SayGoodbye)[-1].why is Leaving.PROMISED
    if hangs_up:
        story.tell(ev.CallerHungUp(at=NOON + 4, call="b", channel="ch-b"))
    else:
        story.speech_ends("b", NOON + 5)
    assert list(story.state.calls) == ["a"]
    assert [(ended.call, ended.outcome) for ended in story.facts(CallEnded)] == [
        ("b", CallOutcome.SELF_SERVED)
    ]


def test_a_place_that_is_kept_already_is_not_kept_twice(story: Story) -> None:
    for call in ("a", "b"):
        asks(story, call)
    for call in ("a", "b"):
        presses_nothing(story, call)
        assert story.ordered(do.SayGoodbye)[-1].why is Leaving.CALL_BACK
        story.speech_ends(call, NOON + 5)
    assert list(story.state.calls) == ["a"]


def test_hours_are_chosen_by_nobody_who_was_promised_a_call_meanwhile(story: Story) -> None:
    asks(story)
    promise(story, "b")
    story.tell(ev.KeyPressed(at=NOON, call="a", key="2"))
    story.speech_ends("a", NOON + 5)
    assert list(story.state.calls) == ["b"]


def test_a_promise_that_is_being_kept_is_not_said_to_be_taken_back(story: Story) -> None:
    promise(story)
    story.ready(ELIF, NOON + 60)
    assert "call-back-standing" in asks(story, "b")
    story.tell(ev.TimerFired(at=BEGINS, timer=MatchTimer("a")))
    story.tell(ev.OfferAnswered(at=BEGINS + 2, offer="a.1"))
    story.tell(ev.KeyPressed(at=BEGINS + 3, call="b", key="1"))
    assert not story.ordered(do.Speak), "not that nobody calls"
    assert [said.why for said in story.ordered(do.SayGoodbye)] == [Leaving.PROMISED]
    assert "a" in story.state.calls


def test_nobody_takes_back_what_another_number_was_promised(story: Story) -> None:
    promise(story)
    assert "call-back-standing" not in asks(story, "b", number="+905320000102")


def test_nobody_is_offered_hours_whom_the_center_may_not_call(story: Story) -> None:
    asks(story, number="")
    assert story.facts(CallQueued)


def presses_nothing(story: Story, call: str) -> None:
    story.speech_ends(call, NOON)
    waits = story.state.calls[call].menu
    assert waits is not None
    story.tell(ev.TimerFired(at=NOON + 3, timer=MenuTimer(call, waits.waits)))


def test_who_presses_nothing_is_called_when_it_is_their_turn(story: Story) -> None:
    asks(story)
    presses_nothing(story, "a")
    (left,) = story.facts(CallBackLeft)
    assert (left.queued_at, left.call_by) == (NOON + 3, 0.0)


def test_a_ready_agent_is_rung_when_the_window_begins_and_not_before(story: Story) -> None:
    promise(story)
    story.ready(ELIF, NOON + 60)
    assert not story.ordered(do.RingAgent)
    story.tell(ev.TimerFired(at=BEGINS, timer=MatchTimer("a")))
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [ELIF]
    story.tell(ev.OfferAnswered(at=BEGINS + 2, offer="a.1"))
    assert [dialed.number for dialed in story.ordered(do.DialCitizen)] == [AYSE]


def test_who_waits_longer_than_the_window_gives_in_advance_goes_first(story: Story) -> None:
    promise(story)
    story.waiting("patient", BEGINS - 20 * 60)
    story.tell(ev.KeyPressed(at=BEGINS - 6 * 60, call="patient", key="0"))
    story.waiting("new", BEGINS - 9 * 60)
    story.tell(ev.KeyPressed(at=BEGINS - 4 * 60, call="new", key="0"))
    story.tell(ev.TimerFired(at=BEGINS, timer=MatchTimer("a")))
    assert [call.id for call in story.state.line()] == ["patient", "a", "new"]


def test_a_window_that_passed_is_told_and_the_place_waits_on(story: Story) -> None:
    promise(story)
    story.tell(ev.TimerFired(at=ENDS, timer=PromiseTimer("a", ENDS)))
    assert [fact.tries for fact in story.facts(PromiseMissed)] == [0]
    story.tell(ev.TimerFired(at=ENDS, timer=PromiseTimer("a", ENDS)))
    assert len(story.facts(PromiseMissed)) == 1
    story.ready(ELIF, ENDS + 60)
    assert story.state.calls["a"].phase is Phase.CALLING_AGENT


def test_a_late_promise_is_not_dialed_while_the_line_is_closed(story: Story) -> None:
    hours = Hours(zone=ISTANBUL, days=(((time(8), time(17)),),) * 7)
    story.state = replace(
        story.state,
        rules=Rules(
            menu=MENU, windows=WINDOWS, queues={"general": Queue(key="general", hours=hours)}
        ),
    )
    promise(story)
    story.tell(ev.TimerFired(at=ENDS, timer=PromiseTimer("a", ENDS)))
    (missed,) = story.facts(PromiseMissed)
    assert missed.call_again_at == at("08:00") + 24 * 3600
    story.ready(ELIF, ENDS + 60)
    assert not story.ordered(do.RingAgent)
    story.tell(ev.TimerFired(at=missed.call_again_at, timer=MatchTimer("a")))
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [ELIF]


def called_in_vain(story: Story, when: float, offer: str) -> None:
    story.tell(ev.TimerFired(at=when, timer=MatchTimer("a")))
    story.tell(ev.OfferAnswered(at=when + 1, offer=offer))
    story.tell(
        ev.CitizenNotReached(
            at=when + 30, call="a", channel="citizen-a", outcome=CallOutcome.NO_ANSWER
        )
    )


def test_who_does_not_answer_is_called_again_within_the_window(story: Story) -> None:
    promise(story)
    story.ready(ELIF, NOON)
    called_in_vain(story, BEGINS, "a.1")
    call = story.state.calls["a"]
    assert (call.phase, call.tries) == (Phase.CALLBACK_HOLD, 1)
    assert BEGINS < call.call_again_at < ENDS


def test_no_try_comes_after_the_hours_that_were_chosen(story: Story) -> None:
    promise(story)
    story.ready(ELIF, NOON)
    called_in_vain(story, ENDS - 120, "a.1")
    assert [fact.outcome for fact in story.facts(CallEnded)] == [CallOutcome.NO_ANSWER]


@pytest.mark.parametrize("outcome", [CallOutcome.CANCELED, CallOutcome.FAILED])
def test_what_was_not_the_citizen_s_doing_ends_no_promise(
    story: Story, outcome: CallOutcome
) -> None:
    promise(story)
    story.ready(ELIF, NOON)
    story.tell(ev.TimerFired(at=ENDS - 120, timer=MatchTimer("a")))
    story.tell(ev.OfferAnswered(at=ENDS - 119, offer="a.1"))
    story.tell(ev.CitizenNotReached(at=ENDS - 100, call="a", channel="citizen-a", outcome=outcome))
    assert story.state.calls["a"].phase is Phase.CALLBACK_HOLD
    story.tell(ev.TimerFired(at=ENDS, timer=PromiseTimer("a", ENDS)))
    assert len(story.facts(PromiseMissed)) == 1, "they are told"
    assert "a" in story.state.calls


def test_tries_that_nobody_could_make_do_not_use_the_citizen_s_up(story: Story) -> None:
    promise(story)
    story.ready(ELIF, NOON)
    for number in range(5):
        when = story.state.calls["a"].call_again_at
        story.tell(ev.TimerFired(at=when, timer=MatchTimer("a")))
        story.tell(ev.OfferAnswered(at=when + 1, offer=f"a.{number + 1}"))
        story.tell(
            ev.CitizenNotReached(
                at=when + 5, call="a", channel="citizen-a", outcome=CallOutcome.FAILED
            )
        )
    assert not story.facts(CallEnded)
    assert story.state.calls["a"].tries == 0


@pytest.mark.parametrize("when", [NOON + 60, BEGINS + 60])
def test_who_calls_about_anything_else_keeps_the_promise(story: Story, when: float) -> None:
    promise(story)
    story.arrive("again", when)
    story.tell(ev.CallerKnown(at=when, call="again", call_back=AYSE))
    assert "a" in story.state.calls


@pytest.mark.parametrize("now", [NOON + 600, ENDS + 600])
def test_a_restart_keeps_the_promise_or_tells_that_it_is_late(story: Story, now: float) -> None:
    promise(story)
    call = replace(story.state.calls["a"])
    story.tell(ev.Reconciled(at=now, calls=(call,), agents=(), legs=()))
    (promised,) = [
        timer for timer in story.ordered(do.StartTimer) if isinstance(timer.timer, PromiseTimer)
    ]
    assert promised.seconds == max(0.0, ENDS - now)
