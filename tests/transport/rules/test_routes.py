"""Trips through the same stops are searched together, as long as none overtakes another."""

from alo153.transport.rules.patterns import Pattern
from alo153.transport.rules.routes import Day, Route

EIGHT, HALF_PAST, NINE = 8 * 3600, 8 * 3600 + 1800, 9 * 3600


def pattern(minutes: int, *, closed: frozenset[int] = frozenset()) -> Pattern:
    """Return a way through three stops, so many minutes from one to the next."""
    times = (0, minutes * 60, minutes * 120)
    return Pattern(0, "", (4, 5, 6), times, times, {}, no_alighting=closed)


def trips(route: Route) -> list[tuple[int, int]]:
    """Return the start of each trip, and the number of its pattern."""
    return list(zip(route.starts, route.numbers, strict=True))


def test_a_slow_trip_at_noon_and_a_fast_one_at_night_are_one_route() -> None:
    day = Day((pattern(5), pattern(10)), ((EIGHT, NINE), (HALF_PAST,)))
    [route] = day.routes
    assert trips(route) == [(EIGHT, 0), (HALF_PAST, 1), (NINE, 0)]
    assert route.latest == (0, 600, 1200)
    assert day.serving == {4: [(0, 0)], 5: [(0, 1)], 6: [(0, 2)]}


def test_a_trip_that_overtakes_is_a_route_of_its_own() -> None:
    """The slow one of eight o'clock arrives forty minutes after the fast one of half past."""
    day = Day((pattern(5), pattern(40)), ((EIGHT, HALF_PAST, NINE), (EIGHT,)))
    assert [trips(each) for each in day.routes] == [
        [(EIGHT, 0), (EIGHT, 1)],
        [(HALF_PAST, 0), (NINE, 0)],
    ]


def test_trips_with_other_doors_and_patterns_without_a_trip_are_apart() -> None:
    day = Day((pattern(5), pattern(5, closed=frozenset({1})), pattern(9)), ((EIGHT,), (NINE,), ()))
    assert [trips(each) for each in day.routes] == [[(EIGHT, 0)], [(NINE, 1)]]
