"""A promised call-back in the record: it survives a restart, and an SMS says what became of it."""

from __future__ import annotations

import uuid
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from tests.calls.menu.kocaeli import MENU
from tests.switchboard.acd.story import Story

from alo153.calls.call_words import CallDirection, CallOutcome, CallParty
from alo153.calls.menu.windows import Window
from alo153.calls.models import Call
from alo153.contacts.models import Message
from alo153.core import events
from alo153.switchboard.acd.state.state import Phase, Rules
from alo153.switchboard.acd.turn import events as ev
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import records
from alo153.switchboard.record.recalling import recalling

pytestmark = pytest.mark.django_db
CALL = str(uuid.UUID(int=7))
AYSE = "+905320000101"


def at(clock: str) -> float:
    zone = ZoneInfo("Europe/Istanbul")
    return datetime.fromisoformat(f"2026-03-02T{clock}").replace(tzinfo=zone).timestamp()


NOON, BEGINS, ENDS = at("12:00"), at("13:30"), at("17:00")
MORNING = at("08:00") + 24 * 3600


def missed() -> facts.PromiseMissed:
    return facts.PromiseMissed(at=ENDS, call=CALL, tries=0, call_again_at=MORNING)


@pytest.fixture
def story(db: None) -> Story:
    """Ayşe chose to be called this afternoon."""
    window = Window(key="afternoon", begins=time(13, 30), ends=time(17), capacity=9, priority=5)
    story = Story(Rules(menu=MENU, windows=(window,)))
    story.arrive(CALL, NOON, AYSE)
    story.tell(ev.CallerKnown(at=NOON, call=CALL, call_back=AYSE))
    kept = facts.CallBackLeft(
        at=NOON + 30,
        call=CALL,
        queue="general",
        priority=5,
        queued_at=BEGINS,
        call_again_at=BEGINS,
        call_by=ENDS,
    )
    for fact in (*story.told, kept):
        records.write(fact)
    return story


def sent() -> list[str]:
    return list(Message.objects.filter(purpose="call_back", to=AYSE).values_list("body", flat=True))


def test_the_promise_is_recalled_after_a_restart(story: Story) -> None:
    (call,) = recalling.recall_calls()
    assert call.phase is Phase.CALLBACK_HOLD
    assert (call.queued_at, call.call_again_at, call.call_by) == (BEGINS, BEGINS, ENDS)
    assert (call.call_back, call.priority) == (AYSE, 5)


def test_who_was_not_called_in_time_is_told_once_and_not_promised_again(story: Story) -> None:
    records.write(missed())
    records.write(missed())
    (words,) = sent()
    assert "2 Mart 13:30" in words
    assert "17:00" in words
    assert "arayamad" in words
    (call,) = recalling.recall_calls()
    assert (call.call_by, call.call_again_at) == (0.0, MORNING)
    told = [event.name for event in events.history(Call.objects.get())]
    assert told.count("call.promise_missed") == 1


def test_what_was_no_try_is_due_later_all_the_same(story: Story) -> None:
    for again in (BEGINS + 900, BEGINS + 900, BEGINS + 1800):
        records.write(
            facts.CitizenMissed(
                at=BEGINS, call=CALL, outcome=CallOutcome.FAILED, tries=0, call_again_at=again
            )
        )
    (call,) = recalling.recall_calls()
    assert (call.tries, call.call_again_at) == (0, BEGINS + 1800)
    told = [event.name for event in events.history(Call.objects.get())]
    assert told.count("call.not_reached") == 2


@pytest.mark.parametrize(
    ("outcome", "told"),
    [(CallOutcome.NO_ANSWER, 1), (CallOutcome.BUSY, 1), (CallOutcome.ANSWERED, 0)],
)
def test_who_was_called_in_vain_is_told(story: Story, outcome: CallOutcome, told: int) -> None:
    records.write(
        facts.CallEnded(
            at=BEGINS + 60,
            call=CALL,
            outcome=outcome,
            by=CallParty.CITIZEN,
            waited_seconds=60,
            agent=None,
        )
    )
    assert len(sent()) == told


def test_a_telephone_that_takes_no_sms_is_not_written_to(story: Story) -> None:
    Call.objects.update(number="+902623181010")
    records.write(missed())
    assert not Message.objects.filter(purpose="call_back").exists()


def test_a_call_that_is_new_and_over_in_one_batch_is_written(db: None) -> None:
    """An outgoing call that nobody took, told by a journal that had to wait for PostgreSQL."""
    ended = facts.CallEnded(
        at=NOON + 60,
        call=CALL,
        outcome=CallOutcome.NO_ANSWER,
        by=CallParty.CITIZEN,
        waited_seconds=0,
        agent=None,
    )
    entered = facts.CallEntered(
        at=NOON, call=CALL, channel="c", direction=CallDirection.OUT, number=AYSE
    )
    records.write_all([entered, ended])
    assert Call.objects.get().outcome == "no_answer"
    assert sent() == []


def test_a_call_without_a_promise_is_none_of_it(story: Story) -> None:
    Call.objects.update(call_by=None)
    records.write(missed())
    records.write(
        facts.CallEnded(
            at=ENDS,
            call=CALL,
            outcome=CallOutcome.NO_ANSWER,
            by=CallParty.CITIZEN,
            waited_seconds=60,
            agent=None,
        )
    )
    assert sent() == []
