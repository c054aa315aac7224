"""The roster of a contact center as a problem: its people under the law, and who is wanted when."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np

from alo153.workforce.automata import OFF, Automaton
from alo153.workforce.law.automaton import (
    Limits,
    ShiftType,
    State,
    allowed,
    automaton,
    limits,
    state_after,
)
from alo153.workforce.law.rules import Law, Status
from alo153.workforce.law.shifts import DAY, Shift
from alo153.workforce.roster.problem import NEVER, Floats, Ints, Month, Person, Problem

EVERYBODY = ""
"""The skill that everybody has: to be there."""
_WEEKEND = (5, 6)
_SOON = timedelta(days=2)


@dataclass(frozen=True)
class Wish:
    """A person's wish for a day: a day off, or one of these shift types."""

    day: date
    shifts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Member:
    """A planned person.

    Args:
        then: the statuses of the day after the roster, on which its last night may end.
        least, most: minutes of work in the whole roster, without leave.
        away: days on which they cannot work: leave, sickness, training elsewhere.
        before: their shifts of the three weeks before.
        nights, weekends, holidays: their fair share of nights, days of weekends and public
            holidays, with the year to date made up for.
        wish_weight: the weight of their wishes; above 1 for people who got few wishes this year.
        fixed: days that must not change, with their shift type (or OFF).
    """

    statuses: frozenset[Status]
    skills: frozenset[str]
    least: int
    most: int
    away: frozenset[date] = frozenset()
    before: tuple[Shift, ...] = ()
    wishes: tuple[Wish, ...] = ()
    nights: float = 0.0
    weekends: float = 0.0
    holidays: float = 0.0
    wish_weight: float = 1.0
    fixed: Mapping[date, int] = field(default_factory=dict)
    then: frozenset[Status] = frozenset()


@dataclass(frozen=True)
class Weights:
    """The costs: of an hour with one too few or too many, of a wish, of unfair shares.

    ``night``, ``weekend`` and ``holiday`` are the cost of the square of the distance from the fair
    share. ``changed`` is paid for each day that differs from the roster there was: within two days
    of today it is ``changed_soon``, and ``day_off_taken`` more if the day was off.
    """

    under: float = 30
    over: float = 1
    skill_under: float = 200
    wish: float = 12
    night: float = 10
    weekend: float = 2
    holiday: float = 10
    changed: float = 25
    changed_soon: float = 60
    day_off_taken: float = 30

    def with_calm(self, calm: float) -> Weights:
        """Return them with changes dearer or cheaper: from 0, cover first, to 1, calm first."""
        factor = 16 ** (calm - 0.5)
        return replace(
            self,
            changed=self.changed * factor,
            changed_soon=self.changed_soon * factor,
            day_off_taken=self.day_off_taken * factor,
        )


@dataclass(frozen=True)
class Center:
    """A roster to be made.

    Args:
        wanted: for each skill the people wanted in each interval of all days, in order;
            `EVERYBODY` counts all.
        step: minutes of an interval; all shifts begin and end at one.
        calm: the roster there was, as a shift type or OFF for each day of each member.
        today: the day on which it is planned anew.
        holidays: public holidays among its days.
    """

    first: date
    days: Sequence[date]
    types: Sequence[ShiftType]
    members: Sequence[Member]
    wanted: Mapping[str, Floats]
    law: Law
    step: int = 60
    weights: Weights = field(default_factory=Weights)
    calm: Sequence[Month] | None = None
    today: date | None = None
    holidays: frozenset[date] = frozenset()

    @property
    def weekends(self) -> frozenset[date]:
        """Return its Saturdays and Sundays."""
        return frozenset(day for day in self.days if is_weekend(day))


def pose(center: Center) -> Problem:
    """Return the problem for the solver; members and types keep their order."""
    numbers = {skill: number for number, skill in enumerate(sorted(center.wanted))}
    kinds = sorted({_counted_skills(center, member) for member in center.members})
    wanted = np.concatenate([center.wanted[skill] for skill in sorted(center.wanted)])
    hours = center.step / 60
    under = [_under(center, skill, len(center.wanted[skill])) for skill in sorted(numbers)]
    over = [_over(center, skill, len(center.wanted[skill])) for skill in sorted(numbers)]
    return Problem(
        days=len(center.days),
        minutes=np.array([each.work for each in center.types]),
        counted=_nights(center),
        people=_people(center, kinds),
        covers=tuple(_covers(center, skills, numbers) for skills in kinds),
        wanted=wanted.astype(np.float64),
        under=np.concatenate(under) * hours,
        over=np.concatenate(over) * hours,
        tallies=_tallies(center),
    )


def _counted_skills(center: Center, member: Member) -> tuple[str, ...]:
    return tuple(sorted(each for each in center.wanted if each in member.skills | {EVERYBODY}))


def _under(center: Center, skill: str, size: int) -> Floats:
    weights = center.weights
    return np.full(size, weights.under if skill == EVERYBODY else weights.skill_under)


def _over(center: Center, skill: str, size: int) -> Floats:
    return np.full(size, center.weights.over if skill == EVERYBODY else 0.0)


