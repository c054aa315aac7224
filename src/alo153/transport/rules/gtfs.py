"""Read a timetable from a GTFS feed, and name each fault by file and line."""

from collections import defaultdict
from collections.abc import Container, Iterator
from typing import BinaryIO

from alo153.core.geo import Point
from alo153.transport.rules import values
from alo153.transport.rules.calendar import Service
from alo153.transport.rules.faults import FaultKind, Faults
from alo153.transport.rules.patterns import Trip, patterns
from alo153.transport.rules.tables import Row, Tables
from alo153.transport.rules.timetable import Line, Stop, Timetable
from alo153.transport.rules.trip_times import TripTimes

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOT_READ = "frequencies.txt"
_STOPPING = ("", "0")


def read(file: BinaryIO) -> Timetable:
    """Read a feed.

    Raises:
        FeedError: with its faults, the first hundred.
    """
    faults = Faults()
    reading = _Reading(Tables(file, faults), faults)
    timetable = reading.timetable()
    faults.stop_if_any()
    return timetable


class _Reading:
    def __init__(self, tables: Tables, faults: Faults) -> None:
        self._tables, self._faults = tables, faults

    def timetable(self) -> Timetable:
        # Trips without times of their own would be missing from every answer
        if any(True for _ in self._optional(_NOT_READ)):
            self._faults.add(FaultKind.NOT_READ, _NOT_READ)
        stops, lines, services = self._stops(), self._lines(), self._services()
        trips = self._trips(lines, services)
        numbers = {key: number for number, key in enumerate(stops)}
        times = TripTimes(self._tables, self._faults).read(trips, numbers)
        made = patterns(trips, times)
        if not made and not self._faults.found:
            self._faults.add(FaultKind.EMPTY, "stop_times.txt")
        return Timetable(stops.values(), (line for _, line in lines.values()), made, services)

    def _optional(self, name: str, *needed: str) -> Iterator[tuple[int, Row]]:
        return self._tables.rows(name, *needed) if self._tables.has(name) else iter(())

    def _new(self, file: str, line: int, key: str, known: Container[str]) -> bool:
        """Say whether a key is there and is the first of its kind."""
        if not key:
            self._faults.add(FaultKind.BAD_VALUE, file, line)
        elif key in known:
            self._faults.add(FaultKind.DOUBLED, file, line, key)
        else:
            return True
        return False

    def _stops(self) -> dict[str, Stop]:
        file, found = "stops.txt", dict[str, Stop]()
        for line, row in self._tables.rows(file, "stop_id", "stop_name", "stop_lat", "stop_lon"):
            if row.get("location_type", "") not in _STOPPING:
                continue
            key, name = row["stop_id"], row["stop_name"]
            lat, lon = values.degrees(row["stop_lat"], 90), values.degrees(row["stop_lon"], 180)
            if lat is None or lon is None or not name:
                wrong = f"{name} {row['stop_lat']} {row['stop_lon']}"
                self._faults.add(FaultKind.BAD_VALUE, file, line, wrong.strip())
            elif self._new(file, line, key, found):
                found[key] = Stop(key, name, row.get("stop_code", "") or key, Point(lat, lon))
        return found

    def _lines(self) -> dict[str, tuple[int, Line]]:
        file, found = "routes.txt", dict[str, tuple[int, Line]]()
        for line, row in self._tables.rows(file, "route_id"):
            short, long = row.get("route_short_name", ""), row.get("route_long_name", "")
            if not (short or long):
                self._faults.add(FaultKind.BAD_VALUE, file, line)
            elif self._new(file, line, row["route_id"], found):
                found[row["route_id"]] = (len(found), Line(short or long, long))
        return found

    def _services(self) -> dict[str, Service]:
        file, found = "calendar.txt", dict[str, Service]()
        for line, row in self._optional(file, "service_id", "start_date", "end_date", *WEEKDAYS):
            first, last = values.day(row["start_date"]), values.day(row["end_date"])
            if first is None or last is None:
                wrong = f"{row['start_date']} {row['end_date']}"
                self._faults.add(FaultKind.BAD_VALUE, file, line, wrong)
            elif first > last:
                self._faults.add(FaultKind.BACKWARDS, file, line, row["end_date"])
            elif self._new(file, line, row["service_id"], found):
                runs = frozenset(at for at, name in enumerate(WEEKDAYS) if row[name] == "1")
                found[row["service_id"]] = Service(runs, first, last)
        return self._exceptions(found)

    def _exceptions(self, known: dict[str, Service]) -> dict[str, Service]:
        file = "calendar_dates.txt"
        if not known and not self._tables.has(file):
            self._faults.add(FaultKind.MISSING_FILE, "calendar.txt")
        found = defaultdict(Service, known)
        for line, row in self._optional(file, "service_id", "date", "exception_type"):
            day, kind = values.day(row["date"]), row["exception_type"]
            if day is None or kind not in ("1", "2"):
                self._faults.add(FaultKind.BAD_VALUE, file, line, f"{row['date']} {kind}")
                continue
            service = found[row["service_id"]]
            (service.added if kind == "1" else service.removed).add(day)
        return dict(found)

    def _trips(
        self, lines: dict[str, tuple[int, Line]], services: dict[str, Service]
    ) -> dict[str, Trip]:
        file, found = "trips.txt", dict[str, Trip]()
        for line, row in self._tables.rows(file, "route_id", "service_id", "trip_id"):
            route, service = row["route_id"], row["service_id"]
            for key, known in ((route, lines), (service, services)):
                if key not in known:
                    self._faults.add(FaultKind.UNKNOWN, file, line, key)
            if self._new(file, line, row["trip_id"], found) and route in lines:
                headsign = row.get("trip_headsign", "")
                found[row["trip_id"]] = Trip(lines[route][0], service, headsign)
        return found
