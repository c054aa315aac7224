"""The queues of the city served here, as the switchboard and the screens know them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alo153.calls.menu.public_numbers import PublicNumber
from alo153.calls.menu.windows import Window
from alo153.calls.queue import GENERAL, Closed, ListLimits, Queue
from alo153.city import queries as city
from alo153.city.citypack import (
    PackError,
    calendar_of,
    emergency_number_of,
    numbers_of,
    queues_of,
)
from alo153.city.citypack.parts import (
    AROUND_THE_CLOCK,
    NumberLine,
    QueueLine,
    Queues,
)
from alo153.city.citypack.queue_parts import MediumLine
from alo153.city.rules.calendar import WorkingCalendar
from alo153.city.rules.opening import Hours, never_closed
from alo153.contacts.offering.media import Media, Medium

log = logging.getLogger(__name__)
_FILES = ("queues.toml", "city.toml", "numbers.toml", "menu.toml")


def of_city() -> Mapping[str, Queue]:
    """Return the queues by key; with a wrong file the general one alone, never a caller lost."""
    queues = {line.key: _queue(line) for line in _read().queues.queues}
    return queues or {GENERAL: Queue(key=GENERAL)}


def speaking(language: str) -> str:
    """Return the queue whose agents speak a language; the general one if no other is for it."""
    queues = of_city()
    if GENERAL in queues and queues[GENERAL].language == language:
        return GENERAL
    return next((key for key, each in queues.items() if each.language == language), GENERAL)


def names() -> Mapping[str, str]:
    """Return the word staff see for each queue, in the city's order."""
    return {line.key: line.name for line in _read().queues.queues}


def name_of(key: str) -> str:
    """Return the word staff see for a queue; its key for one that the city has no more."""
    return names().get(key, key)


def public_numbers() -> tuple[PublicNumber, ...]:
    """Return the numbers that citizens dial, the usual one first; none without the file."""
    return tuple(map(public_number, _read().numbers))


def number_name(key: str) -> str:
    """Return the word staff see for a public number where there are several; else nothing."""
    named = {line.key: line.name for line in _read().numbers}
    return named.get(key, key) if len(named) > 1 else ""


def windows() -> tuple[Window, ...]:
    """Return the hours in which citizens may choose to be called back, in the city's order."""
    return tuple(
        Window(
            key=line.key,
            name=line.name,
            begins=line.begins,
            ends=line.ends,
            capacity=line.capacity,
            priority=line.priority,
        )
        for line in _read().queues.windows
    )


def skills() -> Mapping[str, str]:
    """Return the word staff see for each skill, in the city's order."""
    return _read().queues.skills


def media() -> Media:
    """Return the media whose contacts are offered; none with a wrong file that never was right."""
    said = _read().queues
    lasts = said.written
    return Media(
        by_key={line.channel: _medium(line) for line in said.media},
        offer=lasts.offer_seconds,
        rest=lasts.rest_seconds,
        caller_waits=lasts.caller_waits,
        quiet=lasts.quiet_seconds,
    )


def _medium(line: MediumLine) -> Medium:
    return Medium(
        key=line.channel,
        at_once=line.at_once,
        beside_call=line.beside_call,
        live=line.live,
        priority=line.priority,
        skill=line.skill,
        kept_for=line.kept_for,
        target=line.target,
        targets=line.targets,
        queue=line.queue,
    )


def list_limits() -> ListLimits:
    """Return what outgoing lists may take of the center."""
    said = _read().queues.lists
    return ListLimits(
        lines=said.lines,
        reserve_lines=said.reserve_lines,
        reserve_agents=said.reserve_agents,
        at_once=said.at_once,
        attempts=said.attempts,
        retry_after=60.0 * said.retry_minutes,
        a_day=said.a_day,
    )


def country() -> str:
    """Return the city's country, which the switchboard needs without PostgreSQL; empty: unknown."""
    calendar = _read().calendar
    return (calendar.country or "") if calendar else ""


def emergency_number() -> str:
    """Return whom the city hands callers in danger over to, without PostgreSQL; empty: unknown."""
    return _read().emergency_number


def _read() -> _Known:
    """Read the files again when they have changed; one with a mistake is left out."""
    global _known  # noqa: PLW0603 - one process serves one city
    folder, stamp = _folder(), _stamp()
    if _known is None or (_known.folder, _known.stamp) != (folder, stamp):
        before = _known if _known and _known.folder == folder else None
        queues, calendar, numbers = _queues(before), _calendar(before), _numbers(before)
        _known = _Known(folder, stamp, queues, calendar, numbers, emergency_number_of(folder))
    return _known


@dataclass(frozen=True)
class _Known:
    """The content of a city's files; `stamp` is when each was changed, in nanoseconds."""

    folder: Path
    stamp: tuple[int, ...]
    queues: Queues
    calendar: WorkingCalendar | None
    numbers: tuple[NumberLine, ...]
    emergency_number: str


_known: _Known | None = None


def _folder() -> Path:
    return city.files_in_force()


def _stamp() -> tuple[int, ...]:
    files = (_folder() / name for name in _FILES)
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)


def _numbers(before: _Known | None) -> tuple[NumberLine, ...]:
    try:
        return numbers_of(_folder())
    except PackError as error:
        for mistake in error.mistakes:
            log.error("public numbers left out: %s", mistake)
        return before.numbers if before else ()


def _queues(before: _Known | None) -> Queues:
    try:
        return queues_of(_folder())
    except PackError as error:
        for mistake in error.mistakes:
            log.error("queues left out: %s", mistake)
        return before.queues if before else Queues()


def _calendar(before: _Known | None) -> WorkingCalendar | None:
    try:
        return calendar_of(_folder())
    except PackError as error:
        for mistake in error.mistakes:
            log.error("time zone and holidays left out: %s", mistake)
        return before.calendar if before else None


def _hours(line: QueueLine) -> Hours:
    """Take the city's holidays into account, unless the queue is open on them or always.

    Hours in a time zone that nobody knows would turn callers away: then it is open.
    """
    calendar = _read().calendar
    if calendar is None:
        return Hours()
    keeps = line.holidays == "closed" and line.hours != AROUND_THE_CLOCK
    closed_from = calendar.closed_from if keeps else never_closed
    return Hours(days=line.hours, zone=calendar.timezone, closed_from=closed_from)


def public_number(line: NumberLine) -> PublicNumber:
    """Return a number of the city's file as the switchboard knows it."""
    return PublicNumber(
        key=line.key, name=line.name, dialed=line.dialed, menu=line.menu, queue=line.queue
    )


def _queue(line: QueueLine) -> Queue:
    return Queue(
        key=line.key,
        name=line.name,
        skill=line.skill,
        levels=line.levels,
        priority=line.priority,
        hours=_hours(line),
        overflow_after=line.overflow_after,
        overflow_to=line.overflow_to,
        unattended_after=line.unattended_after,
        longest_wait=line.longest_wait,
        goal_percent=line.goal_percent,
        goal_seconds=line.goal_seconds,
        closed=Closed(line.closed),
        closed_to=line.closed_to,
        language=line.language,
        video=line.video,
        whispered=line.whisper,
    )
