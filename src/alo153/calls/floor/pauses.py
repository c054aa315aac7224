"""Why agents take no calls for a while, as the city says it (pauses.toml)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from alo153.city import queries as city
from alo153.city.citypack import PackError
from alo153.city.citypack.pauses import FILE, PauseLine, pauses_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Pauses:
    """The names of the reasons by language, and the seconds that a pause may last, by reason."""

    names: Mapping[str, Mapping[str, str]]
    limits: Mapping[str, float]


def of_city() -> Pauses:
    """Return the city's own reasons; without its file, or with a wrong one, only limits.

    The file is read again when it has changed; no query.
    """
    return _read(city.files_in_force(), city.stamp_of(FILE))


@lru_cache(maxsize=1)
def _read(folder: Path, _stamp: int) -> Pauses:
    try:
        lines = pauses_of(folder, language="")
    except PackError as error:
        for mistake in error.mistakes:
            log.error("reasons of pauses left out: %s", mistake)
        lines = ()
    return Pauses({line.key: line.name for line in lines}, _limits(lines))


def _limits(lines: tuple[PauseLine, ...]) -> Mapping[str, float]:
    minutes: Mapping[str, float] = settings.PAUSE_MINUTES
    if lines:
        minutes = {line.key: line.minutes for line in lines if line.minutes}
    return {why: 60.0 * each for why, each in minutes.items()}
