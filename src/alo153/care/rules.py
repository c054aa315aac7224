"""When a day was too hard, and which counts may be shown. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

HARD_CALLS: Final = 3
ABUSIVE_CALLS: Final = 2
WITHOUT_A_BREAK: Final = timedelta(hours=2, minutes=30)
SHOWN_FROM: Final = 5
"""Fewer people than this are not counted: a small number names somebody."""


@dataclass(frozen=True)
class Load:
    """What an agent had today.

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
    def is_too_much(self) -> bool:
        """Say whether the agent should be spared for a while."""
        return (
            self.hard >= HARD_CALLS
            or self.abusive >= ABUSIVE_CALLS
            or self.without_break >= WITHOUT_A_BREAK
        )


def shown(people: int) -> int | None:
    """Return a number of people as it may be shown; None if it is too small to be."""
    return people if people >= SHOWN_FROM else None
