"""The least and the most work of a person in a roster, by their contract and the law."""

from __future__ import annotations

from collections.abc import Collection, Iterable

_DAYS = 6
"""So many days of a week somebody works at most."""


def least_and_most(weeks: Iterable[int], works: Collection[int], week_most: int) -> tuple[int, int]:
    """Return the contract's share of the days, a shift less and half a shift more.

    Args:
        weeks: minutes a week of the contract that holds on each day.
        works: minutes of work of the shifts that can be given.
        week_most: the most minutes of a week by law. Whole shifts may leave some of it over, which
            nobody can be asked to work.
    """
    longest = max(works, default=0)
    lawful = _fills(works, week_most)
    share = sum(min(each, lawful) for each in weeks) / 7
    return max(0, int(share) - longest), int(share) + longest // 2


def _fills(works: Collection[int], most: int) -> int:
    """Return the most minutes that whole shifts of a week have within a limit."""
    found = {0}
    for _ in range(_DAYS):
        found |= {had + work for had in found for work in works if had + work <= most}
    return max(found)
