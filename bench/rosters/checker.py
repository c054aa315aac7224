"""Is a roster of a benchmark allowed, and what does it cost? Written from the format alone.

Shares only the reader with the solver.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from bench.rosters.instance import Employee, Instance

Months = Mapping[str, Sequence[str]]
"""For each person the shift of each day, empty for a day off."""


def violations(instance: Instance, months: Months) -> list[str]:
    """Return each hard rule that somebody's month breaks."""
    if set(months) != set(instance.staff):
        return ["not the instance's staff"]
    return [
        f"{who}: {what}"
        for who, month in months.items()
        for what in _of_person(instance, instance.staff[who], who, month)
    ]


def _of_person(
    instance: Instance, contract: Employee, who: str, month: Sequence[str]
) -> Iterator[str]:
    if len(month) != instance.days or not set(month) <= {"", *instance.shifts}:
        yield "not a month of this instance"
        return
    for day, (today, tomorrow) in enumerate(pairwise(month)):
        if today and tomorrow in instance.shifts[today].not_followed_by:
            yield f"{tomorrow} after {today} on day {day}"
    for day in sorted(instance.days_off.get(who, ())):
        if month[day]:
            yield f"works on day off {day}"
    for shift, count in Counter(filter(None, month)).items():
        if count > contract.shift_most.get(shift, instance.days):
            yield f"{count} times {shift}"
    minutes = sum(instance.shifts[each].minutes for each in month if each)
    if not contract.minutes_least <= minutes <= contract.minutes_most:
        yield f"{minutes} minutes"
    yield from _runs(contract, month)
    weekends = sum(
        any(month[day] for day in (saturday, saturday + 1) if day < instance.days)
        for saturday in range(5, instance.days, 7)
    )
    if weekends > contract.weekends_most:
        yield f"{weekends} weekends"


def _runs(contract: Employee, month: Sequence[str]) -> Iterator[str]:
    at = 0
    for works, group in groupby(month, key=bool):
        length = len(list(group))
        inside = at > 0 and at + length < len(month)
        if works and length > contract.run_most:
            yield f"{length} days of work from {at}"
        if works and inside and length < contract.run_least:
            yield f"only {length} days of work from {at}"
        if not works and inside and length < contract.off_least:
            yield f"only {length} days off from {at}"
        at += length


def cost(instance: Instance, months: Months) -> int:
    """Return what a roster costs: wishes not granted, too few and too many people."""
    paid = sum(
        weight
        for (who, day, shift), weight in instance.wishes_on.items()
        if months[who][day] != shift
    )
    paid += sum(
        weight
        for (who, day, shift), weight in instance.wishes_off.items()
        if months[who][day] == shift
    )
    present = Counter(
        (day, shift) for month in months.values() for day, shift in enumerate(month) if shift
    )
    for place, (wanted, under, over) in instance.cover.items():
        missing = wanted - present[place]
        paid += under * missing if missing > 0 else -over * missing
    return paid
