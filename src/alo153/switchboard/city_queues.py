"""The queues of the city served here, as the switchboard and the screens know them."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from alo153.switchboard.acd.queues import GENERAL, Closed, Hours, Queue
from alo153.units.citypack import PackError, queues_of
from alo153.units.citypack.parts import QueueLine, Queues

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


def _queue(line: QueueLine) -> Queue:
    return Queue(
        key=line.key,
        name=line.name,
        skill=line.skill,
        levels=line.levels,
        priority=line.priority,
        hours=Hours(days=line.hours, zone=ZoneInfo(settings.TIME_ZONE)),
        overflow_after=line.overflow_after,
        overflow_to=line.overflow_to,
        closed=Closed(line.closed),
        closed_to=line.closed_to,
        language=line.language,
        video=line.video,
    )
