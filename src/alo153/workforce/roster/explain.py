"""Why does somebody have this shift? What is short without it, and why nobody else has it.

By the check of the law, not by the solver: the reasons hold for rosters changed by hand, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from alo153.workforce.automata import OFF
from alo153.workforce.law.automaton import ShiftType
from alo153.workforce.law.check import Breach, check
from alo153.workforce.law.shifts import DAY, Shift
from alo153.workforce.roster.center import Center, Member
from alo153.workforce.roster.problem import Floats, Month

_NEAR = 0.5


class Reason(StrEnum):
    """Why somebody else does not have a shift, the most telling first."""

    AWAY = "away"
    WORKS = "works"
    SKILL = "skill"
    LAW = "law"
    HOURS = "hours"
    NIGHTS = "nights"
    WEEKENDS = "weekends"
    HOLIDAYS = "holidays"
    WISH = "wish"
    EQUAL = "equal"


@dataclass(frozen=True)
class Other:
    """Somebody else, and why they do not have the shift; ``breach`` says which rule forbids it."""

    member: int
    reason: Reason
    breach: Breach | None = None


@dataclass(frozen=True)
class Had:
    """The number of such days that a person has in the roster, and the fair number."""

    days: int
    share: float

    @property
    def is_much(self) -> bool:
        """Tell whether it is more than the share, rounded."""
        return self.days > self.share + _NEAR


@dataclass(frozen=True)
class Why:
    """The reasons of a shift.

    Args:
        short: hours by skill in which somebody would be missing without it; the empty skill is
            everybody.
        nights, weekends, holidays: what its person has of these.
        wished: True if they asked for it, False if they asked for something else, None if neither.
        others: for everybody else the reason why they do not have it.
    """

    short: Mapping[str, float]
    nights: Had
    weekends: Had
    holidays: Had
    wished: bool | None
    others: tuple[Other, ...]


def why(center: Center, months: Sequence[Month], person: int, day: date) -> Why:
    """Return why a person has their shift of a day. Raises LookupError if the day is off."""
    place = (day - center.first).days
    shift = months[person][place]
    if shift == OFF:
        raise LookupError(day)
    short = _short(center, months, person, place)
    member = center.members[person]
    others = (each for each in range(len(center.members)) if each != person)
    return Why(
        short=short,
        nights=Had(_nights(center, months[person]), member.nights),
        weekends=Had(_on(center, months[person], center.weekends), member.weekends),
        holidays=Had(_on(center, months[person], center.holidays), member.holidays),
        wished=_wished(member, day, shift),
        others=tuple(_other(center, months, each, place, shift, set(short)) for each in others),
    )


def _short(center: Center, months: Sequence[Month], person: int, place: int) -> dict[str, float]:
    its = _intervals(center, place, center.types[months[person][place]])
    found = {}
    for skill, wanted in center.wanted.items():
        if skill and skill not in center.members[person].skills:
            continue
        present = _present(center, months, skill)
        missing = np.maximum(wanted - present + 1, 0)[its]
        hours = float(np.minimum(missing, 1).sum()) * center.step / 60
        if hours > 0:
            found[skill] = hours
    return found


def _intervals(center: Center, place: int, kind: ShiftType) -> slice:
    begin = place * DAY
    return slice((begin + kind.start) // center.step, (begin + kind.end) // center.step)


def _present(center: Center, months: Sequence[Month], skill: str) -> Floats:
    present = np.zeros(len(center.wanted[skill]))
    for member, month in zip(center.members, months, strict=True):
        if skill and skill not in member.skills:
            continue
        for place, shift in enumerate(month):
            if shift != OFF:
                kind = center.types[shift]
                begin = place * DAY
                present[
                    (begin + kind.start) // center.step : (begin + kind.end) // center.step
                ] += 1
    return present


def _nights(center: Center, month: Month) -> int:
    return sum(shift != OFF and center.types[shift].is_night for shift in month)


def _on(center: Center, month: Month, days: frozenset[date]) -> int:
    return sum(shift != OFF and day in days for day, shift in zip(center.days, month, strict=True))


def _wished(member: Member, day: date, shift: int) -> bool | None:
    wishes = [each for each in member.wishes if each.day == day]
    return all(shift in each.shifts for each in wishes) if wishes else None


def _other(
    center: Center,
    months: Sequence[Month],
    number: int,
    place: int,
    shift: int,
    needed: set[str],
) -> Other:
    return next(
        _reasons(center, number, months[number], place, shift, needed - {""}),
        Other(number, Reason.EQUAL),
    )


def _reasons(
    center: Center, number: int, month: Month, place: int, shift: int, needed: set[str]
) -> Iterator[Other]:
    """Yield why a person does not have a shift, what forbids it before what speaks against it."""
    member, day = center.members[number], center.days[place]
    if day in member.away:
        yield Other(number, Reason.AWAY)
    if month[place] != OFF:
        yield Other(number, Reason.WORKS)
    if not needed <= member.skills:
        yield Other(number, Reason.SKILL)
    tried = (*month[:place], shift, *month[place + 1 :])
    if breach := _breach(center, member, tried):
        yield Other(number, Reason.LAW, breach)
    if sum(center.types[each].work for each in tried if each != OFF) > member.most:
        yield Other(number, Reason.HOURS)
    yield from _unfair(center, number, tried, place)
    if _wished(member, day, shift) is False:
        yield Other(number, Reason.WISH)


def _unfair(center: Center, number: int, tried: Month, place: int) -> Iterator[Other]:
    """Yield of what a person would have more than their share by the shift of a day."""
    member, day = center.members[number], center.days[place]
    nights, holidays, weekends = (
        Had(_nights(center, tried), member.nights),
        Had(_on(center, tried, center.holidays), member.holidays),
        Had(_on(center, tried, center.weekends), member.weekends),
    )
    if center.types[tried[place]].is_night and nights.is_much:
        yield Other(number, Reason.NIGHTS)
    if day in center.holidays and holidays.is_much:
        yield Other(number, Reason.HOLIDAYS)
    if day in center.weekends and weekends.is_much:
        yield Other(number, Reason.WEEKENDS)


def _breach(center: Center, member: Member, month: Month) -> Breach | None:
    shifts = _shifts(center, month)
    known = check(shifts, law=center.law, statuses=lambda _: member.statuses, before=member.before)
    return known[0] if known else None


def _shifts(center: Center, month: Month) -> list[Shift]:
    return [
        center.types[shift].on(day)
        for day, shift in zip(center.days, month, strict=True)
        if shift != OFF
    ]
