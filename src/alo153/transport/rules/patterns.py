"""Make trips that drive the same way in the same time into one pattern."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from alo153.transport.rules.timetable import Pattern
from alo153.transport.rules.trip_times import Times


@dataclass(frozen=True, slots=True)
class Trip:
    """A drive of a line on the days of a service."""

    line: int
    service: str
    headsign: str


type _Key = tuple[int, str, tuple[int, ...], tuple[int, ...], tuple[int, ...]]


def patterns(trips: Mapping[str, Trip], times: Mapping[str, Times]) -> list[Pattern]:
    """Return the patterns of all trips that have times."""
    found = defaultdict[_Key, dict[str, list[int]]](lambda: defaultdict(list))
    for key, drive in times.items():
        if trip := trips.get(key):
            found[_key(trip, drive)][trip.service].append(drive.departures[0])
    return [
        Pattern(*key, {service: tuple(sorted(each)) for service, each in starts.items()})
        for key, starts in found.items()
    ]


def _key(trip: Trip, drive: Times) -> _Key:
    start = drive.departures[0]
    arrivals = tuple(each - start for each in drive.arrivals)
    departures = tuple(each - start for each in drive.departures)
    return trip.line, trip.headsign, drive.stops, arrivals, departures
