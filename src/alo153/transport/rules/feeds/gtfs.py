"""Read a timetable from a GTFS feed, and name each fault by file, line and field."""

from collections.abc import Mapping
from datetime import date
from typing import BinaryIO

from alo153.transport.rules.calendar import Service, period
from alo153.transport.rules.feeds import values
from alo153.transport.rules.feeds.faults import FaultKind, Faults
from alo153.transport.rules.feeds.headways import headways
from alo153.transport.rules.feeds.patterns import Trip, patterns
from alo153.transport.rules.feeds.services import services
from alo153.transport.rules.feeds.stops import StopTable
from alo153.transport.rules.feeds.tables import Tables
from alo153.transport.rules.feeds.transfers import transfers
from alo153.transport.rules.feeds.trip_times import TripTimes
from alo153.transport.rules.feeds.unique_keys import is_new
from alo153.transport.rules.timetable import Line, Timetable


def read(file: BinaryIO) -> Timetable:
    """Read a feed.

    Raises:
        FeedError: with its faults, the first hundred.
    """
    faults = Faults()
    timetable = _read(Tables(file, faults), faults)
    faults.stop_if_any()
    return timetable


def _read(tables: Tables, faults: Faults) -> Timetable:
    stops = StopTable(tables, faults)
    lines, days = _lines(tables, faults), services(tables, faults)
    trips = _trips(tables, faults, lines, days)
    starts = headways(tables, faults, trips)
    made = patterns(trips, TripTimes(tables, faults).read(trips, stops.numbers), starts)
    used = {key: days[key] for each in made for key in each.starts if key in days}
    first, last = _valid(tables, faults, used)
    if not faults.found and (not made or first > last):
        faults.add(FaultKind.EMPTY, "stop_times.txt")
    return Timetable(
        stops.stops.values(),
        (line for _, line in lines.values()),
        made,
        used,
        transfers=transfers(tables, faults, stops),
        valid=(first, last),
    )


def _valid(tables: Tables, faults: Faults, used: Mapping[str, Service]) -> tuple[date, date]:
    """Return the first and the last day of service, within what `feed_info.txt` says."""
    file, (first, last) = "feed_info.txt", period(used)
    for line, row in tables.optional(file, also=("feed_start_date", "feed_end_date")):
        for name, text in row.items():
            if text and values.day(text) is None:
                faults.add(FaultKind.BAD_VALUE, file, line, name, text)
        first = max(first, values.day(row["feed_start_date"]) or first)
        last = min(last, values.day(row["feed_end_date"]) or last)
    return first, last


def _lines(tables: Tables, faults: Faults) -> dict[str, tuple[int, Line]]:
    file, found = "routes.txt", dict[str, tuple[int, Line]]()
    names = ("route_short_name", "route_long_name")
    for line, row in tables.rows(file, "route_id", also=names):
        short, long = row["route_short_name"], row["route_long_name"]
        if not (short or long):
            faults.add(FaultKind.BAD_VALUE, file, line, names[0])
        elif is_new(faults, file, line, "route_id", row, found):
            found[row["route_id"]] = (len(found), Line(short or long, long))
    return found


def _trips(
    tables: Tables,
    faults: Faults,
    lines: Mapping[str, tuple[int, Line]],
    days: Mapping[str, Service],
) -> dict[str, Trip]:
    file, found = "trips.txt", dict[str, Trip]()
    known: Mapping[str, Mapping[str, object]] = {"route_id": lines, "service_id": days}
    for line, row in tables.rows(file, *known, "trip_id", also=("trip_headsign",)):
        for field, keys in known.items():
            if row[field] not in keys:
                faults.add(FaultKind.UNKNOWN, file, line, field, row[field])
        if is_new(faults, file, line, "trip_id", row, found):
            # A trip of no known line is a fault already: its times are none
            number = lines[row["route_id"]][0] if row["route_id"] in lines else 0
            found[row["trip_id"]] = Trip(number, row["service_id"], row["trip_headsign"])
    return found
