"""The trips around one day, as the search of journeys reads them.

A line that takes longer at noon than at night has a pattern for each running time. A search looks
at their trips together, as long as none overtakes another.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from alo153.transport.rules.patterns import Pattern

type _Trip = tuple[int, int]
"""Its start, and the number of its pattern."""


@dataclass(frozen=True)
class Route:
    """The trips of a day through the same stops, each nowhere sooner than the one before it."""

    # Each place on the way with its stop
    calls: tuple[tuple[int, int], ...]
    # Of each trip in order: its start, the number of its pattern, and the pattern
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    patterns: tuple[Pattern, ...]
    # For each place the seconds after its start when the slowest of these patterns leaves
    latest: tuple[int, ...]
    no_boarding: frozenset[int]
    no_alighting: frozenset[int]


@dataclass(frozen=True)
class Day:
    """The starts of each pattern around one day: of earlier trips under way, and tomorrow's."""

    patterns: tuple[Pattern, ...]
    starts: tuple[tuple[int, ...], ...]

    @cached_property
    def routes(self) -> tuple[Route, ...]:
        """Return the routes, none of them without a trip."""
        alike: dict[object, list[int]] = defaultdict(list)
        for number, each in enumerate(self.patterns):
            if self.starts[number]:
                alike[each.stops, each.no_boarding, each.no_alighting].append(number)
        return tuple(route for numbers in alike.values() for route in self._routes(numbers))

    @cached_property
    def serving(self) -> dict[int, list[tuple[int, int]]]:
        """Return the routes at each stop, with the place of the stop in them."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, each in enumerate(self.routes):
            for place, stop in each.calls:
                found[stop].append((number, place))
        return dict(found)

    def _routes(self, numbers: Iterable[int]) -> Iterator[Route]:
        """Put each trip behind the last one that it does not overtake."""
        length = {number: self.patterns[number].arrivals[-1] for number in numbers}
        trips = [(start, number) for number in length for start in self.starts[number]]
        behind: dict[tuple[int, int], int] = {}
        chains: list[list[_Trip]] = []
        for start, number in sorted(trips, key=lambda trip: (trip[0], length[trip[1]])):
            for chain in chains:
                began, other = chain[-1]
                pair = other, number
                if other != number and pair not in behind:
                    behind[pair] = _apart(self.patterns[other], self.patterns[number])
                if other == number or start - began >= behind[pair]:
                    chain.append((start, number))
                    break
            else:
                chains.append([(start, number)])
        return map(self._route, chains)

    def _route(self, trips: list[_Trip]) -> Route:
        starts, numbers = zip(*trips, strict=True)
        any_of_them = self.patterns[numbers[0]]
        leaving = [self.patterns[each].departures for each in set(numbers)]
        return Route(
            tuple(enumerate(any_of_them.stops)),
            starts,
            numbers,
            tuple(self.patterns[each] for each in numbers),
            tuple(map(max, zip(*leaving, strict=True))),
            any_of_them.no_boarding,
            any_of_them.no_alighting,
        )


def _apart(first: Pattern, second: Pattern) -> int:
    """Return how many seconds the second must start after the first one, to stay behind it."""
    pairs = (
        *zip(first.arrivals, second.arrivals, strict=True),
        *zip(first.departures, second.departures, strict=True),
    )
    return max(one - other for one, other in pairs)
