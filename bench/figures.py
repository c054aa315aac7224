"""Spreads of what was measured: percentiles that are measured values, none interpolated. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """Milliseconds of many cases, sorted."""

    values: tuple[float, ...]

    @classmethod
    def of(cls, seconds: Iterable[float]) -> Spread:
        """Take durations in seconds."""
        return cls(tuple(sorted(1000 * value for value in seconds)))

    def at(self, percent: float) -> float:
        """Return the smallest value that so many percent do not exceed (nearest rank)."""
        if not self.values:
            return math.nan
        rank = math.ceil(percent / 100 * len(self.values))
        return self.values[max(rank, 1) - 1]

    def line(self) -> str:
        """Write p50, p95, p99, max and the number of cases."""
        if not self.values:
            return "not measured"
        parts = [f"{self.at(percent):8.1f}" for percent in (50, 95, 99, 100)]
        return " ".join(parts) + f"   n={len(self.values)}"


@dataclass(frozen=True, kw_only=True)
class Use:
    """CPU seconds and megabytes of one program over a phase."""

    cpu: float
    megabytes: float
    seconds: float

    @property
    def share(self) -> float:
        """Return the part of one core."""
        return self.cpu / self.seconds if self.seconds else 0.0
