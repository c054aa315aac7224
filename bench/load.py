"""What a bench asks of the switchboard: how many agents, callers and seconds. Pure."""

from __future__ import annotations

from dataclasses import dataclass

RING_MILLISECONDS = 300
"""An agent's telephone rings so long before it is picked up."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """One load; the defaults: a center of 90 seats on a bad day."""

    agents: int = 90
    waiting: int = 500
    """Callers in the line before the first agent becomes ready."""
    rate: int = 10
    """Calls a second that arrive afterwards."""
    seconds: int = 300
    setup_rate: int = 5
    setup_seconds: int = 30
    talk_seconds: int = 20
    survey: int = 0
    """Seconds a caller may stay after the talk to say how it was; app_queue does not ask."""

    @property
    def calls(self) -> int:
        """Count the calls of the storm."""
        return self.waiting + self.rate * self.seconds

    @property
    def talk(self) -> tuple[int, int]:
        """Bound the drawn talks, in milliseconds, so that agents serve as many as arrive.

        Evenly between half and one and a half of the mean.
        """
        mean = 1000 * self.agents / self.rate - RING_MILLISECONDS
        return round(mean / 2), round(mean * 3 / 2)
