"""The queues of the city served here, as the switchboard and the screens know them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from alo153.calls.queue import GENERAL, Closed, Hours, Queue, never_closed
from alo153.city.citypack import PackError, calendar_of, emergency_number_of, queues_of
from alo153.city.citypack.parts import AROUND_THE_CLOCK, QueueLine, Queues
from alo153.city.rules.calendar import WorkingCalendar

log = logging.getLogger(__name__)


def of_city() -> Mapping[str, Queue]:
    """Return the queues by key; with a wrong file the general one alone, never a caller lost."""
    queues = {line.key: _queue(line) for line in _read().queues.queues}
    return queues or {GENERAL: Queue(key=GENERAL)}


def names() -> Mapping[str, str]:
    """Return the word staff see for each queue, in the city's order."""
    return {line.key: line.name for line in _read().queues.queues}


def name_of(key: str) -> str:
    """Return the word staff see for a queue; its key for one that the city has no more."""
    return names().get(key, key)


def skills() -> Mapping[str, str]:
    """Return the word staff see for each skill, in the city's order."""
    return _read().queues.skills


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
        queues, calendar = _queues(before), _calendar(before)
        _known = _Known(folder, stamp, queues, calendar, emergency_number_of(folder))
    return _known


@dataclass(frozen=True)
class _Known:
    """What the files of a city said; `stamp` is when each was changed, in nanoseconds."""

    folder: Path
    stamp: tuple[int, ...]
    queues: Queues
    calendar: WorkingCalendar | None
    emergency_number: str


_known: _Known | None = None


def _folder() -> Path:
    return Path(settings.CITIES_DIR) / settings.CITY


def _stamp() -> tuple[int, ...]:
    files = (_folder() / name for name in ("queues.toml", "city.toml"))
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in files)


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
        closed=Closed(line.closed),
        closed_to=line.closed_to,
        language=line.language,
        video=line.video,
    )
