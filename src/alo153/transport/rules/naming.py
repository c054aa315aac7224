"""Find stops and lines as citizens write them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from alo153.core.text import fold
from alo153.transport.rules.timetable import Stop, Timetable

SAME_PLACE_METERS: Final = 600
"""Stops of one name so near to each other are one place: both sides of a street."""
_WORD: Final = re.compile(r"[a-z0-9]+")
_CODE: Final = re.compile(r"#(\S+)")


@dataclass(frozen=True)
class Place:
    """Stops of one name near each other; `label` names no other place."""

    label: str
    stops: tuple[int, ...]


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return _WORD.findall(fold(text))


class Names:
    """The names of a timetable."""

    def __init__(self, timetable: Timetable) -> None:
        self._timetable = timetable

    @cached_property
    def _places(self) -> list[tuple[list[str], Place]]:
        groups = defaultdict[str, list[list[int]]](list)
        for number, stop in enumerate(self._timetable.stops):
            key = " ".join(words(_name(stop)))
            group = next((each for each in groups[key] if self._is_one(each[0], number)), None)
            if group is None:
                groups[key].append([number])
            else:
                group.append(number)
        return [
            (key.split(), Place(self._label(group, len(those) > 1), tuple(group)))
            for key, those in groups.items()
            for group in those
        ]

    def _is_one(self, stop: int, other: int) -> bool:
        one, two = self._timetable.stops[stop], self._timetable.stops[other]
        is_station = one.station is not None and one.station == two.station
        return is_station or one.at.meters_to(two.at) <= SAME_PLACE_METERS

    def _label(self, stops: list[int], is_doubled: bool) -> str:
        first = self._timetable.stops[stops[0]]
        return f"{_name(first)} #{first.code}" if is_doubled else _name(first)

    def places(self, text: str) -> list[Place]:
        """Return the places that are meant, best first; one whose name is typed whole is alone."""
        if code := _CODE.search(text):
            return self._of_code(code[1])
        typed = words(text)
        if not typed:
            return []
        exact = [place for name, place in self._places if name == typed]
        if exact:
            return exact
        found = [(name, place) for name, place in self._places if _fits(typed, name)]
        found.sort(key=lambda each: (each[0][: len(typed)] != typed, len(each[0]), each[1].label))
        return [place for _, place in found]

    def _of_code(self, code: str) -> list[Place]:
        coded = {n for n, each in enumerate(self._timetable.stops) if each.code == code}
        return [place for _, place in self._places if coded & set(place.stops)]

    @cached_property
    def _lines(self) -> dict[str, frozenset[int]]:
        found = defaultdict[str, set[int]](set)
        for number, line in enumerate(self._timetable.lines):
            found["".join(words(line.name))].add(number)
        return {key: frozenset(each) for key, each in found.items()}

    def line(self, typed: list[str]) -> tuple[frozenset[int], int]:
        """Return the lines that the first words name, and how many words these are."""
        for count in range(len(typed), 0, -1):
            if lines := self._lines.get("".join(typed[:count])):
                return lines, count
        return frozenset(), 0


def _name(stop: Stop) -> str:
    """Return what people call the place of a stop: its station, if it is a platform of one."""
    return (stop.station.name if stop.station else "") or stop.name


def _fits(typed: Iterable[str], name: list[str]) -> bool:
    return all(any(word.startswith(each) for word in name) for each in typed)
