"""The queues of the city served here, as the switchboard and the screens know them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date, time
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from alo153.switchboard.acd.queues import GENERAL, Closed, Hours, Queue, never_closed
from alo153.units.citypack import PackError, calendar_of, queues_of
from alo153.units.citypack.parts import AROUND_THE_CLOCK, QueueLine, Queues

log = logging.getLogger(__name__)


def of_city() -> Mapping[str, Queue]:
    """Return the queues by key; with a wrong file the general one alone, never a caller lost."""
    return {line.key: _queue(line) for line in _read().queues} or {GENERAL: Queue(key=GENERAL)}


def names() -> Mapping[str, str]:
    """Return the word staff see for each queue, in the city's order."""
    return {line.key: line.name for line in _read().queues}


def skills() -> Mapping[str, str]:
    """Return the word staff see for each skill, in the city's order."""
    return _read().skills


@cache
def _read() -> Queues:
    """Read the file once per process: it changes with a new release of the city's data."""
    try:
        return queues_of(Path(settings.CITIES_DIR) / settings.CITY)
    except PackError as error:
        for mistake in error.mistakes:
            log.error("queues left out: %s", mistake)
        return Queues()


def _hours(line: QueueLine) -> Hours:
    """Take the city's holidays into account, unless the queue is open on them or always."""
    keeps = line.holidays == "closed" and line.hours != AROUND_THE_CLOCK
    closed_from = _closed_from() if keeps else never_closed
    return Hours(days=line.hours, zone=ZoneInfo(settings.TIME_ZONE), closed_from=closed_from)


@cache
def _closed_from() -> Callable[[date], time | None]:
    """Read the city's holidays once per process; with a wrong file there are none."""
    try:
        return calendar_of(Path(settings.CITIES_DIR) / settings.CITY).closed_from
    except PackError as error:
        for mistake in error.mistakes:
            log.error("holidays left out: %s", mistake)
        return never_closed


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
        closed=Closed(line.closed),
        closed_to=line.closed_to,
        language=line.language,
        video=line.video,
    )
