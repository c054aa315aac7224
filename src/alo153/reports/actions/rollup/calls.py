"""Calls as facts: counted once, when they have ended, by the half hour they came into the line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from alo153.calls.call_words import CallDirection, CallOutcome
from alo153.calls.events.way import CallEnded, CallEntered, CallTransferred
from alo153.core.history.consumers.declaring import Happened
from alo153.reports.actions.rollup.adding import Counts, milliseconds
from alo153.reports.models.contacts import WAIT_LIMITS


def entered(counts: Counts, happened: Happened[CallEntered]) -> None:
    """Count a citizen's call when it comes in."""
    if happened.what.direction == CallDirection.IN:
        _count(counts, happened, happened.event.at, calls_in=1)


def transferred(counts: Counts, happened: Happened[CallTransferred]) -> None:
    """Count that an agent gave a call away."""
    _count(counts, happened, happened.event.at, transferred=1)


def ended(counts: Counts, happened: Happened[CallEnded]) -> None:
    """Count what became of a call."""
    call, at = happened.what, happened.event.at
    if call.direction == CallDirection.OUT:
        reached = int(call.outcome == CallOutcome.ANSWERED)
        _count(counts, happened, at, called_out=1, reached_out=reached, **_handled(call))
        return
    if call.queued_at is None:
        hung_up = int(call.outcome == CallOutcome.ABANDONED)
        _count(counts, happened, at, in_menu=1, hung_up_in_menu=hung_up)
        return
    queued_at = datetime.fromisoformat(call.queued_at)
    _count(counts, happened, queued_at, **_waited(call), **_handled(call))


def wait_counts(*, answered: bool, abandoned: bool, seconds: float | None) -> Mapping[str, int]:
    """Return the counts that a contact adds by its wait.

    Args:
        seconds: the length of the wait; None if it is unknown.
    """
    fate = "answered" if answered else "abandoned" if abandoned else ""
    told = {"offered": 1} | ({fate: 1} if fate else {})
    if fate and seconds is not None:
        told |= {f"waited_{fate}_ms": milliseconds(seconds)}
        told |= {f"{fate}_{limit}": 1 for limit in WAIT_LIMITS if seconds <= limit}
    return told


def _waited(call: CallEnded) -> Mapping[str, int]:
    """Count the wait; a place that was kept is neither answered nor abandoned."""
    if call.place_kept:
        return {"kept": 1, "kept_reached": int(call.answered_at is not None)}
    gave_up = call.outcome == CallOutcome.ABANDONED
    answered = call.answered_at is not None and not gave_up
    return wait_counts(answered=answered, abandoned=gave_up, seconds=call.waited_seconds)


def _handled(call: CallEnded) -> Mapping[str, int]:
    if call.talk_seconds is None:
        return {}
    return {
        "handled": 1,
        "talk_ms": milliseconds(call.talk_seconds),
        "hold_ms": milliseconds(call.hold_seconds or 0.0),
    }


def _count(
    counts: Counts,
    happened: Happened[CallEntered] | Happened[CallTransferred] | Happened[CallEnded],
    at: datetime,
    **measures: int,
) -> None:
    of, contact = happened.dimensions, counts.calls.get(happened.event.subject_id)
    counts.contact(
        at, queue=of.queue, agent=of.agent, channel=of.channel, contact=contact, **measures
    )
