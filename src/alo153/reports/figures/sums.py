"""The input of figures: sums of facts, and the city's two limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from alo153.reports.models.contacts import WAIT_LIMITS


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Sums of columns of facts, by column; a missing column is 0.

    Args:
        within: contacts should be answered within so many seconds, one of `WAIT_LIMITS`.
        short: nobody could have answered a caller who gave up within so many seconds, one of
            `WAIT_LIMITS`.
    """

    of: Mapping[str, int] = field(default_factory=dict)
    within: int = 20
    short: int = 5

    def __getitem__(self, column: str) -> int:
        return self.of.get(column, 0)

    @property
    def answered_in_time(self) -> int:
        """Return the number of contacts that were answered within the limit."""
        return self[f"answered_{self.within}"]

    @property
    def abandoned_in_time(self) -> int:
        """Return the number of contacts that were abandoned within the limit for answers."""
        return self[f"abandoned_{self.within}"]

    @property
    def short_abandoned(self) -> int:
        """Return the number of contacts abandoned so early that nobody could have answered."""
        return self[f"abandoned_{self.short}"]


def nearest_limit(seconds: int) -> int:
    """Return the value of `WAIT_LIMITS` that is nearest to a setting."""
    return min(WAIT_LIMITS, key=lambda limit: abs(limit - seconds))


def percent(part: float, whole: float) -> float | None:
    """Return a share in percent; None if the whole is 0."""
    return 100 * part / whole if whole else None


def mean_seconds(milliseconds: float, count: float) -> float | None:
    """Return a mean in seconds; None if the count is 0."""
    return milliseconds / count / 1000 if count else None
