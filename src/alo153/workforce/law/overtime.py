"""A shift made longer by overtime: with the break that its new length asks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from alo153.workforce.law.rules import Key, Law, Status
from alo153.workforce.law.shifts import Shift

_TIERS = ((4 * 60, Key.BREAK_UP_TO_4H), (7 * 60 + 30, Key.BREAK_UP_TO_7H30))


def longer(law: Law, statuses: frozenset[Status], shift: Shift, minutes: int) -> Shift:
    """Return a shift with so many minutes of work more at its end, all of them overtime.

    More than 7.5 hours of work need a longer break (4857 art. 68), so the presence may grow by more
    than the work.
    """
    least = law.limit(least_break(shift.work + minutes), statuses, shift.day, without=0)
    pause = max(shift.break_minutes, least)
    grown = minutes + pause - shift.break_minutes
    return replace(
        shift,
        end=shift.end + timedelta(minutes=grown),
        break_minutes=pause,
        overtime_minutes=shift.overtime_minutes + minutes,
    )


def least_break(work: int) -> Key:
    """Return which break a length of work asks for: 4857 art. 68."""
    return next((key for most, key in _TIERS if work <= most), Key.BREAK_ABOVE)
