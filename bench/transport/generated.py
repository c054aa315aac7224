"""A generated city as a GTFS feed: a grid of streets, and lines that cross it."""

import csv
import io
from collections.abc import Iterable
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

APART = 280
"""Meters between two streets: one walks to the next one to change."""
_SOUTH, _WEST = 40.70, 29.80
_DEGREES_NORTH, _DEGREES_EAST = APART / 111_195, APART / 84_300
_LONGEST = 36
_BETWEEN = 75
_SLOWER = 5
"""Seconds from stop to stop, and how many more with each further running time of a day."""

type _Rows = Iterable[Iterable[object]]


def feed(*, lines: int, stops: int, minutes: int, seed: int, times: int = 4) -> bytes:
    """Return the feed of a city: each line both ways, 6:00 to 23:00, all days of 2026.

    Args:
        minutes: from one trip of a line to its next.
        times: in how many running times a line is driven through a day, by the hour.
    """
    random, side = Random(seed), round(stops**0.5) + 1  # noqa: S311 - no secret
    ways = [_way(random, side, stops) for _ in range(lines)]
    packed = io.BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as bundle:
        for name, rows in _tables(ways, side, stops, minutes, times):
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            bundle.writestr(name, text.getvalue())
    return packed.getvalue()


def _way(random: Random, side: int, stops: int) -> list[int]:
    """Return the stops of a line, from street to street toward another part of the city."""
    here, there = random.randrange(stops), random.randrange(stops)
    way = [here]
    while here != there and len(way) < _LONGEST:
        (row, column), (to_row, to_column) = divmod(here, side), divmod(there, side)
        north, east = _toward(row, to_row), _toward(column, to_column)
        step = north * side if north and (not east or random.random() < 1 / 2) else east
        here += step
        if not 0 <= here < stops:
            break
        way.append(here)
    return way if len(way) > 1 else _way(random, side, stops)


def _toward(here: int, there: int) -> int:
    return (there > here) - (there < here)


def _tables(
    ways: list[list[int]], side: int, stops: int, minutes: int, times: int
) -> Iterable[tuple[str, _Rows]]:
    yield "stops.txt", [("stop_id", "stop_name", "stop_lat", "stop_lon"), *_stops(side, stops)]
    names = [(number, str(number + 1)) for number in range(len(ways))]
    yield "routes.txt", [("route_id", "route_short_name"), *names]
    days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    yield (
        "calendar.txt",
        [
            ("service_id", *days, "start_date", "end_date"),
            ("daily", *"1111111", "20260101", "20261231"),
        ],
    )
    trips = [
        (f"{line}-{back}-{start}", line, back, start)
        for line in range(len(ways))
        for back in (0, 1)
        for start in range(6 * 60 + line % minutes, 23 * 60, minutes)
    ]
    rows = [(line, "daily", key) for key, line, _, _ in trips]
    yield "trips.txt", [("route_id", "service_id", "trip_id"), *rows]
    head = ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence")
    rows_of_trips = (
        row
        for key, line, back, start in trips
        for row in _times(key, ways[line][::-1] if back else ways[line], start, times)
    )
    yield "stop_times.txt", _headed(head, rows_of_trips)


def _headed(head: Iterable[object], rows: _Rows) -> _Rows:
    yield head
    yield from rows


def _stops(side: int, stops: int) -> _Rows:
    for stop in range(stops):
        row, column = divmod(stop, side)
        lat, lon = _SOUTH + row * _DEGREES_NORTH, _WEST + column * _DEGREES_EAST
        yield stop, f"{row}. Cadde {column}. Sokak", f"{lat:.6f}", f"{lon:.6f}"


def _times(key: str, way: list[int], start: int, times: int) -> _Rows:
    between = _BETWEEN + _SLOWER * (start // 60 % times)
    for place, stop in enumerate(way):
        at = start * 60 + place * between
        time = f"{at // 3600:02d}:{at // 60 % 60:02d}:{at % 60:02d}"
        yield key, time, time, stop, place
