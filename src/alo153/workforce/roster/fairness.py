"""Fair shares of what nobody likes: nights, weekends, public holidays, over the year to date."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

MOST_OWED = 2.0
"""Days of the year so far that one roster makes up for at most: more would be unfair at once."""


@dataclass(frozen=True)
class Past:
    """A person's year so far: such days, and shifts in all."""

    days: int
    shifts: int


def levels[Person: Hashable](
    total: float, weight: Mapping[Person, float], scarce: Sequence[tuple[float, Collection[Person]]]
) -> dict[Person, float]:
    """Return how many of these days each person has, as equally as skills allow.

    Args:
        total: such days of all people together.
        weight: people who can have them, and the fraction of a whole person that each counts.
        scarce: for each skill the days that need it, and the people who have it. If few people have
            a skill that is always needed, they share its days among themselves.
    """
    left, days, found = dict(weight), total, dict[Person, float]()
    while left:
        even = max(0.0, days) / sum(left.values())
        needed = [
            (need / sum(left[each] for each in able), able)
            for need, everybody in scarce
            if (able := [each for each in everybody if each in left])
        ]
        most, group = max(needed, key=lambda each: each[0], default=(0.0, []))
        if most <= even:
            return found | {person: even * part for person, part in left.items()}
        for person in group:
            found[person] = most * left.pop(person)
            days -= found[person]
    return found


def shares[Person: Hashable](
    level: Mapping[Person, float], past: Mapping[Person, Past]
) -> dict[Person, float]:
    """Return how many of these days each person should have in a roster.

    Args:
        level: how many they would have without a past: `levels`.
        past: the year to date; a new person has nothing to make up for, since the fair past is
            in proportion to the shifts worked.
    """
    known = {person: had for person, had in past.items() if person in level}
    days = sum(each.days for each in known.values())
    shifts = sum(each.shifts for each in known.values())
    found = {}
    for person, days_now in level.items():
        had = known.get(person, Past(0, 0))
        owed = days * had.shifts / shifts - had.days if shifts else 0.0
        made_up = min(MOST_OWED, max(-MOST_OWED, owed))
        found[person] = max(0.0, days_now + made_up)
    return found
