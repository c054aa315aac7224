"""The citizen's talk time and hold time, for the event of a call's end. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from alo153.calls.call_words import CallParty, LegRole

if TYPE_CHECKING:
    from alo153.calls.models import Call, CallLeg


class _Measures(TypedDict):
    """The fields of `call.ended` that reports count from."""

    queued_at: str | None
    answered_at: str | None
    talk_seconds: float | None
    hold_seconds: float | None
    place_kept: bool


def held_seconds(call: Call, at: datetime) -> float:
    """Return all time on hold up to an instant, a hold that is not over included."""
    now = (at - call.held_at).total_seconds() if call.held_at else 0.0
    return call.held_seconds + max(now, 0.0)


def of_ended(call: Call, legs: Iterable[CallLeg]) -> _Measures:
    """Measure a call that has ended, with its legs; a call nobody answered has no talk.

    A talk that the switchboard ended was cut as Asterisk died. Nobody knows when, so that it counts
    in no average.
    """
    connected = connected_seconds(legs)
    hold = min(call.held_seconds, connected)
    known = call.answered_at and call.ended_by != CallParty.SWITCHBOARD
    return _Measures(
        queued_at=call.queued_at.isoformat() if call.queued_at else None,
        answered_at=call.answered_at.isoformat() if call.answered_at else None,
        talk_seconds=round(connected - hold, 1) if known else None,
        hold_seconds=round(hold, 1) if known else None,
        place_kept=call.place_kept_at is not None,
    )


def connected_seconds(legs: Iterable[CallLeg]) -> float:
    """Return how long at least one agent served the citizen: two at once count once."""
    seconds, until = 0.0, None
    for joined, left in sorted(_stretches(legs)):
        begins = joined if until is None else max(joined, until)
        seconds += max((left - begins).total_seconds(), 0.0)
        until = left if until is None else max(left, until)
    return seconds


def _stretches(legs: Iterable[CallLeg]) -> Iterable[tuple[datetime, datetime]]:
    return [
        (leg.joined_at, leg.left_at)
        for leg in legs
        if leg.role == LegRole.AGENT and leg.joined_at and leg.left_at
    ]
