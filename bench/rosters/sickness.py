"""Somebody calls in sick for three days: what changes when the roster is planned anew.

What has passed stays as it is.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from alo153.workforce.roster.center import Center, Member, Weights, pose
from alo153.workforce.roster.problem import Month
from alo153.workforce.roster.solving import Roster, solve
from bench.rosters import center as generated
from bench.rosters import measuring

DAY = 10
"""The day of the roster on which the call comes; it is for this day and the next two."""
_DAYS = 3
CALMS = (0.25, 0.5, 0.75)


@dataclass(frozen=True)
class Replanned:
    """What a sick call did: people and days changed, the person's own not among them."""

    calm: float
    people: int
    days: int
    under: float
    skills_under: float
    first_seconds: float
    seconds: float
    broken: list[str]


def told(center: Center, found: Roster, *, seconds: float) -> Iterator[str]:
    """Yield a line for each place of the slider between cover and calm."""
    ill = _somebody(center, found)
    without = _figures(center, replace(found, months=_without(found, ill)))
    yield (
        f"  sick call on day {DAY} for {_DAYS} days, agent {ill}: without anybody instead"
        f" {without[0]:.0f} h under, of skills {without[1]:.0f} h"
    )
    for calm in CALMS:
        each = _replanned(center, found, ill, calm, seconds)
        yield (
            f"    calm {each.calm}: {each.people} others changed on {each.days} days,"
            f" under {each.under:.0f} h, of skills {each.skills_under:.0f} h,"
            f" first {each.first_seconds:.1f} s, in all {each.seconds:.1f} s,"
            f" violations {len(each.broken)} {'; '.join(each.broken[:3])}"
        )


def _somebody(center: Center, found: Roster) -> int:
    """Return the first agent with English who works on all these days."""
    days = range(DAY, DAY + _DAYS)
    works = (
        number
        for number, (member, month) in enumerate(zip(center.members, found.months, strict=True))
        if generated.ENGLISH in member.skills and all(month[day] >= 0 for day in days)
    )
    return next(works, 0)


def _without(found: Roster, ill: int) -> tuple[Month, ...]:
    months = list(found.months)
    away = range(DAY, DAY + _DAYS)
    months[ill] = tuple(-1 if day in away else shift for day, shift in enumerate(months[ill]))
    return tuple(months)


def _figures(center: Center, found: Roster) -> tuple[float, float]:
    covers = measuring.cover(center, found)
    return covers[""].under, sum(each.under for skill, each in covers.items() if skill)


def _replanned(center: Center, found: Roster, ill: int, calm: float, seconds: float) -> Replanned:
    today = center.days[DAY]
    after = replace(
        center,
        members=[_member(center, found, number, ill) for number in range(len(center.members))],
        calm=found.months,
        today=today,
        weights=Weights().with_calm(calm),
    )
    problem = pose(after)
    begin = [
        month if problem.allows(person, month) else None
        for person, month in enumerate(found.months)
    ]
    began = time.monotonic()
    firsts: list[float] = []
    again = solve(
        problem,
        seconds=seconds,
        now=time.monotonic,
        begin=begin,
        tell=lambda _: firsts.append(time.monotonic() - began),
    )
    took = time.monotonic() - began
    changed = np.array(again.months) != np.array(found.months)
    changed[ill] = False
    under, skills = _figures(after, again)
    broken = measuring.breaches(after, again)
    return Replanned(
        calm,
        int(changed.any(axis=1).sum()),
        int(changed.sum()),
        under,
        skills,
        firsts[0],
        took,
        broken,
    )


def _member(center: Center, found: Roster, number: int, ill: int) -> Member:
    member = center.members[number]
    passed = {day: found.months[number][place] for place, day in enumerate(center.days[:DAY])}
    if number != ill:
        return replace(member, fixed=passed)
    gone: frozenset[date] = frozenset(
        center.days[DAY] + timedelta(days=each) for each in range(_DAYS)
    )
    # Paid as worked: nobody makes up for days of sickness
    least = max(0, member.least - _DAYS * 450)
    return replace(member, fixed=passed, away=member.away | gone, least=least, wishes=())
