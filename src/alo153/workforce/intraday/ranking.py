"""Possible measures now, the most useful first, with the effect of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np

from alo153.city import queries as city
from alo153.workforce.breaks import STEP, Presence, best
from alo153.workforce.forecast.history import Floats
from alo153.workforce.intraday.outlook import Outlook
from alo153.workforce.models import Shift
from alo153.workforce.staffing.deferrable import Work
from alo153.workforce.staffing.deferrable import place as place_work

MOST = 8
LENGTH = 60
"""Minutes of overtime that one click asks for, of held written work, and of offered call-backs."""
_PER_HOUR = 60 // STEP
_WORTH = 0.2
_SPARE = 1.0


class Kind(StrEnum):
    """The kind of a measure."""

    MOVE_BREAK = "move_break"
    HOLD_WRITTEN = "hold_written"
    OVERTIME = "overtime"
    OPEN_CALL_BACKS = "open_call_backs"
    LET_GO = "let_go"


@dataclass(frozen=True)
class Step:
    """One thing to do.

    Args:
        shift: whose; None for written work and call-backs.
        to: where a break moves, or when somebody may go.
        gain: hours of missing people less; of letting go the hours that are spared.
        hour: the hour that changes most, and the share in time there before and after.
    """

    kind: Kind
    gain: float
    hour: int
    before: float
    after: float
    shift: Shift | None = None
    to: datetime | None = None
    people: int = 1

    @property
    def percents(self) -> tuple[int, int]:
        """Return the share in time before and after, in per cent."""
        return round(100 * self.before), round(100 * self.after)


def steps(
    outlook: Outlook, *, writing: int, volunteers: Iterable[Shift], call_backs: float = 0.0
) -> list[Step]:
    """Return what helps, the largest gain first; where nobody is missing, who could go home.

    Args:
        writing: how many people have written work in hand.
        call_backs: share of the callers who keep their place rather than wait.
        volunteers: shifts of today that may lawfully be longer, whose people agreed in writing.
    """
    found = [
        *_breaks(outlook),
        *_written(outlook, writing),
        *_overtime(outlook, volunteers),
        *_call_backs(outlook, call_backs),
    ]
    useful = [each for each in found if each.gain >= _WORTH]
    ranked = sorted(useful, key=lambda each: -each.gain)
    return (ranked or list(_let_go(outlook)))[:MOST]


def missing(wanted: Floats, present: Floats, first: int) -> float:
    """Return the hours of people too few from a quarter of an hour on."""
    return float(np.maximum(wanted - present, 0)[first:].sum()) / _PER_HOUR


def _breaks(outlook: Outlook) -> Iterable[Step]:
    """Find breaks that would be better elsewhere, each by itself."""
    first = outlook.place(outlook.now) + 1
    now = missing(outlook.wanted, outlook.present, first)
    for shift in outlook.counted:
        pause = shift.pause
        if pause is None or pause.starts_at <= outlook.now:
            continue
        begin = outlook.place(pause.starts_at) * STEP
        person = Presence(
            start=outlook.place(shift.starts_at) * STEP,
            end=outlook.place(shift.ends_at) * STEP,
            minutes=pause.minutes,
            rows=(0,),
        )
        free = outlook.present.copy()
        free[_slots(begin, pause.minutes)] += 1
        within = range(first * STEP, len(free) * STEP - pause.minutes + 1, STEP)
        to = best(person, outlook.wanted[None, :], free[None, :], within=within)
        if to is None:
            continue
        changed = free.copy()
        changed[_slots(to, pause.minutes)] -= 1
        gain = now - missing(outlook.wanted, changed, first)
        if to != begin and gain > 0:
            at = city.day_begins(outlook.day) + timedelta(minutes=to)
            yield _step(Kind.MOVE_BREAK, outlook, changed, gain, shift=shift, to=at)


def _written(outlook: Outlook, writing: int) -> Iterable[Step]:
    """Compute the gain if agents who write answer callers for an hour."""
    if not writing:
        return
    first = outlook.place(outlook.now)
    changed = outlook.present.copy()
    changed[first : first + LENGTH // STEP] += writing
    gain = missing(outlook.wanted, outlook.present, first) - missing(outlook.wanted, changed, first)
    yield _step(Kind.HOLD_WRITTEN, outlook, changed, gain, people=writing)


def _overtime(outlook: Outlook, volunteers: Iterable[Shift]) -> Iterable[Step]:
    """Find whose longer shift covers hours that want people."""
    first = outlook.place(outlook.now)
    now = missing(outlook.wanted, outlook.present, first)
    for shift in volunteers:
        begin = outlook.place(shift.ends_at)
        changed = outlook.present.copy()
        changed[begin : begin + LENGTH // STEP] += 1
        gain = now - missing(outlook.wanted, changed, first)
        yield _step(Kind.OVERTIME, outlook, changed, gain, shift=shift)


def _call_backs(outlook: Outlook, share: float) -> Iterable[Step]:
    """Compute the gain if callers of the next hour are called back when people are free."""
    first = outlook.place(outlook.now)
    rush = slice(first, first + LENGTH // STEP)
    short = np.maximum(outlook.wanted - outlook.present, 0)
    moved = np.zeros_like(short)
    moved[rush] = np.minimum(short, share * outlook.wanted)[rush]
    end = len(moved)
    work = [Work(place, end, float(people)) for place, people in enumerate(moved)]
    spare = [float(each) for each in np.maximum(outlook.present - outlook.wanted, 0)]
    placed = place_work(work, spare, [float(each) for each in outlook.wanted])
    if fits := sum(placed.within):
        changed = outlook.present + moved * fits / moved.sum() - np.array(placed.within)
        yield _step(Kind.OPEN_CALL_BACKS, outlook, changed, fits / _PER_HOUR)


def _let_go(outlook: Outlook) -> Iterable[Step]:
    """Find who could go home: nobody would be missing until the end of their shift."""
    first = outlook.place(outlook.now) + 1
    spare = outlook.present - outlook.wanted
    for shift in sorted(outlook.staying, key=lambda each: each.ends_at):
        begin, end = outlook.place(shift.starts_at), outlook.place(shift.ends_at)
        if begin >= first or end <= first or end > len(spare):
            continue
        short = np.nonzero(spare[first:end] < _SPARE)[0]
        since = first + (int(short[-1]) + 1 if len(short) else 0)
        # At a full hour, and for an hour at least
        since = -(-since // _PER_HOUR) * _PER_HOUR
        if end - since >= _PER_HOUR:
            spare[since:end] -= 1
            changed = outlook.present.copy()
            changed[since:end] -= 1
            at = city.day_begins(outlook.day) + timedelta(minutes=since * STEP)
            gain = (end - since) / _PER_HOUR
            yield _step(Kind.LET_GO, outlook, changed, gain, shift=shift, to=at)


def _step(
    kind: Kind,
    outlook: Outlook,
    changed: Floats,
    gain: float,
    *,
    shift: Shift | None = None,
    to: datetime | None = None,
    people: int = 1,
) -> Step:
    by_hour = _by_hour(changed) - _by_hour(outlook.present)
    weight = _weights(outlook, by_hour)
    hour = max(range(len(weight)), key=lambda each: weight[each])
    return Step(
        kind=kind,
        gain=gain,
        hour=hour,
        before=outlook.in_time(hour, float(_by_hour(outlook.present)[hour])),
        after=outlook.in_time(hour, float(_by_hour(changed)[hour])),
        shift=shift,
        to=to,
        people=people,
    )


def _weights(outlook: Outlook, change: Floats) -> Sequence[float]:
    """Return how much each hour ahead gains people, or loses them where none gains."""
    ahead = np.array([0.0 if each.is_over else 1.0 for each in outlook.hours])
    gains = np.maximum(change, 0) * ahead
    found: Floats = gains if gains.any() else np.abs(change) * ahead
    return [float(each) for each in found]


def _by_hour(quarters: Floats) -> Floats:
    found: Floats = quarters.reshape(-1, _PER_HOUR).mean(axis=1)
    return found


def _slots(begin: int, minutes: int) -> slice:
    return slice(begin // STEP, -(-(begin + minutes) // STEP))
