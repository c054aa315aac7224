"""When a day was too hard, and which counts may be shown. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from alo153.core.wilson import wilson

HARD_CALLS: Final = 3
ABUSIVE_CALLS: Final = 2
WITHOUT_A_BREAK: Final = timedelta(hours=2, minutes=30)
SPARED_FOR: Final = timedelta(minutes=45)
"""So long calls come later to an agent who had too much."""
SHOWN_FROM: Final = 5
"""Fewer people than this are not counted: a small number names somebody."""
ANSWERS_FROM: Final = 10
"""A statement of a survey with fewer answers is not shown."""
VALUES: Final = range(1, 6)
_AGREES_FROM: Final = 4


class SparingRule(StrEnum):
    """Why an agent is spared; the first one that fits counts."""

    ABUSIVE = "abusive"
    HARD = "hard"
    NO_BREAK = "no_break"


@dataclass(frozen=True)
class Load:
    """An agent's load of today.

    Args:
        hard: hard calls, the abusive ones among them.
        abusive: calls with abuse or a threat.
        without_break: since the last pause, or since signing in.
    """

    hard: int
    abusive: int
    without_break: timedelta

    @property
    def minutes_without_break(self) -> int:
        """Return whole minutes since the last break."""
        return int(self.without_break.total_seconds() // 60)

    @property
    def rule(self) -> SparingRule | None:
        """Return why the agent should be spared for a while; None if there is no need."""
        if self.abusive >= ABUSIVE_CALLS:
            return SparingRule.ABUSIVE
        if self.hard >= HARD_CALLS:
            return SparingRule.HARD
        return SparingRule.NO_BREAK if self.lacks_a_break else None

    @property
    def lacks_a_break(self) -> bool:
        """Say whether the agent has worked for too long without a pause."""
        return self.without_break >= WITHOUT_A_BREAK

    @property
    def is_too_much(self) -> bool:
        """Say whether the agent should be spared for a while."""
        return self.rule is not None


def shown(people: int) -> int | None:
    """Return a number of people as it may be shown; None if it is too small to be."""
    return people if people >= SHOWN_FROM else None


@dataclass(frozen=True)
class Agreement:
    """The agreement with a statement, in whole percent, with its 95 % interval (Wilson 1927)."""

    percent: int
    low: int
    high: int
    n: int


def agreement(counts: Mapping[int, int]) -> Agreement | None:
    """Return the share of 4 and 5; None if too few answered.

    Args:
        counts: how many chose each value.
    """
    n = sum(counts.values())
    if n < ANSWERS_FROM:
        return None
    agree = sum(count for value, count in counts.items() if value >= _AGREES_FROM)
    low, high = wilson(agree, n)
    return Agreement(round(100 * agree / n), round(100 * low), round(100 * high), n)
