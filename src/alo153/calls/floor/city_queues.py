"""The queues of the city served here, as the switchboard and the screens know them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from alo153.calls.queue import GENERAL, Closed, Hours, Queue, never_closed
from alo153.city.citypack import PackError, calendar_of, queues_of
from alo153.city.citypack.parts import AROUND_THE_CLOCK, QueueLine, Queues

log = logging.getLogger(__name__)


def of_city() -> Mapping[str, Queue]:
    """Return the queues by key; with a wrong file the general one alone, never a caller lost."""
    return {line.key: _queue(line) for line in _read().queues} or {GENERAL: Queue(key=GENERAL)}


def names() -> Mapping[str, str]:
    """Return the word staff see for each queue, in the city's order."""
    return {line.key: line.name for line in _read().queues}


def name_of(key: str) -> str:
    """Return the word staff see for a queue; its key for one that the city has no more."""
    return names().get(key, key)


def skills() -> Mapping[str, str]:
    """Return the word staff see for each skill, in the city's order."""
    return _read().skills


def _read() -> Queues:
    """Read the files again when they have changed; one with a mistake is left out."""
    global _known  # noqa: PLW0603 - one process serves one city
    folder, stamp = _folder(), _stamp()
    if _known is None or (_known.folder, _known.stamp) != (folder, stamp):
        before = _known if _known and _known.folder == folder else None
        _known = _Known(folder, stamp, _queues(before), _closed_from_file(before))
    return _known.queues


@dataclass(frozen=True)
class _Known:
    """What the files of a city said; `stamp` is when each was changed, in nanoseconds."""

    folder: Path
    stamp: tuple[int, ...]
    queues: Queues
    closed_from: Callable[[date], time | None]


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


def _closed_from_file(before: _Known | None) -> Callable[[date], time | None]:
    try:
        return calendar_of(_folder()).closed_from
    except PackError as error:
        for mistake in error.mistakes:
            log.error("holidays left out: %s", mistake)
        return before.closed_from if before else never_closed


def _hours(line: QueueLine) -> Hours:
    """Take the city's holidays into account, unless the queue is open on them or always."""
    keeps = line.holidays == "closed" and line.hours != AROUND_THE_CLOCK
    closed_from = _closed_from() if keeps else never_closed
    return Hours(days=line.hours, zone=ZoneInfo(settings.TIME_ZONE), closed_from=closed_from)


def _closed_from() -> Callable[[date], time | None]:
    _read()
    return _known.closed_from if _known else never_closed


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
