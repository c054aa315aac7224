"""The one field, and its answer as pages show it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django import forms
from django.utils.translation import gettext_lazy

from alo153.city import queries as city
from alo153.transport import queries
from alo153.transport.queries import Told
from alo153.transport.rules.answering import LONGEST, Choice
from alo153.transport.rules.journeys import Ride, Walk


class TransportForm(forms.Form):
    """A line, a stop, or a way from one place to another."""

    use_required_attribute = False

    question = forms.CharField(
        label=gettext_lazy("Line, stop or way"),
        help_text=gettext_lazy("500, 500 Umuttepe, or Umuttepe > Gebze 09:00"),
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Type a line, a stop or a way.")},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "enterkeyhint": "search", "autofocus": True}
        ),
    )


@dataclass(frozen=True)
class ShownDeparture:
    """A vehicle that leaves a stop."""

    at: datetime
    line: str
    headsign: str
    stop: str


@dataclass(frozen=True)
class ShownPart:
    """A ride of a line, or a walk where there is none."""

    line: str
    headsign: str
    begins: str
    ends: str
    leaves_at: datetime | None
    arrives_at: datetime | None
    minutes: int


@dataclass(frozen=True)
class ShownJourney:
    """A journey; `changes` is None where one walks all the way."""

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


def answered(question: str, *, at: datetime) -> Shown:
    """Return the answer to a question as pages show it."""
    told = queries.ask(question, at=at)
    if told is None:
        return Shown("", [], [], [], has_timetable=False)
    answer = told.answer
    return Shown(
        title=answer.title,
        departures=_departures(told),
        journeys=_journeys(told),
        choices=list(answer.choices),
        is_understood=answer.is_understood,
    )


def _moment(told: Told, seconds: int) -> datetime:
    midnight = datetime.combine(told.day, time(), tzinfo=city.zone())
    return midnight + timedelta(seconds=seconds)


def _departures(told: Told) -> list[ShownDeparture]:
    table = told.timetable
    return [
        ShownDeparture(
            _moment(told, each.at),
            table.lines[each.line].name,
            each.headsign,
            table.stops[each.stop].name,
        )
        for each in told.answer.departures
    ]


def _journeys(told: Told) -> list[ShownJourney]:
    return [
        ShownJourney(
            parts=(parts := [_part(told, part) for part in each.parts]),
            leaves_at=next((part.leaves_at for part in parts if part.leaves_at), None),
            arrives_at=_moment(told, each.arrives_at),
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
            leaves_at=_moment(told, part.leaves_at),
            arrives_at=_moment(told, part.arrives_at),
            minutes=(part.arrives_at - part.leaves_at) // 60,
        )
    return ShownPart(
        line="",
        headsign="",
        begins=table.stops[part.begins].name,
        ends=table.stops[part.ends].name,
        leaves_at=None,
        arrives_at=None,
        minutes=-(-part.seconds // 60),
    )
