"""Answer one line of typing from a timetable."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from alo153.transport.rules import asking, departures
from alo153.transport.rules.arriving import arriving
from alo153.transport.rules.delays import Live
from alo153.transport.rules.departures import Departure
from alo153.transport.rules.journeys import Journey, Ride, journeys
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
    """The answer to a question; if nothing is found, all of it is empty."""

    title: str = ""
    departures: Sequence[Departure] = ()
    journeys: Sequence[Journey] = ()
    choices: Sequence[Choice] = ()
    # What the journeys are searched by
    way: Way | None = None
    # A place or line was understood, though nothing may run
    is_understood: bool = False
    # It is about a line that was named
    names_line: bool = False


@dataclass(frozen=True)
class Moment:
    """When it is asked for: a day, and seconds after its midnight; and how late vehicles are."""

    on: date
    time: int
    live: Live | None


class Answering:
    """Answers questions from one timetable."""

    def __init__(self, timetable: Timetable) -> None:
        self.timetable, self.names = timetable, Names(timetable)

    def answer(self, text: str, *, on: date, now: int, live: Live | None = None) -> Answer:
        """Return the answer.

        Args:
            now: seconds after midnight of the day `on`.
            live: how late vehicles are, where that is known.
        """
        asked = asking.read(text[:LONGEST])
        answer = self._answered(asked, Moment(on, asked.moment(now), live))
        if not answer.choices:
            return answer
        timed = [Choice(each.label, each.question + asked.when) for each in answer.choices]
        return replace(answer, choices=timed)

    def _answered(self, asked: asking.Question, when: Moment) -> Answer:
        typed = words(asked.text)
        lines, count = self.names.line(typed)
        if lines and not asked.is_way:
            rest = asked.text if "#" in asked.text else " ".join(typed[count:])
            answer = self._of_line(lines, " ".join(typed[:count]), rest, when)
            return replace(answer, names_line=answer.is_understood)
        places = self.names.places(asked.text)
        # A guess at endings comes after a stop that is called so: Beden Eğitimi is no way from Be
        if places and not asked.is_way:
            return self._at(places, when)
        ways = [(self.names.places(start), self.names.places(end)) for start, end in asked.ways]
        known = next(((start, end) for start, end in ways if start and end), None)
        if known:
            return self._way(*known, when, is_by=asked.is_by)
        return self._at(places, when) if places else Answer()

    def _of_line(self, lines: frozenset[int], name: str, rest: str, when: Moment) -> Answer:
        line = self.timetable.lines[min(lines)].name
        if not rest:
            return Answer(line, self._at_ends(lines, when), is_understood=True)
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
        return self._at(served, when, lines, title=f"{line}, {served[0].label}")

    def _at_ends(self, lines: frozenset[int], when: Moment) -> list[Departure]:
        ends = list(departures.first_stops(self.timetable, lines))[:_ENDS]
        return [
            each for stop in ends for each in self._departures([stop], when, lines, _AT_EACH_END)
        ]

    def _at(
        self,
        places: Sequence[Place],
        when: Moment,
        lines: frozenset[int] | None = None,
        *,
        title: str = "",
    ) -> Answer:
        if len(places) > 1:
            asks = [Choice(each.label, each.label) for each in places[:_CHOICES]]
            return Answer(choices=asks, is_understood=True)
        found = self._departures(places[0].stops, when, lines, _DEPARTURES)
        return Answer(title or places[0].label, found, is_understood=True)

    def _way(
        self, starts: Sequence[Place], ends: Sequence[Place], when: Moment, *, is_by: bool
    ) -> Answer:
        if len(starts) > 1 or len(ends) > 1:
            pairs = [(start, end) for start in starts for end in ends if start != end]
            asks = [f"{start.label} > {end.label}" for start, end in pairs[:_CHOICES]]
            return Answer(choices=[Choice(each, each) for each in asks], is_understood=True)
        way = Way(starts[0].stops, ends[0].stops, when.time, is_by)
        title = f"{starts[0].label} → {ends[0].label}"
        return Answer(title, journeys=self._search(way, when), way=way, is_understood=True)

    def _search(self, way: Way, when: Moment) -> list[Journey]:
        table, on = self.timetable, when.on
        if way.is_by:
            found = arriving(table, way.starts, way.ends, on=on, by=way.time)
        else:
            found = journeys(table, way.starts, way.ends, on=on, leave=way.time)
        return [self._as_late(each, when) for each in found]

    def _as_late(self, journey: Journey, when: Moment) -> Journey:
        live = when.live
        if live is None:
            return journey
        parts = (
            replace(each, late=live.of(self.timetable, each, on=when.on))
            if isinstance(each, Ride)
            else each
            for each in journey.parts
        )
        return replace(journey, parts=tuple(parts))

    def _departures(
        self,
        stops: Sequence[int],
        when: Moment,
        lines: frozenset[int] | None,
        most: int,
    ) -> list[Departure]:
        table, on, time = self.timetable, when.on, when.time
        if when.live is None:
            return departures.at_stops(table, stops, on=on, earliest=time, lines=lines, most=most)
        return departures.expected(
            table, stops, when.live, on=on, earliest=time, lines=lines, most=most
        )
