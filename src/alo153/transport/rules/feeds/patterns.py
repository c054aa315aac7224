"""Make trips that drive the same way in the same time into one pattern."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alo153.transport.rules.feeds.trip_times import Times
from alo153.transport.rules.patterns import Pattern


@dataclass(frozen=True, slots=True)
class Trip:
    """A drive of a line on the days of a service."""

    line: int
    service: str
    headsign: str


type _Runs = dict[str, list[tuple[int, str]]]


def patterns(
    trips: Mapping[str, Trip],
    times: Iterable[tuple[str, Times]],
    headways: Mapping[str, Sequence[int]],
) -> list[Pattern]:
    """Return the patterns of all trips that have times.

    Args:
        headways: starts of trips whose own times say only how long they take.
    """
    found = defaultdict[tuple[Trip, Times], list[tuple[int, str]]](list)
    for key, drive in times:
        starts = headways.get(key, drive.departures[:1])
        found[trips[key], _from_start(drive)] += ((start, key) for start in starts)
    ways = defaultdict[tuple[int, str, Times], _Runs](dict)
    for (trip, drive), runs in found.items():
        ways[trip.line, trip.headsign, drive][trip.service] = sorted(runs)
    return [
        Pattern(
            line,
            headsign,
            drive.stops,
            drive.arrivals,
            drive.departures,
            {key: tuple(start for start, _ in each) for key, each in services.items()},
            trips={key: tuple(trip for _, trip in each) for key, each in services.items()},
            orders=drive.orders,
            no_boarding=drive.no_boarding,
            no_alighting=drive.no_alighting,
        )
        for (line, headsign, drive), services in ways.items()
    ]


def _from_start(drive: Times) -> Times:
    start = drive.departures[0]
    return Times(
        drive.stops,
        drive.orders,
        tuple(each - start for each in drive.arrivals),
        tuple(each - start for each in drive.departures),
        drive.no_boarding,
        drive.no_alighting,
    )
