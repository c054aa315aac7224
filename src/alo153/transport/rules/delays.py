"""Delays of vehicles: GTFS-Realtime's trips, applied to the timetable that they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Final, Protocol

from alo153.transport.rules.patterns import Pattern
from alo153.transport.rules.timetable import Timetable

ANY_DAY: Final = date.min
"""The day of a trip whose update names none."""


@dataclass(frozen=True, slots=True)
class Update:
    """The data of one stop of a trip; the next stops are as late, until the next update.

    `at` is an instant as seconds since 1970 and holds where there is no `delay`. With neither
    nothing is known from there on.
    """

    order: int | None
    stop: str
    delay: int | None
    at: int | None
    is_skipped: bool = False


@dataclass(frozen=True, slots=True)
class TripUpdate:
    """The data of a trip."""

    is_canceled: bool
    delay: int | None
    updates: Sequence[Update]


@dataclass(frozen=True)
class Late:
    """A vehicle's delay at a stop in seconds, or that it does not come there."""

    seconds: int = 0
    is_canceled: bool = False


@dataclass(frozen=True)
class Delays:
    """Everything that is known now, and since when."""

    known_at: datetime
    trips: Mapping[tuple[str, date], TripUpdate]


class Boarding(Protocol):
    """A boarding: a trip, by its pattern and start, and the position of the stop on its way.

    The start is in seconds after midnight of the day that was asked for.
    """

    @property
    def pattern(self) -> int: ...
    @property
    def start(self) -> int: ...
    @property
    def boarded(self) -> int: ...


@dataclass(frozen=True)
class Live:
    """Delays in a city."""

    delays: Delays
    zone: tzinfo

    def of(self, timetable: Timetable, boarding: Boarding, *, on: date) -> Late | None:
        """Return how late a trip is where one gets on; None if nobody knows."""
        pattern, start = timetable.patterns[boarding.pattern], boarding.start
        # GTFS counts from twelve hours before noon, which is no midnight where clocks change
        noon = datetime.combine(on, time(12), tzinfo=self.zone).timestamp()
        begin = int(noon) - 12 * 3600 + start
        trips = self.delays.trips
        for key, day in timetable.trips_of(boarding.pattern, start, on):
            found = trips.get((key, day)) or (trips.get((key, ANY_DAY)) if day == on else None)
            if found:
                return _late(found, timetable, pattern, begin, boarding.boarded)
        return None


def _late(
    trip: TripUpdate, timetable: Timetable, pattern: Pattern, begin: int, place: int
) -> Late | None:
    if trip.is_canceled:
        return Late(is_canceled=True)
    keys = [timetable.stops[stop].key for stop in pattern.stops]
    reached = -1
    last: Update | None = None
    for each in trip.updates:
        at = _place(each, pattern, keys, reached + 1)
        if at is None:
            continue
        if at > place:
            break
        reached, last = at, each
    if last is None:
        return None if trip.delay is None else Late(trip.delay)
    if last.is_skipped:
        # A stop left out says nothing of those that follow
        return Late(is_canceled=True) if reached == place else None
    if last.delay is not None:
        return Late(last.delay)
    return None if last.at is None else Late(last.at - begin - pattern.departures[reached])


def _place(update: Update, pattern: Pattern, keys: Sequence[str], first: int) -> int | None:
    """Return the place of an update on the way of a trip: by its number there, or by its stop."""
    if update.order is not None and update.order in pattern.orders:
        return pattern.orders.index(update.order)
    places = (at for at in range(first, len(keys)) if keys[at] == update.stop)
    return next(places, None)
