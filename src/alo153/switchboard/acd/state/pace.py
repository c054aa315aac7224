"""The service rate of a queue."""

from __future__ import annotations

from dataclasses import dataclass

WEIGHT = 0.2
"""The weight of the newest call against all earlier calls."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The smoothed handling time of a queue, in seconds, and how many calls it comes from."""

    seconds: float = 0.0
    samples: int = 0

    def after(self, seconds: float) -> Pace:
        """Take one more call into account."""
        share = WEIGHT if self.samples else 1.0
        return Pace(self.seconds + share * (seconds - self.seconds), self.samples + 1)
