"""When a line leaves, in the few words of an SMS and in the sounds of the voice menu."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from alo153.calls.menu.lookup_contract import Question, Reply
from alo153.calls.menu.lookup_nodes import FOUND, UNKNOWN
from alo153.calls.menu.voice import sounds_for_departures
from alo153.calls.menu.walk import BETWEEN_CODES
from alo153.core.text.moments import time_of_day
from alo153.transport import queries
from alo153.transport.queries import Told
from alo153.transport.rules.departures import Departure

_LETTERS: Final = 110
"""The room for departures in an SMS of one part."""
_SPOKEN: Final = 3


@dataclass(frozen=True)
class Said:
    """A text of the city, and what it is filled with."""

    key: str
    facts: Mapping[str, str]


def is_known(text: str, at: datetime) -> bool:
    """Say whether a timetable knows the line and the stop that are written."""
    told = queries.ask(text, at=at)
    return told is not None and told.answer.names_line


def said(text: str, *, at: datetime) -> Said | None:
    """Return what answers an SMS; None where nothing is known."""
    told = queries.ask(text, at=at)
    if told is None or not told.answer.names_line:
        return None
    answer = told.answer
    if answer.choices:
        labels = _joined([each.label for each in answer.choices])
        return Said("departures_which_sms", {"choices": labels})
    times = _joined([_written(told, each) for each in _coming(told)])
    if not times:
        return Said("departures_none_sms", {"place": answer.title})
    return Said("departures_sms", {"place": answer.title, "times": times})


def spoken(question: Question, *, at: datetime) -> Reply:
    """Say when the typed line leaves the typed stop next, as late as it is known to be."""
    line, _, stop = question.code.partition(BETWEEN_CODES)
    told = queries.ask(f"{line} #{stop}" if stop else line, at=at)
    if told is None:
        return Reply()
    if not told.answer.names_line:
        return Reply(UNKNOWN)
    coming = [
        queries.moment(told.day, each.expected_at)
        for each in _coming(told)
        # Of this side of the street: its sign was read
        if told.timetable.stops[each.stop].code == stop or not stop
    ]
    times = [(each.hour, each.minute) for each in sorted(coming)[:_SPOKEN]]
    return Reply(FOUND, sounds=tuple(sounds_for_departures(line, times, question.language)))


def _coming(told: Told) -> list[Departure]:
    """Return the departures that are not canceled."""
    return [each for each in told.answer.departures if not (each.late and each.late.is_canceled)]


def _written(told: Told, departure: Departure) -> str:
    time = time_of_day(queries.moment(told.day, departure.at))
    minutes = round(departure.late.seconds / 60) if departure.late else 0
    late = f" ({minutes:+d})" if minutes else ""
    return f"{time}{late} {departure.headsign}"


def _joined(those: list[str]) -> str:
    """Join as many as an SMS holds."""
    said = ""
    for each in those:
        longer = f"{said}, {each}" if said else each
        if len(longer) > _LETTERS:
            break
        said = longer
    return said or those[0][:_LETTERS] if those else ""
