"""Journeys are those of the obvious search, and each of their parts can be taken."""

import io
from datetime import date
from itertools import accumulate, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.transport.made import packed
from tests.transport.rules.slow_search import soonest

from alo153.core.geo import Point
from alo153.transport.rules.arriving import arriving
from alo153.transport.rules.calendar import Service
from alo153.transport.rules.feeds.gtfs import read
from alo153.transport.rules.journeys import Journey, Ride, Walk, journeys
from alo153.transport.rules.patterns import NEVER, Pattern
from alo153.transport.rules.timetable import DAY, Line, Stop, Timetable, Transfer
from bench.transport.generated import feed

MONDAY = date(2026, 11, 30)
EIGHT = 8 * 3600
DAILY = {"daily": Service(added={MONDAY})}


@st.composite
def networks(draw: st.DrawFn) -> Timetable:
    """Draw a street of stops, some of them near each other, and lines along it."""
    count = draw(st.integers(2, 7))
    apart = draw(st.lists(st.sampled_from([0.001, 0.002, 0.01]), min_size=count, max_size=count))
    places = enumerate(accumulate(apart))
    stops = [Stop(str(n), str(n), str(n), Point(40.0, lon)) for n, lon in places]
    ways = st.lists(st.integers(0, count - 1), min_size=2, max_size=5)
    # Few ways: patterns that share one are searched together
    some_ways = draw(st.lists(ways, min_size=1, max_size=3))
    patterns = draw(st.lists(_patterns(some_ways), min_size=1, max_size=6))
    numbers = st.integers(0, count - 1)
    named = st.builds(Transfer, st.booleans(), st.none() | st.integers(0, 400))
    transfers = draw(st.dictionaries(numbers, st.dictionaries(numbers, named), max_size=3))
    return Timetable(stops, [Line("1", "")], patterns, DAILY, transfers=transfers)


@st.composite
def _patterns(draw: st.DrawFn, ways: list[list[int]]) -> Pattern:
    way = draw(st.sampled_from(ways))
    length = len(way) - 1
    steps = draw(st.lists(st.integers(0, 300), min_size=length, max_size=length))
    waits = draw(st.lists(st.integers(0, 60), min_size=length + 1, max_size=length + 1))
    arrivals, departures = [0], [0]
    for step, wait in zip(steps, waits, strict=False):
        arrivals.append(departures[-1] + step)
        departures.append(arrivals[-1] + wait)
    starts = draw(st.lists(st.integers(0, 2000), min_size=1, max_size=4))
    closed = st.just(frozenset[int]()) | st.frozensets(st.integers(0, length), max_size=2)
    return Pattern(
        0,
        "",
        tuple(way),
        tuple(arrivals),
        tuple(departures),
        {"daily": tuple(sorted(starts))},
        no_boarding=draw(closed),
        no_alighting=draw(closed),
    )


def check_parts(timetable: Timetable, journey: Journey, start: int, goal: int, leave: int) -> None:
    """Walk through a journey: each part begins where the last one ended, and in time."""
    here, now, was_ride = start, leave, False
    for part in journey.parts:
        assert part.begins == here
        if isinstance(part, Ride):
            assert part.leaves_at >= now + (timetable.change(here) if was_ride else 0)
            now = part.arrives_at
        else:
            assert dict(timetable.walks[part.begins])[part.ends] == part.seconds
            now += part.seconds
        here, was_ride = part.ends, isinstance(part, Ride)
    assert (here, now) == (goal, journey.arrives_at)


@settings(max_examples=300, deadline=None)
@given(networks(), st.data())
def test_journeys_are_those_of_the_obvious_search(
    timetable: Timetable, data: st.DataObject
) -> None:
    stops = st.integers(0, len(timetable.stops) - 1)
    start, goal, leave = data.draw(stops), data.draw(stops), data.draw(st.integers(0, 1500))
    found = journeys(timetable, [start], [goal], on=MONDAY, leave=leave)
    expected = soonest(timetable, start, goal, on=MONDAY, leave=leave)
    assert {each.rides: each.arrives_at for each in found} == expected
    for journey in found:
        check_parts(timetable, journey, start, goal, leave)


def test_a_journey_with_a_walk_to_change() -> None:
    town = read(io.BytesIO(packed()))
    [journey] = journeys(town, [0, 1], [5], on=MONDAY, leave=7 * 3600 + 50 * 60)
    first, walk, second = journey.parts
    assert isinstance(first, Ride)
    assert isinstance(walk, Walk)
    assert isinstance(second, Ride)
    assert [town.lines[each.line].name for each in (first, second)] == ["500", "700"]
    assert (town.stops[walk.begins].name, town.stops[walk.ends].name) == ("İzmit Garı", "Gar Çarşı")
    assert (first.leaves_at, journey.arrives_at) == (EIGHT, 9 * 3600 + 30 * 60)


