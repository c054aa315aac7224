"""The state that a call must have for a fact: a repeated or late fact changes nothing. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alo153.calls.call_words import CallOutcome

if TYPE_CHECKING:
    from alo153.calls.models import Call
    from alo153.switchboard.acd.turn.facts import CallEnded


def stands(call: Call) -> bool:
    """Say whether it has not ended."""
    return call.ended_at is None


def not_queued(call: Call) -> bool:
    """Say whether it has not been in the line yet."""
    return call.queued_at is None


def no_place_kept(call: Call) -> bool:
    """Say whether its place was not kept yet."""
    return call.place_kept_at is None


def promise_stands(call: Call) -> bool:
    """Say whether the citizen is still to be called in the hours that they chose."""
    return call.call_by is not None and call.promise_missed_at is None and stands(call)


def not_answered(call: Call) -> bool:
    """Say whether the call runs and nobody has answered yet."""
    return call.answered_at is None and stands(call)


def not_parted(call: Call) -> bool:
    """Say whether the agent has not ended the talk."""
    return call.parted_at is None


def is_held(call: Call) -> bool:
    """Say whether the citizen is on hold."""
    return call.held_at is not None


def not_held(call: Call) -> bool:
    """Say whether the citizen is not on hold."""
    return call.held_at is None


def waited_seconds(call: Call, fact: CallEnded) -> float:
    """Return the seconds a caller waited; after a return to the queue they count from there."""
    again = call.requeued_at
    if again is None or fact.outcome is not CallOutcome.ABANDONED:
        return fact.waited_seconds
    return max(0.0, fact.at - again.timestamp())


def not_requeued(call: Call) -> bool:
    """Say whether the call runs and has not returned to the queue."""
    return call.requeued_at is None and stands(call)