def _nights(center: Center) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    counted = np.zeros((len(center.days), len(center.types) + 1, 2), dtype=bool)
    counted[:, :-1, :] = np.array([each.is_night for each in center.types])[None, :, None]
    return counted


def is_weekend(day: date) -> bool:
    """Tell whether a day is a Saturday or a Sunday."""
    return day.weekday() in _WEEKEND


def _tallies(center: Center) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    tallies = np.zeros((2, len(center.days), len(center.types) + 1), dtype=bool)
    tallies[0, :, :-1] = np.array([day in center.weekends for day in center.days])[:, None]
    tallies[1, :, :-1] = np.array([day in center.holidays for day in center.days])[:, None]
    return tallies


def _covers(
    center: Center, skills: tuple[str, ...], numbers: Mapping[str, int]
) -> tuple[tuple[Ints, ...], ...]:
    size = len(center.days) * DAY // center.step
    return tuple(
        tuple(
            np.concatenate([numbers[skill] * size + _intervals(center, day, kind, size)
                            for skill in skills])
            for kind in center.types
        )
        for day in range(len(center.days))
    )  # fmt: skip


def _intervals(center: Center, day: int, kind: ShiftType, size: int) -> Ints:
    begin = day * DAY // center.step
    found = begin + np.arange(kind.start // center.step, kind.end // center.step)
    return found[found < size]


def _people(center: Center, kinds: list[tuple[str, ...]]) -> tuple[Person, ...]:
    bounds = {
        member.statuses: limits(center.law, member.statuses, center.days)
        for member in center.members
    }
    starts = [_start(center, member, bounds[member.statuses]) for member in center.members]
    machines: dict[Limits, Automaton] = {}
    for limit in set(bounds.values()):
        begins = [
            start
            for start, member in zip(starts, center.members, strict=True)
            if bounds[member.statuses] == limit
        ]
        machines[limit] = automaton(center.types, bounds=limit, days=center.days, starts=begins)
    return tuple(
        _person(center, number, machines[bounds[member.statuses]], start, kinds)
        for number, (member, start) in enumerate(zip(center.members, starts, strict=True))
    )


def _start(center: Center, member: Member, bounds: Limits) -> State:
    return state_after(member.before, bounds=bounds, day=center.first)


def _person(
    center: Center, number: int, machine: Automaton, start: Hashable, kinds: list[tuple[str, ...]]
) -> Person:
    member, weights = center.members[number], center.weights
    days = len(center.days)
    most = min(days, int(member.nights) + 2)
    return Person(
        automaton=machine,
        start=machine.starts[start],
        skill_set=kinds.index(_counted_skills(center, member)),
        cost=_cost(center, number),
        least=member.least,
        most=member.most,
        count_most=most,
        count_cost=_squares(weights.night, member.nights, most),
        tally_cost=(
            _squares(weights.weekend, member.weekends, days),
            _squares(weights.holiday, member.holidays, days),
        ),
    )


def _squares(weight: float, share: float, most: int) -> tuple[float, ...]:
    """Return what each day costs: together the square of the distance from the fair share.

    The square of the share itself, which no day costs, is in `_cost`.
    """
    return tuple(weight * (2 * day - 1 - 2 * share) for day in range(1, most + 1))


def _cost(center: Center, number: int) -> Floats:
    member = center.members[number]
    cost = np.zeros((len(center.days), len(center.types) + 1))
    place = {day: index for index, day in enumerate(center.days)}
    for day, index in place.items():
        for shift, kind in enumerate(center.types):
            lasts = kind.end > DAY and day == center.days[-1]
            statuses = member.statuses | member.then if lasts else member.statuses
            if day in member.away or not allowed(center.law, statuses, day, kind):
                cost[index, shift] = NEVER
    weights = center.weights
    # Every month has one first day: there is what having none at all would cost
    cost[0] += (
        weights.night * member.nights**2
        + weights.weekend * member.weekends**2
        + weights.holiday * member.holidays**2
    )
    for wish in member.wishes:
        if wish.day in place:
            cost[place[wish.day]] += member.wish_weight * _wish(center, wish)
    for day, shift in member.fixed.items():
        if day in place:
            cost[place[day], [each for each in range(-1, len(center.types)) if each != shift]] = (
                NEVER
            )
    if center.calm is not None:
        for index, (day, was) in enumerate(zip(center.days, center.calm[number], strict=True)):
            cost[index] += _change(center, day, was)
    return cost


def _wish(center: Center, wish: Wish) -> Floats:
    unmet = np.full(len(center.types) + 1, center.weights.wish)
    unmet[sorted(wish.shifts) if wish.shifts else -1] = 0
    return unmet


def _change(center: Center, day: date, was: int) -> Floats:
    """Return what each shift costs on a day because there was another one."""
    weights = center.weights
    soon = center.today is not None and day < center.today + _SOON
    paid = weights.changed_soon if soon else weights.changed
    if was == OFF:
        paid += weights.day_off_taken
    changed = np.full(len(center.types) + 1, paid)
    changed[was] = 0
    return changed
