"""A draft as a problem for the solver: its people, their law, leave, wishes, and what it wants."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import gcd

import numpy as np

from alo153.accounts import queries as accounts
from alo153.accounts.models import Skill, User
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.city import queries as city
from alo153.workforce import lawbook, queries
from alo153.workforce.automata import OFF
from alo153.workforce.law.automaton import ShiftType as LawType
from alo153.workforce.law.automaton import allowed, limits
from alo153.workforce.law.rules import Law, Status
from alo153.workforce.models import Contract, Roster, Shift, ShiftType, Wish
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.queries import contracts as contracts_of
from alo153.workforce.queries import fair_shares
from alo153.workforce.queries.payroll import is_holiday
from alo153.workforce.roster.center import EVERYBODY, Center, Member, Weights, is_weekend
from alo153.workforce.roster.center import Wish as Wished
from alo153.workforce.roster.hours import least_and_most
from alo153.workforce.roster.problem import Floats, Problem

SUPERVISOR = "supervisor"
"""The skill of everybody who supervises calls; all further skills are the city's."""
EVEN = 0.5
"""Between calm and cover, as tried in design/workforce.md."""
_HOUR = 60


@dataclass(frozen=True)
class Posed:
    """A problem, and what its numbers mean."""

    center: Center
    users: Sequence[User]
    types: Sequence[ShiftType]

    def begin(self, problem: Problem) -> list[tuple[int, ...] | None] | None:
        """Return the roster there was, without the months that are lawful no more."""
        if self.center.calm is None:
            return None
        return [
            month if problem.allows(person, month) else None
            for person, month in enumerate(self.center.calm)
        ]


def topic(roster: Roster) -> str:
    """Return what pages of a roster watch."""
    return f"roster:{roster.pk}"


def center_of(
    roster: Roster, today: date, *, calm: float = EVEN, types: Sequence[ShiftType] | None = None
) -> Posed:
    """Return the days of a draft that may still change as a problem; about sixteen queries.

    Args:
        calm: of a revision: 0 covers at the price of many changes, 1 changes hardly anything.
        types: None: the shifts that can be given.
    """
    law = lawbook.of_city()
    days = [day for day in roster.dates if day >= roster.first_open(today)]
    contracts = queries.contracts_within(days[0], days[-1])
    users = [each.user for each in contracts.values()]
    types = list(queries.shift_types()) if types is None else types
    step = _step(types)
    wanted = wanted_of(roster, step)
    closed = (roster.days - len(days)) * HOURS * _HOUR // step
    center = Center(
        first=days[0],
        days=days,
        types=[law_type(each) for each in types],
        members=_members(roster, days, law, list(contracts.values()), types, wanted),
        wanted={skill: people[closed:] for skill, people in wanted.items()},
        law=law,
        step=step,
        calm=months_of(roster, days, users, types) if roster.revises_id else None,
        today=today,
        holidays=frozenset(day for day in days if is_holiday(day)),
        weights=Weights().with_calm(calm),
    )
    return Posed(center, users, types)


def months_of(
    roster: Roster, days: Sequence[date], users: Sequence[User], types: Sequence[ShiftType]
) -> list[tuple[int, ...]]:
    """Return the shifts of a roster as numbers, for the days, people and types of the problem."""
    person = {user.pk: place for place, user in enumerate(users)}
    number = {each.pk: place for place, each in enumerate(types)}
    months = [[OFF] * len(days) for _ in users]
    for shift in roster.shifts.filter(user__in=person, type__in=number, day__gte=days[0]):
        months[person[shift.user_id]][(shift.day - days[0]).days] = number[shift.type_id]
    return [tuple(month) for month in months]


def shift_of(roster: Roster, user: User, day: date, shift_type: ShiftType) -> Shift:
    """Make the row of a shift; it is not saved."""
    midnight = city.day_begins(day)
    return Shift(
        roster=roster,
        user=user,
        day=day,
        type=shift_type,
        starts_at=midnight + timedelta(minutes=shift_type.start_minute),
        ends_at=midnight + timedelta(minutes=shift_type.end_minute),
        break_minutes=shift_type.break_minutes,
    )


Agreed = Mapping[tuple[int, date, int], Shift]
"""Shifts with overtime that their people agreed to, by person, day and type."""


def agreed_in(roster: Roster) -> Agreed:
    """Return the agreed overtime of the version that a draft revises; one query."""
    rows = Shift.objects.filter(roster=roster.revises_id, overtime_minutes__gt=0)
    return {(each.user_id, each.day, each.type_id): each for each in rows}


def as_agreed(made: Shift, agreed: Agreed) -> Shift:
    """Return a shift as long as its person agreed to, if they did for this very shift."""
    if longer := agreed.get((made.user_id, made.day, made.type_id)):
        made.ends_at, made.break_minutes = longer.ends_at, longer.break_minutes
        made.overtime_minutes = longer.overtime_minutes
    return made


def law_type(shift_type: ShiftType) -> LawType:
    """Return a shift type as the law sees it."""
    return LawType(shift_type.start_minute, shift_type.end_minute, shift_type.break_minutes)


def wanted_of(roster: Roster, step: int = _HOUR) -> dict[str, Floats]:
    """Return the people wanted by skill in each interval; one query. Nothing wanted: zeros."""
    parts = _HOUR // step
    wanted = {
        each.skill: np.repeat(np.array(each.people, dtype=np.float64), parts)
        for each in roster.requirements.all()
    }
    wanted.setdefault(EVERYBODY, np.zeros(roster.days * HOURS * parts))
    return wanted


