"""One way of a line in one running time, compact: trips differ by their start alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NEVER: Final = 1 << 30
"""Seconds."""


@dataclass(frozen=True)
class Pattern:
    """One way of a line through stops, in seconds after the start of a trip."""

    line: int
    headsign: str
    stops: tuple[int, ...]
    arrivals: tuple[int, ...]
    departures: tuple[int, ...]
    # Starts of trips in seconds after midnight, in order, by service
    starts: Mapping[str, tuple[int, ...]]
    # The keys of these trips in the feed, in the same order
    trips: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # The numbers of the stops on the way, as the feed has them
    orders: tuple[int, ...] = ()
    # Places on the way where nobody gets on, and where nobody gets off
    no_boarding: frozenset[int] = frozenset()
    no_alighting: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        """Leave out boarding at the end."""
        object.__setattr__(self, "no_boarding", self.no_boarding | {len(self.stops) - 1})