def test_the_platform_across_is_walked_to_though_it_takes_no_time() -> None:
    """A city's file may name a transfer of no seconds between two stops."""
    places = [Stop(str(n), str(n), str(n), Point(40.0, n * 0.1)) for n in range(3)]
    across = {1: {2: Transfer(is_possible=True, seconds=0)}}
    there = {"daily": (EIGHT,)}
    ride = Pattern(0, "", (0, 1), (0, 600), (0, 600), there)
    town = Timetable(places, [Line("1", "")], [ride], DAILY, transfers=across)
    [on_foot] = journeys(town, [1], [2], on=MONDAY, leave=EIGHT)
    assert on_foot.parts == (Walk(1, 2, 0),)
    [by_bus] = journeys(town, [0], [2], on=MONDAY, leave=EIGHT)
    assert [each.ends for each in by_bus.parts] == [1, 2]
    [back] = arriving(town, [0], [2], on=MONDAY, by=EIGHT + 600)
    assert back == by_bus


def test_of_two_vehicles_that_leave_at_once_the_faster_one_is_taken() -> None:
    """Whoever walks to the next stop catches the fast one there as the slow one leaves."""
    places = [Stop(str(n), str(n), str(n), Point(40.0, n * 0.1)) for n in range(3)]
    ahead = {0: {1: Transfer(is_possible=True, seconds=450)}}
    fast = Pattern(0, "", (0, 1, 2), (0, 500, 600), (0, 500, 600), {"daily": (EIGHT,)})
    slow = Pattern(0, "", (0, 1, 2), (0, 400, 600), (0, 400, 600), {"daily": (EIGHT + 100,)})
    town = Timetable(places, [Line("1", "")], [fast, slow], DAILY, transfers=ahead)
    [journey] = journeys(town, [0], [2], on=MONDAY, leave=EIGHT + 50)
    assert [each.ends for each in journey.parts] == [1, 2]
    assert journey.arrives_at == EIGHT + 600


def test_a_later_journey_has_more_changes_and_is_sooner() -> None:
    city = read(io.BytesIO(feed(lines=30, stops=200, minutes=20, seed=3)))
    several = [
        found
        for goal in range(40, 200, 5)
        if len(found := journeys(city, [0], [goal], on=MONDAY, leave=EIGHT)) > 1
    ]
    assert several
    for found in several:
        for one, other in pairwise(found):
            assert one.rides < other.rides
            assert one.arrives_at > other.arrives_at


def test_a_generated_city_is_searched_as_the_obvious_search_does() -> None:
    city = read(io.BytesIO(feed(lines=12, stops=60, minutes=30, seed=5)))
    for goal in range(1, 60, 6):
        found = journeys(city, [0], [goal], on=MONDAY, leave=EIGHT)
        expected = soonest(city, 0, goal, on=MONDAY, leave=EIGHT)
        assert {each.rides: each.arrives_at for each in found} == expected


@settings(max_examples=200, deadline=None)
@given(networks(), st.data())
def test_who_must_be_there_by_a_time_leaves_as_late_as_can_be(
    timetable: Timetable, data: st.DataObject
) -> None:
    """Leaving a second later than the answer says, nobody arrives in time."""
    stops = st.integers(0, len(timetable.stops) - 1)
    start, goal, by = data.draw(stops), data.draw(stops), data.draw(st.integers(0, 4000))
    found = arriving(timetable, [start], [goal], on=MONDAY, by=by)
    leaves = [_leaves_at(each, by) for each in found]
    assert leaves == sorted(set(leaves))
    for journey, leave in zip(found, leaves, strict=True):
        assert journey.arrives_at <= by
        check_parts(timetable, journey, start, goal, leave)
        assert rides_soonest(timetable, start, goal, leave, journey.rides) <= by
        assert rides_soonest(timetable, start, goal, leave + 1, journey.rides) > by
    if not found:
        assert rides_soonest(timetable, start, goal, -DAY, 5) > by


def rides_soonest(timetable: Timetable, start: int, goal: int, leave: int, rides: int) -> int:
    """Return when the obvious search arrives with at most so many rides."""
    found = soonest(timetable, start, goal, on=MONDAY, leave=leave)
    return min((at for count, at in found.items() if count <= rides), default=NEVER)


def _leaves_at(journey: Journey, by: int) -> int:
    """Return when one has to leave for a journey: at its first ride, less the walk to it."""
    walked = 0
    for part in journey.parts:
        if isinstance(part, Ride):
            return part.leaves_at - walked
        walked += part.seconds
    return by - walked
