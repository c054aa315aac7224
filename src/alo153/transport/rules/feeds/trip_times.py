"""Read `stop_times.txt`: when each trip is where."""

from array import array
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from alo153.transport.rules.feeds import values
from alo153.transport.rules.feeds.faults import FaultKind, Faults
from alo153.transport.rules.feeds.tables import Row, Tables

FILE: Final = "stop_times.txt"
_FEWEST: Final = 2
_NOT_KNOWN: Final = -1
_FIELDS: Final = 6
_NONE: Final = "1"
_NO_BOARDING, _NO_ALIGHTING = 1, 2


@dataclass(frozen=True, slots=True)
class Call:
    """A trip at a stop; without times the vehicle passes between two timed stops."""

    order: int
    line: int
    stop: int
    arrival: int
    departure: int
    closed: int


@dataclass(frozen=True, slots=True)
class Times:
    """A trip: its stops, and when it is there, in seconds after midnight."""

    stops: tuple[int, ...]
    # Their numbers on the way, as the feed has them
    orders: tuple[int, ...]
    arrivals: tuple[int, ...]
    departures: tuple[int, ...]
    # Places where nobody gets on, and where nobody gets off
    no_boarding: frozenset[int]
    no_alighting: frozenset[int]


class TripTimes:
    """Reads the times of all trips; each fault is noted.

    A large city has millions of rows: they wait as numbers for the rest of their trip, since
    nothing says that these follow each other.
    """

    def __init__(self, tables: Tables, faults: Faults) -> None:
        self._tables, self._faults = tables, faults
        # The same times and numbers come thousands of times; forgotten with this reading
        self._seconds, self._whole = cache(values.seconds), cache(values.whole)

    def read(self, trips: Collection[str], stops: Mapping[str, int]) -> Iterator[tuple[str, Times]]:
        """Return the times of each trip that has two stops or more."""
        calls = {key: array("i") for key in trips}
        needed = ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence")
        also = ("pickup_type", "drop_off_type")
        for line, row in self._tables.rows(FILE, *needed, also=also):
            for name, known in (("trip_id", calls), ("stop_id", stops)):
                if row[name] not in known:
                    self._faults.add(FaultKind.UNKNOWN, FILE, line, name, row[name])
            call = self._call(line, row)
            if call and row["trip_id"] in calls and row["stop_id"] in stops:
                calls[row["trip_id"]].extend((*call, stops[row["stop_id"]]))
        for key, packed in calls.items():
            times = self._times(_unpacked(packed)) if len(packed) >= _FEWEST * _FIELDS else None
            if times:
                yield key, times

    def _call(self, line: int, row: Row) -> tuple[int, int, int, int, int] | None:
        order = self._whole(row["stop_sequence"])
        arrival = self._seconds(row["arrival_time"])
        departure = self._seconds(row["departure_time"])
        if order is None or arrival is None or departure is None:
            if not self._may_be_empty(line, row):
                return None
            arrival = departure if arrival is None else arrival
            departure = arrival if departure is None else departure
        closed = _NO_BOARDING * (row["pickup_type"] == _NONE)
        closed += _NO_ALIGHTING * (row["drop_off_type"] == _NONE)
        if arrival is None or departure is None:
            return order or 0, line, _NOT_KNOWN, _NOT_KNOWN, closed
        return order or 0, line, arrival, departure, closed

    def _may_be_empty(self, line: int, row: Row) -> bool:
        """Say whether what cannot be read is only left out; else note that."""
        times = [
            name
            for name in ("arrival_time", "departure_time")
            if row[name] and self._seconds(row[name]) is None
        ]
        wrong = ["stop_sequence"] if self._whole(row["stop_sequence"]) is None else []
        for name in (*wrong, *times):
            self._faults.add(FaultKind.BAD_VALUE, FILE, line, name, row[name])
        return not (wrong or times)

    def _times(self, calls: list[Call]) -> Times | None:
        for before, after in pairwise(calls):
            if before.order == after.order:
                name, value = "stop_sequence", str(after.order)
                self._faults.add(FaultKind.DOUBLED, FILE, after.line, name, value)
                return None
        for end in (calls[0], calls[-1]):
            if end.arrival == _NOT_KNOWN:
                self._faults.add(FaultKind.BAD_VALUE, FILE, end.line, "arrival_time")
                return None
        filled = _filled(calls)
        if not self._runs_forward(filled, calls):
            return None
        return Times(
            tuple(each.stop for each in calls),
            tuple(each.order for each in calls),
            tuple(arrival for arrival, _ in filled),
            tuple(departure for _, departure in filled),
            frozenset(at for at, each in enumerate(calls) if each.closed & _NO_BOARDING),
            frozenset(at for at, each in enumerate(calls) if each.closed & _NO_ALIGHTING),
        )

    def _runs_forward(self, filled: list[tuple[int, int]], calls: list[Call]) -> bool:
        latest = 0
        for (arrival, departure), call in zip(filled, calls, strict=True):
            if arrival < latest or departure < arrival:
                name = "arrival_time" if arrival < latest else "departure_time"
                self._faults.add(FaultKind.BACKWARDS, FILE, call.line, name)
                return False
            latest = departure
        return True


def _unpacked(packed: "array[int]") -> list[Call]:
    """Return the rows of a trip in the order of its way."""
    rows = (packed[at : at + _FIELDS] for at in range(0, len(packed), _FIELDS))
    found = [
        Call(order, line, stop, arrival, departure, closed)
        for order, line, arrival, departure, closed, stop in rows
    ]
    return sorted(found, key=lambda each: each.order)


def _filled(calls: list[Call]) -> list[tuple[int, int]]:
    """Put times evenly between known ones; the first and the last one are known."""
    filled = list[tuple[int, int]]()
    known = [at for at, each in enumerate(calls) if each.arrival != _NOT_KNOWN]
    for place, following in pairwise(known):
        here, there = calls[place], calls[following]
        filled.append((here.arrival, here.departure))
        steps, took = following - place, there.arrival - here.departure
        passed = (here.departure + took * step // steps for step in range(1, steps))
        filled += ((each, each) for each in passed)
    return [*filled, (calls[-1].arrival, calls[-1].departure)]
