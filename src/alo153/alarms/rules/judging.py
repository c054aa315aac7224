"""Decide when an alarm begins to ring, rings on and clears. Pure.

An alarm clears only after its figure was calm for some time: a figure that moves around its limit
rings once, and not again and again (hysteresis).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from alo153.alarms.rules.figures import Side


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The limits of a rule.

    Args:
        side: the bad side, above or below.
        rings_at: the alarm rings beyond this value.
        clears_at: the figure is calm at this value and on its good side.
        calm: how long the figure must be calm before the alarm clears.
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
    """The effect of a new value on an alarm."""

    # No alarm rings, and none begins
    QUIET = "quiet"
    # The alarm begins to ring
    RING = "ring"
    # The alarm still rings
    STAY = "stay"
    # The alarm still rings; its figure has become calm
    SETTLE = "settle"
    # The alarm still rings; its figure is no longer calm
    STIR = "stir"
    # The figure was calm for long enough: the alarm ends
    CLEAR = "clear"


@dataclass(frozen=True)
class Ringing:
    """An alarm that rings.

    Args:
        calm_since: None while its figure is not calm.
    """

    calm_since: datetime | None = None


def step(limits: Limits, ringing: Ringing | None, value: float | None, at: datetime) -> Step:
    """Decide the effect of a new value.

    Args:
        ringing: None while no alarm rings.
        value: None if there is nothing to count: no alarm begins, and a ringing alarm counts as
            calm.
    """
    if ringing is None:
        return Step.RING if value is not None and limits.is_bad(value) else Step.QUIET
    if value is not None and not limits.is_calm(value):
        return Step.STIR if ringing.calm_since else Step.STAY
    since = ringing.calm_since or at
    if at - since >= limits.calm:
        return Step.CLEAR
    return Step.STAY if ringing.calm_since else Step.SETTLE
