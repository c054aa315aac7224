"""What is said of a roster: checked by the law, held against the bound without persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from alo153.workforce.automata import OFF
from alo153.workforce.law.check import check
from alo153.workforce.law.rules import Status
from alo153.workforce.law.shifts import Shift
from alo153.workforce.roster.center import EVERYBODY, Center, Member, pose
from alo153.workforce.roster.problem import Problem
from alo153.workforce.roster.solving import Roster
from bench.rosters.bound import without_persons

HEAD = f"{'roster':<14}{'seed':>5}{'cost':>10}{'bound':>10}{'gap':>8}{'seconds':>9}  violations"


def line(
    name: str, seed: int, cost: float, bound: float | None, seconds: float, broken: list[str]
) -> str:
    """Return the line of a roster; the gap is to the bound of the linear program."""
    gap = f"{100 * (cost / bound - 1):.1f} %" if bound and bound > 0 else "-"
    low = f"{bound:.1f}" if bound is not None else "-"
    told = f"{len(broken)} {'; '.join(broken[:3])}"
    return f"{name:<14}{seed:>5}{cost:>10.0f}{low:>10}{gap:>8}{seconds:>9.0f}  {told}"


def posed(center: Center) -> Problem:
    """Return the center as a problem."""
    return pose(center)


def shifts(center: Center, month: tuple[int, ...]) -> list[Shift]:
    """Return a month as shifts."""
    return [
        center.types[shift].on(day)
        for day, shift in zip(center.days, month, strict=True)
        if shift != OFF
    ]


def _statuses(member: Member, _: date) -> frozenset[Status]:
    return member.statuses


def breaches(center: Center, found: Roster) -> list[str]:
    """Return what the law's check refuses, and work on days away."""
    broken = []
    for number, (member, month) in enumerate(zip(center.members, found.months, strict=True)):
        ours = shifts(center, month)
        known = check(ours, law=center.law, statuses=partial(_statuses, member))
        broken += [f"{number}: {each.key} {each.day}" for each in known]
        broken += [f"{number}: away {each.day}" for each in ours if each.day in member.away]
        minutes = sum(each.work for each in ours)
        if not member.least <= minutes <= member.most:
            broken.append(f"{number}: {minutes} minutes")
    return broken


@dataclass(frozen=True)
class Cover:
    """Hours wanted, too few and too many, of one skill."""

    wanted: float
    under: float
    over: float


def cover(center: Center, found: Roster) -> dict[str, Cover]:
    """Return the cover of each skill."""
    problem = pose(center)
    present = problem.filled(found.months)
    hours = center.step / 60
    told = {}
    for place, skill in enumerate(sorted(center.wanted)):
        size = len(center.wanted[skill])
        part = slice(place * size, (place + 1) * size)
        gap = problem.wanted[part] - present[part]
        told[skill] = Cover(
            problem.wanted[part].sum() * hours,
            np.maximum(gap, 0).sum() * hours,
            np.maximum(-gap, 0).sum() * hours,
        )
    return told


def of_center(center: Center, found: Roster) -> str:
    """Return the figures of our own center that its targets name."""
    problem = pose(center)
    covers = cover(center, found)
    everybody = covers[EVERYBODY]
    paid = problem.cover_cost(problem.filled(found.months))
    bound = without_persons(problem)
    told = [
        f"  wanted {everybody.wanted:.0f} h, under {everybody.under:.0f} h"
        f" ({100 * everybody.under / everybody.wanted:.2f} %), over {everybody.over:.0f} h",
        f"  skills under: {', '.join(f'{k} {v.under:.0f} h' for k, v in covers.items() if k)}",
        f"  cover cost {paid:.0f}, bound without persons {bound:.0f}"
        f" ({100 * (paid / bound - 1):+.1f} %)",
        f"  nights within 1 of the fair share: {_fair(center, problem, found):.0f} %",
        f"  days of weekends: {_weekends(problem, found)}",
        f"  wishes granted: {_granted(center, found):.0f} %",
    ]
    return "\n".join(told)


def _fair(center: Center, problem: Problem, found: Roster) -> float:
    near = [
        abs(problem.counts(person, month) - member.nights) <= 1
        for person, (member, month) in enumerate(zip(center.members, found.months, strict=True))
    ]
    return 100 * sum(near) / len(near)


def _weekends(problem: Problem, found: Roster) -> str:
    had = [int(problem.tallied(month)[0]) for month in found.months]
    return f"{min(had)} to {max(had)}, mean {np.mean(had):.1f}, deviation {np.std(had):.1f}"


def _granted(center: Center, found: Roster) -> float:
    met = []
    for member, month in zip(center.members, found.months, strict=True):
        for wish in member.wishes:
            shift = month[(wish.day - center.first).days]
            met.append(shift in wish.shifts if wish.shifts else shift == OFF)
    return 100 * sum(met) / len(met)
