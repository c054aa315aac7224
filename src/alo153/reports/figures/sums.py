"""The input of figures: sums of facts, and the city's two limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from alo153.reports.models.contacts import WAIT_LIMITS


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Sums of the columns of facts; a column that was not counted is 0.

    Args:
        within: seconds in which a contact should be answered, one of `WAIT_LIMITS`.
        short: seconds; a caller who gave up within them could not have been answered, one of the
            same.
    """

    of: Mapping[str, int] = field(default_factory=dict)
    within: int = 20
    short: int = 5

    def __getitem__(self, column: str) -> int:
        return self.of.get(column, 0)

    @property
    def answered_in_time(self) -> int:
        """Return the contacts that were answered within the limit."""
        return self[f"answered_{self.within}"]

    @property
    def abandoned_in_time(self) -> int:
        """Return the contacts that were abandoned within the limit of the answer."""
        return self[f"abandoned_{self.within}"]

    @property
    def short_abandoned(self) -> int:
        """Return the contacts that were abandoned so early that nobody could have answered."""
        return self[f"abandoned_{self.short}"]


def nearest_limit(seconds: int) -> int:
    """Return the limit within which waits are counted that is nearest to a setting."""
    return min(WAIT_LIMITS, key=lambda limit: abs(limit - seconds))


def percent(part: float, whole: float) -> float | None:
    """Return a share in percent; nothing of nothing."""
    return 100 * part / whole if whole else None


def mean_seconds(milliseconds: float, count: float) -> float | None:
    """Return a mean in seconds; nothing of nothing."""
    return milliseconds / count / 1000 if count else None