def skills_of(users: Collection[int]) -> dict[int, frozenset[str]]:
    """Return what each person can do, supervising included; two queries."""
    found: dict[int, set[str]] = {user: set() for user in users}
    for user, skill in Skill.objects.filter(user__in=users).values_list("user", "skill"):
        found[user].add(skill)
    for supervisor in accounts.holding(SUPERVISE_CALLS).filter(pk__in=users):
        found[supervisor.pk].add(SUPERVISOR)
    return {user: frozenset(skills) for user, skills in found.items()}


def _step(types: Sequence[ShiftType]) -> int:
    minutes = [_HOUR, *(each.start_minute for each in types), *(each.end_minute for each in types)]
    return gcd(*minutes)


@dataclass
class _Worked:
    """A person's work in the past days of a roster."""

    minutes: int = 0
    nights: int = 0
    weekends: int = 0
    holidays: int = 0


def _worked(roster: Roster, before: date) -> dict[int, _Worked]:
    found: dict[int, _Worked] = {}
    for shift in roster.shifts.filter(day__lt=before).select_related("type"):
        kind = law_type(shift.type)
        had = found.setdefault(shift.user_id, _Worked())
        had.minutes += kind.work
        had.nights += kind.is_night
        had.weekends += is_weekend(shift.day)
        had.holidays += is_holiday(shift.day)
    return found


def _members(
    roster: Roster,
    days: Sequence[date],
    law: Law,
    contracts: Sequence[Contract],
    types: Sequence[ShiftType],
    wanted: dict[str, Floats],
) -> list[Member]:
    keys = [each.user_id for each in contracts]
    before = queries.before(days[0], keys)
    away = queries.leave_between(roster.first_date, roster.last_date)
    worked = _worked(roster, days[0])
    skills = skills_of(keys)
    wishes = _wishes(roster, types)
    fair = _fair(roster, law, contracts, types, wanted, skills)
    coming = contracts_of.coming(keys, days[0], after := days[-1] + timedelta(days=1))
    weeks, works = contracts_of.week_minutes(keys), {law_type(each).work for each in types}
    week_most = cache(lambda statuses: limits(law, statuses, days).week)
    members = []
    for contract in contracts:
        user = contract.user
        statuses, unbound = _within(contract, coming[user.pk], days)
        gone = away.get(user.pk, frozenset()) | unbound
        had = worked.get(user.pk, _Worked())
        planned = [weeks[user.pk](day) for day in roster.dates if day not in gone]
        least, most = least_and_most(planned, works, week_most(statuses))
        members.append(
            Member(
                statuses=statuses,
                skills=skills[user.pk],
                least=max(0, least - had.minutes),
                most=max(0, most - had.minutes),
                away=gone,
                before=tuple(before.get(user.pk, ())),
                wishes=wishes.get(user.pk, ()),
                nights=max(0.0, fair.nights.get(user.pk, 0.0) - had.nights),
                weekends=max(0.0, fair.weekends[user.pk] - had.weekends),
                holidays=max(0.0, fair.holidays[user.pk] - had.holidays),
                wish_weight=fair.wishes[user.pk],
                then=_within(contract, coming[user.pk], [after])[0],
            )
        )
    return members


def _within(
    contract: Contract, coming: Sequence[Contract], days: Sequence[date]
) -> tuple[frozenset[Status], frozenset[date]]:
    """Return what holds for a person on any of the days, and the days without a contract.

    A status that holds for some of the days counts for all: so the month is lawful on each.
    """
    statuses, unbound = set(contract.statuses), set[date]()
    for day in days:
        known = [each for each in (contract, *coming) if each.valid_from <= day]
        if not known or known[-1].ended:
            unbound.add(day)
        else:
            statuses.update(known[-1].statuses)
    return frozenset(map(Status, statuses)), frozenset(unbound)


def _wishes(roster: Roster, types: Sequence[ShiftType]) -> dict[int, tuple[Wished, ...]]:
    number = {each.pk: place for place, each in enumerate(types)}
    found: dict[int, list[Wished]] = {}
    for row in Wish.objects.filter(day__range=(roster.first_date, roster.last_date)):
        if row.type_id is None or row.type_id in number:
            wished = Wished(row.day, _liked(row, number))
            # What is wished with more points is wished as often
            found.setdefault(row.user_id, []).extend([wished] * row.points)
    return {user: tuple(wishes) for user, wishes in found.items()}


def _liked(wish: Wish, number: Mapping[int, int]) -> frozenset[int]:
    """Return the shifts of a day that grant a wish; none of them: a day off does."""
    if wish.type_id is None:
        return frozenset()
    if wish.kind == Wish.Kind.AVOID:
        return frozenset({OFF, *number.values()} - {number[wish.type_id]})
    return frozenset({number[wish.type_id]})


def _fair(
    roster: Roster,
    law: Law,
    contracts: Sequence[Contract],
    types: Sequence[ShiftType],
    wanted: dict[str, Floats],
    skills: Mapping[int, frozenset[str]],
) -> fair_shares.Fair:
    kinds = [law_type(each) for each in types]
    nights = [each for each in kinds if each.is_night]
    return fair_shares.of_roster(
        roster,
        hours={each.user_id: float(each.week_minutes) for each in contracts},
        at_night=[
            each.user_id
            for each in contracts
            if _may_at_night(law, each, roster.first_date, nights)
        ],
        wanted=wanted,
        skills=skills,
        presence=max((each.end - each.start for each in kinds), default=_HOUR) / _HOUR,
    )


def _may_at_night(law: Law, contract: Contract, day: date, nights: Sequence[LawType]) -> bool:
    statuses = frozenset(map(Status, contract.statuses))
    return any(allowed(law, statuses, day, each) for each in nights)
