"""The rule that awards an open shift: fair shares of the year, then the earlier bid. Pure.

1. Nights: a shift at night goes to the bidder with the smallest share of nights in their shifts of
   the year, a shift by day to the bidder with the largest.
2. Weekends: the same for days of a weekend.
3. Wishes: the bidder of whose wishes fewer were granted.
4. The earlier bid.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Step(StrEnum):
    """A step of the rule."""

    NIGHTS = "nights"
    WEEKENDS = "weekends"
    WISHES = "wishes"
    EARLIER = "earlier"


@dataclass(frozen=True)
class Load:
    """The kinds of days that an open shift adds to the year of its person."""

    nights: bool
    weekends: bool


@dataclass(frozen=True)
class Standing:
    """A bidder's year in whole per cent, so that almost equal shares are equal.

    Args:
        nights, weekends: of the person's shifts.
        wishes: granted; 100 without a wish.
    """

    user: int
    nights: int
    weekends: int
    wishes: int
    made_at: datetime

    def steps(self, load: Load) -> tuple[tuple[Step, float], ...]:
        """Return what each step compares: the smaller goes first."""
        return (
            (Step.NIGHTS, self.nights if load.nights else -self.nights),
            (Step.WEEKENDS, self.weekends if load.weekends else -self.weekends),
            (Step.WISHES, self.wishes),
            (Step.EARLIER, self.made_at.timestamp()),
        )


def ranked(bidders: Iterable[Standing], load: Load) -> list[Standing]:
    """Return the bidders in the order of the rule."""
    return sorted(bidders, key=lambda each: ([value for _, value in each.steps(load)], each.user))


def decided_by(first: Standing, other: Standing, load: Load) -> Step:
    """Return the first step at which two bidders differ."""
    pairs = zip(first.steps(load), other.steps(load), strict=True)
    return next((step for (step, mine), (_, theirs) in pairs if mine != theirs), Step.EARLIER)
