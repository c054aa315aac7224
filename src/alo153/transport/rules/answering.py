"""Answer one line of typing from a timetable."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from alo153.transport.rules import asking, departures
from alo153.transport.rules.arriving import arriving
from alo153.transport.rules.departures import Departure
from alo153.transport.rules.journeys import Journey, journeys
from alo153.transport.rules.naming import Names, Place, words
from alo153.transport.rules.timetable import Timetable

LONGEST: Final = 120
"""Letters of a question."""
_DEPARTURES: Final = 6
_AT_EACH_END: Final = 3
_ENDS: Final = 4
_CHOICES: Final = 8


@dataclass(frozen=True)
class Choice:
    """A place that may be meant; `question` asks the same with this place."""

    label: str
    question: str


@dataclass(frozen=True)
class Way:
    """From stops to stops, to leave or to be there at a time in seconds after midnight."""

    starts: Sequence[int]
    ends: Sequence[int]
    time: int
    is_by: bool


@dataclass(frozen=True)
class Answer:
    """What a question is answered; without anything found all of it is empty."""

    title: str = ""
    departures: Sequence[Departure] = ()
    journeys: Sequence[Journey] = ()
    choices: Sequence[Choice] = ()
    # What the journeys are searched by
    way: Way | None = None
    # A place or line was understood, though nothing may run
    is_understood: bool = False


class Answering:
    """Answers questions from one timetable."""

    def __init__(self, timetable: Timetable) -> None:
        self.timetable, self.names = timetable, Names(timetable)

    def answer(self, text: str, *, on: date, now: int) -> Answer:
        """Return the answer.

        Args:
            now: seconds after midnight of the day `on`.
        """
        asked = asking.read(text[:LONGEST])
        answer = self._answered(asked, on, now)
        timed = [Choice(each.label, each.question + asked.when) for each in answer.choices]
        return replace(answer, choices=timed)

    def _answered(self, asked: asking.Question, on: date, now: int) -> Answer:
        time = asked.moment(now)
        typed = words(asked.text)
        lines, count = self.names.line(typed)
        if lines and not asked.is_way:
            rest = asked.text if "#" in asked.text else " ".join(typed[count:])
            return self._of_line(lines, " ".join(typed[:count]), rest, on, time)
        places = self.names.places(asked.text)
        # A guess at endings comes after a stop that is called so: Beden Eğitimi is no way from Be
        if places and not asked.is_way:
            return self._at(places, on, time)
        ways = [(self.names.places(start), self.names.places(end)) for start, end in asked.ways]
        known = next(((start, end) for start, end in ways if start and end), None)
        if known:
            return self._way(*known, on, time, is_by=asked.is_by)
        return self._at(places, on, time) if places else Answer()

    def _of_line(
        self, lines: frozenset[int], name: str, rest: str, on: date, time: int
    ) -> Answer:
        line = self.timetable.lines[min(lines)].name
        if not rest:
            return Answer(line, self._at_ends(lines, on, time), is_understood=True)
        served = [
            place
            for place in self.names.places(rest)
            if any(
                self.timetable.patterns[number].line in lines
                for stop in place.stops
                for number, _ in self.timetable.serving[stop]
            )
        ]
        if not served:
            return Answer()
        if len(served) > 1:
            asks = [Choice(each.label, f"{name} {each.label}") for each in served[:_CHOICES]]
            return Answer(line, choices=asks, is_understood=True)
        return self._at(served, on, time, lines, title=f"{line}, {served[0].label}")

    def _at_ends(self, lines: frozenset[int], on: date, time: int) -> list[Departure]:
        ends = list(departures.first_stops(self.timetable, lines))[:_ENDS]
        return [
            each
            for stop in ends
            for each in departures.at_stops(
                self.timetable, [stop], on=on, earliest=time, lines=lines, most=_AT_EACH_END
            )
        ]

    def _at(
        self,
        places: Sequence[Place],
        on: date,
        time: int,
        lines: frozenset[int] | None = None,
        *,
        title: str = "",
    ) -> Answer:
        if len(places) > 1:
            asks = [Choice(each.label, each.label) for each in places[:_CHOICES]]
            return Answer(choices=asks, is_understood=True)
        found = departures.at_stops(
            self.timetable, places[0].stops, on=on, earliest=time, lines=lines, most=_DEPARTURES
        )
        return Answer(title or places[0].label, found, is_understood=True)

    def _way(
        self, starts: Sequence[Place], ends: Sequence[Place], on: date, time: int, *, is_by: bool
    ) -> Answer:
        if len(starts) > 1 or len(ends) > 1:
            pairs = [(start, end) for start in starts for end in ends if start != end]
            asks = [f"{start.label} > {end.label}" for start, end in pairs[:_CHOICES]]
            return Answer(choices=[Choice(each, each) for each in asks], is_understood=True)
        way = Way(starts[0].stops, ends[0].stops, time, is_by)
        title = f"{starts[0].label} → {ends[0].label}"
        return Answer(title, journeys=self.search(way, on), way=way, is_understood=True)

    def search(self, way: Way, on: date) -> list[Journey]:
        """Return the journeys of a way by the timetable."""
        if way.is_by:
            return arriving(self.timetable, way.starts, way.ends, on=on, by=way.time)
        return journeys(self.timetable, way.starts, way.ends, on=on, leave=way.time)
