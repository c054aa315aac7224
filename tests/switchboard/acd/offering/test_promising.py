"""An agent promises a call: whoever is ready in the window makes it, and nobody before."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import AgentState, CallDirection, CallOutcome
from alo153.calls.menu.windows import Slot, Window
from alo153.calls.queue import Queue
from alo153.city.rules.opening import Hours
from alo153.switchboard.acd.offering.promising import (
    FULL,
    OVER,
    PROMISED,
    AskCallBack,
    PromiseCallBack,
    WithdrawPromise,
)
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn.facts import (
    CallBackLeft,
    CallEnded,
    CallEntered,
    CommandDone,
    LanguageChosen,
)
from alo153.switchboard.acd.turn.timers import MatchTimer

ELIF, MURAT = 7, 8
AYSE = "+905320000101"
ISTANBUL = ZoneInfo("Europe/Istanbul")
AFTERNOON = Window(key="afternoon", begins=time(13, 30), ends=time(17), capacity=1, priority=5)


def at(clock: str) -> float:
    return datetime.fromisoformat(f"2026-03-02T{clock}").replace(tzinfo=ISTANBUL).timestamp()


NOON, BEGINS, ENDS = at("12:00"), at("13:30"), at("17:00")
TODAY = Slot("afternoon", "today", BEGINS, ENDS).id
DAY = 24 * 3600
TOMORROW = Slot("afternoon", "tomorrow", BEGINS + DAY, ENDS + DAY).id


@pytest.fixture
def story() -> Story:
    queues = {"general": Queue(key="general", hours=Hours(zone=ISTANBUL))}
    return Story(Rules(queues=queues, windows=(AFTERNOON,)))


def promises(story: Story, call: str = "p", window: str = TODAY, number: str = AYSE) -> list[str]:
    """Let Elif promise a call; return the errors of all that was asked so far."""
    story.tell(
        PromiseCallBack(
            at=NOON,
            agent=ELIF,
            call=call,
            number=number,
            queue="general",
            window=window,
            command=1,
        )
    )
    return [fact.error for fact in story.facts(CommandDone)]


def test_whoever_is_ready_calls_when_the_window_begins(story: Story) -> None:
    assert promises(story) == [""]
    story.ready(MURAT, NOON)
    assert story.state.agents[MURAT].presence is AgentState.READY
    story.tell(ev.TimerFired(at=BEGINS, timer=MatchTimer("p")))
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [MURAT]
    story.tell(ev.OfferAnswered(at=BEGINS + 3, offer="p.1"))
    assert [dialed.number for dialed in story.ordered(do.DialCitizen)] == [AYSE]
    story.tell(ev.CitizenAnswered(at=BEGINS + 9, call="p", channel="citizen-p"))
    assert story.state.calls["p"].phase is Phase.TALKING


def test_the_promise_is_written_as_a_call_of_ours_that_is_kept(story: Story) -> None:
    promises(story)
    (entered,), (left,) = story.facts(CallEntered), story.facts(CallBackLeft)
    assert (entered.direction, entered.number) == (CallDirection.OUT, AYSE)
    assert (left.queued_at, left.call_by, left.priority) == (BEGINS, ENDS, 5)


@pytest.mark.parametrize("window", ["", "afternoon", "evening@today@1@2", TODAY.replace("t", "x")])
def test_a_window_that_is_none_is_refused(story: Story, window: str) -> None:
    assert promises(story, window=window) == [FULL]
    assert not story.state.calls


def test_the_last_place_of_a_window_is_promised_once(story: Story) -> None:
    assert promises(story) == [""]
    assert promises(story, "q", number="+905320000102") == ["", FULL]
    assert promises(story) == ["", FULL], "asked twice is promised once"


def test_a_number_is_promised_one_call_whatever_the_hours(story: Story) -> None:
    assert promises(story) == [""]
    assert promises(story, "q", TOMORROW) == ["", PROMISED]
    assert list(story.state.calls) == ["p"]


def test_a_window_that_began_meanwhile_is_refused(story: Story) -> None:
    story.state = replace(story.state)
    late = PromiseCallBack(
        at=BEGINS, agent=ELIF, call="p", number=AYSE, queue="general", window=TODAY, command=1
    )
    story.tell(late)
    assert [fact.error for fact in story.facts(CommandDone)] == [FULL]


def takes_back(story: Story, call: str = "p", *, number: str = AYSE, when: float = NOON) -> str:
    """Take a promise back; return the error."""
    story.tell(WithdrawPromise(at=when, call=call, number=number, command=2))
    return [fact.error for fact in story.facts(CommandDone)][-1]


def test_a_citizen_asks_on_a_page_and_nobody_twice(story: Story) -> None:
    asked = AskCallBack(at=NOON, call="w", number=AYSE, queue="general", window=TODAY, command=1)
    story.tell(asked)
    story.tell(replace(asked, call="x", command=2))
    assert [fact.error for fact in story.facts(CommandDone)] == ["", PROMISED]
    story.ready(MURAT, NOON)
    story.tell(ev.TimerFired(at=BEGINS, timer=MatchTimer("w")))
    assert [ring.agent for ring in story.ordered(do.RingAgent)] == [MURAT]


def test_a_wish_is_carried_out_in_the_language_of_its_page(story: Story) -> None:
    asked = AskCallBack(at=NOON, call="w", number=AYSE, queue="general", window=TODAY, command=1)
    story.tell(replace(asked, language="en"))
    assert story.state.calls["w"].language == "en"
    assert [fact.language for fact in story.facts(LanguageChosen)] == ["en"]


def test_a_promise_that_is_taken_back_is_called_by_nobody_and_gives_its_place_back(
    story: Story,
) -> None:
    promises(story)
    assert takes_back(story) == ""
    (ended,) = story.facts(CallEnded)
    assert ended.outcome is CallOutcome.CANCELED
    story.ready(MURAT, NOON)
    story.tell(ev.TimerFired(at=BEGINS, timer=MatchTimer("p")))
    assert not story.ordered(do.RingAgent)
    assert promises(story, "q", number="+905320000102")[-1] == ""
    assert takes_back(story) == OVER, "twice is once"


def test_nobody_takes_back_what_is_of_another_number(story: Story) -> None:
    promises(story)
    assert takes_back(story, number="+905320000102") == OVER
    assert "p" in story.state.calls


def test_of_two_promises_to_a_number_each_can_be_taken_back(story: Story) -> None:
    """An older version made two, and two nodes can."""
    promises(story)
    other = replace(story.state.calls["p"], id="q")
    story.state = replace(story.state, calls={**story.state.calls, "q": other})
    assert [takes_back(story, call) for call in ("q", "p")] == ["", ""]
    assert not story.state.calls


def test_while_somebody_calls_it_is_too_late(story: Story) -> None:
    promises(story)
    story.ready(MURAT, NOON)
    story.tell(ev.TimerFired(at=BEGINS, timer=MatchTimer("p")))
    story.tell(ev.OfferAnswered(at=BEGINS + 3, offer="p.1"))
    assert takes_back(story, when=BEGINS + 4) == OVER
    assert "p" in story.state.calls
