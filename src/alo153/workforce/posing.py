"""A draft as a problem for the solver: its people, their law, leave, wishes, and what it wants."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import gcd

import numpy as np

from alo153.accounts import queries as accounts
from alo153.accounts.models import Skill, User
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.city import queries as city
from alo153.workforce import lawbook, queries
from alo153.workforce.automata import OFF
from alo153.workforce.law.automaton import ShiftType as LawType
from alo153.workforce.law.automaton import allowed
from alo153.workforce.law.rules import Law, Status
from alo153.workforce.models import Contract, Roster, Shift, ShiftType, Wish
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.queries import fairness
from alo153.workforce.roster.center import EVERYBODY, Center, Member
from alo153.workforce.roster.center import Wish as Wished
from alo153.workforce.roster.problem import Floats, Problem

SUPERVISOR = "supervisor"
"""The skill of everybody who supervises calls; the others are the city's skills."""
_NIGHT_HOUR = 3
_HOUR = 60
_MADE_UP = 2.0
"""Nights that one roster makes up for at most: who comes in autumn does not work them all."""


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
            tuple(month) if problem.allows(person, month) else None
            for person, month in enumerate(self.center.calm)
        ]


def topic(roster: Roster) -> str:
    """Return what pages of a roster watch."""
    return f"roster:{roster.pk}"


def center_of(roster: Roster, today: date) -> Posed:
    """Return the days of a draft that may still change as a problem; about fifteen queries."""
    law = lawbook.of_city()
    days = [day for day in roster.dates if day >= roster.first_open(today)]
    contracts = queries.contracts_on(days[0])
    users = [each.user for each in contracts.values()]
    types = list(queries.shift_types())
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
        calm=_months(roster, days, users, types) if roster.revises_id else None,
    )
    return Posed(center, users, types)


def _months(
    roster: Roster, days: Sequence[date], users: Sequence[User], types: Sequence[ShiftType]
) -> list[list[int]]:
    """Return the shifts of a draft as numbers, for the days, people and types of the problem."""
    person = {user.pk: place for place, user in enumerate(users)}
    number = {each.pk: place for place, each in enumerate(types)}
    months = [[OFF] * len(days) for _ in users]
    for shift in roster.shifts.filter(user__in=person, type__in=number, day__gte=days[0]):
        months[person[shift.user_id]][(shift.day - days[0]).days] = number[shift.type_id]
    return months


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
    """What somebody has worked already in the days of a roster that have passed."""

    minutes: int = 0
    nights: int = 0


def _worked(roster: Roster, before: date) -> dict[int, _Worked]:
    found: dict[int, _Worked] = {}
    for shift in roster.shifts.filter(day__lt=before).select_related("type"):
        kind = law_type(shift.type)
        had = found.setdefault(shift.user_id, _Worked())
        had.minutes += kind.work
        had.nights += kind.is_night
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
    nights = _nights(roster, law, contracts, types, wanted)
    members = []
    for contract in contracts:
        user = contract.user
        free = away.get(user.pk, frozenset())
        had = worked.get(user.pk, _Worked())
        least, most = _minutes(contract, roster.days, len(free), types)
        members.append(
            Member(
                statuses=frozenset(map(Status, contract.statuses)),
                skills=skills[user.pk],
                least=max(0, least - had.minutes),
                most=max(0, most - had.minutes),
                away=free,
                before=tuple(before.get(user.pk, ())),
                wishes=wishes.get(user.pk, ()),
                nights=max(0.0, nights.get(user.pk, 0.0) - had.nights),
            )
        )
    return members


def _minutes(
    contract: Contract, days: int, away: int, types: Sequence[ShiftType]
) -> tuple[int, int]:
    """Return the least and most work: the contract's share of the days, a shift more or less."""
    shift = max((law_type(each).work for each in types), default=0)
    share = contract.week_minutes * (days - away) / 7
    return max(0, int(share) - shift), int(share) + shift // 2


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


def _nights(
    roster: Roster,
    law: Law,
    contracts: Sequence[Contract],
    types: Sequence[ShiftType],
    wanted: dict[str, Floats],
) -> dict[int, float]:
    """Return each person's fair share of nights: what is wanted at three, by weekly hours.

    Nights too many or too few in the year so far are made up for, a few at a time.
    """
    kinds = [law_type(each) for each in types]
    nights = [each for each in kinds if each.is_night]
    able = [each for each in contracts if _may_at_night(law, each, roster.first_date, nights)]
    hours = wanted[EVERYBODY].reshape(roster.days, -1)
    total = float(hours[:, _NIGHT_HOUR * hours.shape[1] // HOURS].sum())
    strip = fairness.until(roster.first_date - timedelta(days=1))
    had = {each.user_id: strip.of(each.user_id).nights for each in able}
    weight = sum(each.week_minutes for each in able)
    found = {}
    for each in able:
        share = each.week_minutes / weight
        owed = sum(had.values()) * share - had[each.user_id]
        made_up = min(max(owed, -_MADE_UP), _MADE_UP) if total else 0.0
        found[each.user_id] = max(0.0, total * share + made_up)
    return found


def _may_at_night(law: Law, contract: Contract, day: date, nights: Sequence[LawType]) -> bool:
    statuses = frozenset(map(Status, contract.statuses))
    return any(allowed(law, statuses, day, each) for each in nights)
