"""Read `stop_times.txt`: when each trip is where."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from alo153.transport.rules import values
from alo153.transport.rules.faults import FaultKind, Faults
from alo153.transport.rules.tables import Row, Tables

FILE = "stop_times.txt"
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Call:
    """A trip at a stop; without times the vehicle passes between two others."""

    order: int
    line: int
    stop: int
    arrival: int | None
    departure: int | None


@dataclass(frozen=True, slots=True)
class Times:
    """A trip: its stops, and when it is there, in seconds after midnight."""

    stops: tuple[int, ...]
    arrivals: tuple[int, ...]
    departures: tuple[int, ...]


class TripTimes:
    """Reads the times of all trips; each fault is noted."""

    def __init__(self, tables: Tables, faults: Faults) -> None:
        self._tables, self._faults = tables, faults

    def read(self, trips: Container[str], stops: Mapping[str, int]) -> dict[str, Times]:
        """Return the times of each trip that has two stops or more."""
        calls = defaultdict[str, list[Call]](list)
        needed = ("trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence")
        for line, row in self._tables.rows(FILE, *needed):
            for key, known in ((row["trip_id"], trips), (row["stop_id"], stops)):
                if key not in known:
                    self._faults.add(FaultKind.UNKNOWN, FILE, line, key)
            call = self._call(line, row, stops)
            if call:
                calls[row["trip_id"]].append(call)
        made = {key: self._times(each) for key, each in calls.items() if len(each) >= _FEWEST}
        return {key: each for key, each in made.items() if each}

    def _call(self, line: int, row: Row, stops: Mapping[str, int]) -> Call | None:
        order, texts = row["stop_sequence"], (row["arrival_time"], row["departure_time"])
        arrival, departure = map(values.seconds, texts)
        wrong = [
            text
            for text, value in zip(texts, (arrival, departure), strict=True)
            if text and value is None
        ]
        if not (order.isascii() and order.isdigit()):
            wrong.append(order or "stop_sequence")
        for each in wrong:
            self._faults.add(FaultKind.BAD_VALUE, FILE, line, each)
        if wrong or row["stop_id"] not in stops:
            return None
        arrival, departure = (
            departure if arrival is None else arrival,
            arrival if departure is None else departure,
        )
        return Call(int(order), line, stops[row["stop_id"]], arrival, departure)

    def _times(self, calls: list[Call]) -> Times | None:
        calls.sort(key=lambda each: each.order)
        for before, after in zip(calls, calls[1:], strict=False):
            if before.order == after.order:
                self._faults.add(FaultKind.DOUBLED, FILE, after.line, str(after.order))
                return None
        for end in (calls[0], calls[-1]):
            if end.arrival is None:
                self._faults.add(FaultKind.BAD_VALUE, FILE, end.line, "arrival_time")
                return None
        filled = _filled(calls)
        times = Times(
            tuple(each.stop for each in calls),
            tuple(arrival for arrival, _ in filled),
            tuple(departure for _, departure in filled),
        )
        return times if self._runs_forward(times, calls) else None

    def _runs_forward(self, times: Times, calls: Sequence[Call]) -> bool:
        latest = 0
        for arrival, departure, call in zip(times.arrivals, times.departures, calls, strict=True):
            if arrival < latest or departure < arrival:
                self._faults.add(FaultKind.BACKWARDS, FILE, call.line)
                return False
            latest = departure
        return True


def _filled(calls: Sequence[Call]) -> list[tuple[int, int]]:
    """Put times between those that are known, evenly; the first and the last one are."""
    filled = list[tuple[int, int]]()
    for place, call in enumerate(calls):
        if call.arrival is not None and call.departure is not None:
            filled.append((call.arrival, call.departure))
            continue
        far, later = next(
            (steps, each.arrival)
            for steps, each in enumerate(calls[place:])
            if each.arrival is not None
        )
        left = filled[-1][1]
        passed = left + (later - left) // (far + 1)
        filled.append((passed, passed))
    return filled
