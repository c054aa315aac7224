"""When an alarm rings, stays and clears: once for each stretch, with hysteresis. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from alo153.alarms.rules.figures import Side


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of a rule.

    Args:
        rings_at: it rings beyond this value.
        clears_at: it is calm at this value, and on its good side.
        calm: how long it is calm before the alarm clears.
    """

    side: Side
    rings_at: float
    clears_at: float
    calm: timedelta = timedelta()

    def is_bad(self, value: float) -> bool:
        """Tell whether a value is beyond the limit."""
        return value > self.rings_at if self.side is Side.ABOVE else value < self.rings_at

    def is_calm(self, value: float) -> bool:
        """Tell whether a value is good enough to clear an alarm."""
        return value <= self.clears_at if self.side is Side.ABOVE else value >= self.clears_at

    def worse(self, one: float, other: float) -> float:
        """Return the worse of two values."""
        return max(one, other) if self.side is Side.ABOVE else min(one, other)


class Step(StrEnum):
    """The next step of an alarm."""

    QUIET = "quiet"
    RING = "ring"
    STAY = "stay"
    # Calm from now on; not calm any more
    SETTLE = "settle"
    STIR = "stir"
    CLEAR = "clear"


@dataclass(frozen=True)
class Ringing:
    """An alarm that rings, and since when its figure is calm."""

    calm_since: datetime | None = None


def step(limits: Limits, ringing: Ringing | None, value: float | None, at: datetime) -> Step:
    """Decide what a new value means.

    Args:
        ringing: None while no alarm rings.
        value: None where there is nothing to count: no alarm rings of it, and one that rings calms.
    """
    if ringing is None:
        return Step.RING if value is not None and limits.is_bad(value) else Step.QUIET
    if value is not None and not limits.is_calm(value):
        return Step.STIR if ringing.calm_since else Step.STAY
    since = ringing.calm_since or at
    if at - since >= limits.calm:
        return Step.CLEAR
    return Step.STAY if ringing.calm_since else Step.SETTLE
