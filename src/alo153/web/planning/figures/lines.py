"""The forecast of one queue on one medium: what it is called, and the half hours of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alo153.calls.floor import city_queues
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.city import queries as city
from alo153.workforce.demand import goals
from alo153.workforce.demand.facts import Line
from alo153.workforce.demand.lines import halves_of
from alo153.workforce.demand.people import HARDLY
from alo153.workforce.forecast.handling import PART_HOURS, Handling
from alo153.workforce.models import ForecastLine, ForecastVersion
from alo153.workforce.staffing.erlang import Goal, Load, agents_for

_PATIENCE = 120.0
_WORDS = {channel.value: label for channel, label in CHANNEL_LABELS.items()}


@dataclass(frozen=True)
class Half:
    """Half an hour: contacts expected, their band, and the people who reach the queue's goal.

    ``people`` is None for written media, which nobody answers at once. ``cautious`` is the same by
    Erlang C, in which no caller gives up: the truth is between the two.
    """

    begins: str
    mean: float
    low: float
    high: float
    people: int | None
    cautious: int | None


def of_version(version: ForecastVersion | None) -> dict[str, ForecastLine]:
    """Return the lines of a forecast by key, in the order of their names; one query.

    Their numbers are not read.
    """
    if version is None:
        return {}
    rows = version.lines.defer("mean", "low", "high")
    return {Line.of(each).key: each for each in sorted(rows, key=name_of)}


def name_of(line: ForecastLine) -> str:
    """Return what staff call a line."""
    medium = _WORDS.get(line.channel, line.channel)
    if line.channel == Channel.COUNTER and line.queue in (places := city.offices_now()):
        return f"{places[line.queue]}, {medium}"
    return f"{city_queues.name_of(line.queue)}, {medium}"


def halves(line: ForecastLine, day: date) -> list[Half]:
    """Return the half hours of a day."""
    is_spoken, goal = line.channel == Channel.PHONE, goals.of_queue(line.queue)
    seconds = line.handling.of_halves
    return [
        Half(
            begins=f"{number // 2}:{30 * (number % 2):02}",
            mean=mean,
            low=low,
            high=high,
            people=_people(mean, seconds[number], goal, _PATIENCE) if is_spoken else None,
            cautious=_people(mean, seconds[number], goal, None) if is_spoken else None,
        )
        for number, (mean, low, high) in enumerate(zip(*halves_of(line, day), strict=True))
    ]


def parts(handling: Handling) -> list[tuple[str, str, float]]:
    """Return begin, end and seconds of each part of the day."""
    return [
        (f"{part * PART_HOURS}:00", f"{(part + 1) * PART_HOURS}:00", seconds)
        for part, seconds in enumerate(handling.parts)
    ]


def _people(calls: float, seconds: float, goal: Goal, patience: float | None) -> int:
    if calls < HARDLY:
        return 0
    return agents_for(Load(round(2 * calls, 1), float(round(seconds))), goal, patience)
