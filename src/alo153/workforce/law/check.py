"""Is this month lawful? Every writer asks here: solver, drag, swap, import.

Written from the law alone: it shares no code with the automaton, and a property test holds the
two together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from alo153.workforce.law.rules import Key, Law, Rule, Status
from alo153.workforce.law.shifts import Shift, in_order

OVERLAP = "overlap"
NO_OVERTIME: Mapping[int, int] = {}
Statuses = Callable[[date], frozenset[Status]]
Consents = Callable[[date], bool]


@dataclass(frozen=True)
class Breach:
    """A breach of the law on a day. ``measured`` and ``limit`` are minutes, or weeks for weeks.

    ``rule`` is None for two shifts at once, which no law needs to forbid.
    """

    key: str
    day: date
    measured: int = 0
    limit: int = 0
    rule: Rule | None = None

    @property
    def citation(self) -> str:
        """Return where it is written."""
        return self.rule.citation if self.rule else ""


@dataclass(frozen=True)
class _Asked:
    law: Law
    statuses: Statuses

    def rule(self, key: Key, day: date) -> Rule | None:
        return self.law.rule(key, self.statuses(day), day)

    def above(self, key: Key, day: date, measured: int) -> Iterator[Breach]:
        rule = self.rule(key, day)
        if rule and measured > rule.value:
            yield Breach(key, day, measured, rule.value, rule)

    def below(self, key: Key, day: date, measured: int) -> Iterator[Breach]:
        rule = self.rule(key, day)
        if rule and measured < rule.value:
            yield Breach(key, day, measured, rule.value, rule)

    def forbidden(self, key: Key, day: date, *, until: date | None = None) -> Iterator[Breach]:
        rules = (self.rule(key, each) for each in (day, until or day))
        if rule := next((each for each in rules if each and each.value), None):
            yield Breach(key, day, rule=rule)


def check(
    shifts: Sequence[Shift],
    *,
    law: Law,
    statuses: Statuses,
    before: Sequence[Shift] = (),
    overtime_beside: Mapping[int, int] = NO_OVERTIME,
    consents: Consents = lambda _day: False,
) -> list[Breach]:
    """Return everything unlawful in the shifts of one person, the earliest first.

    Args:
        statuses: the statuses of the person on a day.
        before: the person's shifts of the two weeks before; judged together with `shifts`, but a
            breach among them alone is not reported again.
        overtime_beside: minutes of overtime of each calendar year in no shift of these.
        consents: whether the person's agreement to overtime in writing holds on a day.
    """
    asked = _Asked(law, statuses)
    ours = in_order(shifts)
    everything = in_order([*before, *shifts])
    first = ours[0].day if ours else date.max
    found = [each for shift in ours for each in _of_shift(asked, shift, consents)]
    found += _between(asked, everything)
    found += _weeks(asked, everything)
    found += _weekly_rest(asked, everything)
    found += _night_weeks(asked, everything)
    found += _year(asked, ours, overtime_beside)
    return sorted((each for each in found if each.day >= first), key=lambda each: each.day)


def _of_shift(asked: _Asked, shift: Shift, consents: Consents) -> Iterator[Breach]:
    day = shift.day
    yield from asked.above(Key.DAY_MOST, day, shift.work)
    yield from asked.below(_break_for(shift), day, shift.break_minutes)
    if shift.is_night:
        yield from asked.above(Key.NIGHT_MOST, day, shift.work)
        # Also what holds from midnight on: whoever is pregnant from tomorrow works no night into it
        until = (shift.end - timedelta(minutes=1)).date()
        yield from asked.forbidden(Key.NIGHT_FORBIDDEN, day, until=until)
    if shift.overtime_minutes:
        yield from asked.forbidden(Key.OVERTIME_FORBIDDEN, day)
        if shift.is_night:
            yield from asked.forbidden(Key.NIGHT_OVERTIME_FORBIDDEN, day)
        if not consents(day):
            yield from asked.forbidden(Key.OVERTIME_NEEDS_CONSENT, day)


def _break_for(shift: Shift) -> Key:
    """Return which break a length of work asks for: 4857 art. 68."""
    if shift.work <= 4 * 60:
        return Key.BREAK_UP_TO_4H
    return Key.BREAK_UP_TO_7H30 if shift.work <= 7 * 60 + 30 else Key.BREAK_ABOVE


def _between(asked: _Asked, shifts: Sequence[Shift]) -> Iterator[Breach]:
    for former, later in pairwise(shifts):
        gap = _gap(former, later)
        if gap < 0:
            yield Breach(OVERLAP, later.day, measured=-gap)
        else:
            yield from asked.below(Key.REST_LEAST, later.day, gap)


def _gap(former: Shift, later: Shift) -> int:
    return int((later.start - former.end).total_seconds()) // 60


def _weeks(asked: _Asked, shifts: Sequence[Shift]) -> Iterator[Breach]:
    weeks: dict[date, list[Shift]] = defaultdict(list)
    for shift in shifts:
        weeks[shift.week].append(shift)
    for of_week in weeks.values():
        regular = sum(each.work - each.overtime_minutes for each in of_week)
        yield from asked.above(Key.WEEK_MOST, of_week[-1].day, regular)


def _weekly_rest(asked: _Asked, shifts: Sequence[Shift]) -> Iterator[Breach]:
    """Find shifts that end too late after the last weekly rest to leave one in seven days."""
    began = None
    former = None
    for shift in shifts:
        rule = asked.rule(Key.WEEKLY_REST_LEAST, shift.day)
        if rule is None:
            return
        if former is None or began is None or _gap(former, shift) >= rule.value:
            began = shift.start
        if shift.end - began > timedelta(days=7) - timedelta(minutes=rule.value):
            took = int((shift.end - began).total_seconds()) // 60
            yield Breach(Key.WEEKLY_REST_LEAST, shift.day, took, rule.value, rule)
        former = shift


def _night_weeks(asked: _Asked, shifts: Sequence[Shift]) -> Iterator[Breach]:
    """Find weeks of nights that follow too many such weeks: By-law on Shift Work."""
    weeks = sorted({shift.week: shift for shift in shifts if shift.is_night}.items())
    run, former = 0, None
    for week, shift in weeks:
        run = run + 1 if former and week - former == timedelta(days=7) else 1
        yield from asked.above(Key.NIGHT_WEEKS_MOST, shift.day, run)
        former = week


def _year(asked: _Asked, shifts: Sequence[Shift], beside: Mapping[int, int]) -> Iterator[Breach]:
    totals = Counter(beside)
    for shift in shifts:
        totals[shift.day.year] += shift.overtime_minutes
        if shift.overtime_minutes:
            yield from asked.above(Key.OVERTIME_YEAR_MOST, shift.day, totals[shift.day.year])
