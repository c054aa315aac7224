"""Read `stops.txt`: where vehicles stop, and the stations that such stops belong to."""

from collections import defaultdict
from typing import Final

from alo153.core.geo import Point
from alo153.transport.rules.feeds import values
from alo153.transport.rules.feeds.faults import FaultKind, Faults
from alo153.transport.rules.feeds.tables import Row, Tables
from alo153.transport.rules.feeds.unique_keys import is_new
from alo153.transport.rules.timetable import Station, Stop

FILE: Final = "stops.txt"
_STOP: Final = ("", "0")
_STATION: Final = "1"
_PLACE: Final = ("stop_lat", "stop_lon")


class StopTable:
    """The stops by their keys, in the order of the file; entrances and the like are left out."""

    def __init__(self, tables: Tables, faults: Faults) -> None:
        self._faults = faults
        self.stations = dict[str, Station]()
        self._rows = dict[str, tuple[int, Row]]()
        also = ("stop_name", *_PLACE, "stop_code", "location_type", "parent_station")
        for line, row in tables.rows(FILE, "stop_id", also=also):
            kind = row["location_type"]
            if kind in _STOP and is_new(faults, FILE, line, "stop_id", row, self._rows):
                self._rows[row["stop_id"]] = (line, row)
            elif kind == _STATION and is_new(faults, FILE, line, "stop_id", row, self.stations):
                self.stations[row["stop_id"]] = Station(row["stop_id"], row["stop_name"])
        self.stops = {key: self._stop(line, row) for key, (line, row) in self._rows.items()}
        self.numbers = {key: number for number, key in enumerate(self.stops)}
        self._of_station = defaultdict[str, list[int]](list)
        for number, stop in enumerate(self.stops.values()):
            if stop.station:
                self._of_station[stop.station.key].append(number)

    def of(self, key: str) -> list[int]:
        """Return the numbers of the stop or of all stops of the station with this key."""
        if key in self.numbers:
            return [self.numbers[key]]
        return self._of_station.get(key, [])

    def _stop(self, line: int, row: Row) -> Stop:
        parent = row["parent_station"]
        station = self.stations.get(parent)
        if parent and station is None:
            self._faults.add(FaultKind.UNKNOWN, FILE, line, "parent_station", parent)
        name = row["stop_name"] or (station.name if station else "")
        if not name:
            self._faults.add(FaultKind.BAD_VALUE, FILE, line, "stop_name")
        code = row["stop_code"] or row["stop_id"]
        return Stop(row["stop_id"], name, code, self._point(line, row), station)

    def _point(self, line: int, row: Row) -> Point:
        found = [
            values.degrees(row[name], most) for name, most in zip(_PLACE, (90, 180), strict=True)
        ]
        for name, value in zip(_PLACE, found, strict=True):
            if value is None:
                self._faults.add(FaultKind.BAD_VALUE, FILE, line, name, row[name])
        lat, lon = (each or 0.0 for each in found)
        # Where nobody lives and exports put what they do not know
        if None not in found and not lat and not lon:
            self._faults.add(FaultKind.BAD_VALUE, FILE, line, _PLACE[0], row[_PLACE[0]])
        return Point(lat, lon)
