"""The form for a question about public transport, and its answer as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django import forms
from django.utils.translation import gettext_lazy

from alo153.city.models import Topic
from alo153.transport import queries
from alo153.transport.live.planner import Leg
from alo153.transport.queries import Told
from alo153.transport.rules.answering import LONGEST, Choice
from alo153.transport.rules.delays import Late
from alo153.transport.rules.journeys import Ride, Walk


class TransportForm(forms.Form):
    """One field for a line, a stop, or a way from one place to another."""

    use_required_attribute = False

    question = forms.CharField(
        label=gettext_lazy("Line, stop or way"),
        help_text=gettext_lazy("500, 500 Umuttepe, or Umuttepe > Gebze by 9"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Type a line, a stop or a way.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "enterkeyhint": "search", "autofocus": True}
        ),
    )


@dataclass(frozen=True)
class ShownDeparture:
    """A vehicle that leaves a stop.

    `late_minutes` is None without live data, and below zero if the vehicle is early.
    """

    at: datetime
    line: str
    headsign: str
    stop: str
    late_minutes: int | None
    is_canceled: bool

    @property
    def early_minutes(self) -> int:
        """Return how many minutes it is early."""
        return -(self.late_minutes or 0)


@dataclass(frozen=True)
class ShownPart:
    """A part of a journey: a ride, or a walk, whose `line` and `headsign` are empty.

    `begins` and `ends` are names of stops or places. A walk of our own search has no times.
    """

    line: str
    headsign: str
    begins: str
    ends: str
    leaves_at: datetime | None
    arrives_at: datetime | None
    minutes: int
    late_minutes: int | None = None
    is_canceled: bool = False

    @property
    def early_minutes(self) -> int:
        """Return how many minutes it is early."""
        return -(self.late_minutes or 0)


@dataclass(frozen=True)
class ShownJourney:
    """A journey; `changes` counts the changes of vehicle, and is None for a walk all the way."""

    parts: list[ShownPart]
    leaves_at: datetime | None
    arrives_at: datetime
    changes: int | None


@dataclass(frozen=True)
class Shown:
    """The answer to a question."""

    title: str
    departures: list[ShownDeparture]
    journeys: list[ShownJourney]
    choices: list[Choice]
    has_timetable: bool = True
    is_understood: bool = True
    names_line: bool = False
    topic: Topic | None = None
    # The age of the newest live delays; None without any
    age: timedelta | None = None


def answered(question: str, *, at: datetime) -> Shown:
    """Return the answer to a question as pages show it.

    Without a timetable for the day of `at` the answer is empty, and `has_timetable` is false.
    """
    told = queries.ask(question, at=at)
    if told is None:
        return Shown("", [], [], [], has_timetable=False)
    answer = told.answer
    return Shown(
        title=answer.title,
        departures=_departures(told),
        journeys=_journeys(told) if told.planned is None else [*map(_planned, told.planned)],
        choices=list(answer.choices),
        is_understood=answer.is_understood,
        names_line=answer.names_line,
        topic=told.topic,
        age=max(at - told.known_at, timedelta()) if told.known_at else None,
    )


def _departures(told: Told) -> list[ShownDeparture]:
    table = told.timetable
    return [
        ShownDeparture(
            queries.moment(told.day, each.at),
            table.lines[each.line].name,
            each.headsign,
            table.stops[each.stop].name,
            _late_minutes(each.late),
            bool(each.late and each.late.is_canceled),
        )
        for each in told.answer.departures
    ]


def _journeys(told: Told) -> list[ShownJourney]:
    return [
        ShownJourney(
            parts=(parts := [_part(told, part) for part in each.parts]),
            leaves_at=next((part.leaves_at for part in parts if part.leaves_at), None),
            arrives_at=queries.moment(told.day, each.arrives_at),
            changes=each.rides - 1 if each.rides else None,
        )
        for each in told.answer.journeys
    ]


def _part(told: Told, part: Ride | Walk) -> ShownPart:
    table = told.timetable
    if isinstance(part, Ride):
        return ShownPart(
            line=table.lines[part.line].name,
            headsign=part.headsign,
            begins=table.stops[part.begins].name,
            ends=table.stops[part.ends].name,
            leaves_at=queries.moment(told.day, part.leaves_at),
            arrives_at=queries.moment(told.day, part.arrives_at),
            minutes=(part.arrives_at - part.leaves_at) // 60,
            late_minutes=_late_minutes(part.late),
            is_canceled=bool(part.late and part.late.is_canceled),
        )
    return ShownPart(
        line="",
        headsign="",
        begins=table.stops[part.begins].name,
        ends=table.stops[part.ends].name,
        leaves_at=None,
        arrives_at=None,
        minutes=ceil(part.seconds / 60),
    )


def _late_minutes(late: Late | None) -> int | None:
    return round(late.seconds / 60) if late else None


def _planned(legs: Sequence[Leg]) -> ShownJourney:
    """Return a journey that an external planner made."""
    rides = sum(bool(each.line) for each in legs)
    return ShownJourney(
        parts=[_leg(each) for each in legs],
        leaves_at=legs[0].leaves_at if legs else None,
        arrives_at=legs[-1].arrives_at,
        changes=rides - 1 if rides else None,
    )


def _leg(leg: Leg) -> ShownPart:
    late = leg.late_seconds
    return ShownPart(
        line=leg.line,
        headsign=leg.headsign,
        begins=leg.begins,
        ends=leg.ends,
        leaves_at=leg.leaves_at,
        arrives_at=leg.arrives_at,
        minutes=ceil(int((leg.arrives_at - leg.leaves_at).total_seconds()) / 60),
        late_minutes=None if late is None else round(late / 60),
    )
