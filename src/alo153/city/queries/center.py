"""The times by which the center works now."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from alo153.city.citypack import PackError
from alo153.city.citypack.queues.center import FILE, center_of
from alo153.city.queries.files import files_in_force, stamp_of

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class CenterTimes:
    """Times in the unit of their names.

    Args:
        ring_seconds: one agent rings for so long.
        wrap_up_seconds: after a call, until the agent is ready.
        wrap_up_more_seconds: added once a call when an agent asks for more time.
        return_seconds: a caller waits for an agent whose page or network was lost.
        position_seconds: between two announcements of the position.
        menu_seconds: without a key in the voice menu, until the caller is put through.
        survey_seconds: for the rating after a talk; 0 asks nobody.
        retry_seconds: until a citizen whose place was kept is called again.
        retries: how often again.
        answer_within_seconds: a call answered within them keeps the service level.
        short_abandon_seconds: a caller who gives up within them is counted apart.
        serve_within_minutes: a visitor at a desk within them keeps the service level.
    """

    ring_seconds: int
    wrap_up_seconds: int
    wrap_up_more_seconds: int
    return_seconds: int
    position_seconds: int
    menu_seconds: int
    survey_seconds: int
    retry_seconds: int
    retries: int
    answer_within_seconds: int
    short_abandon_seconds: int
    serve_within_minutes: int


def center_times() -> CenterTimes:
    """Return what the city says (center.toml), else its installation; no query.

    The file is read again when it has changed. A file with a mistake says nothing.
    """
    return CenterTimes(**{**usual_times(), **_read(files_in_force(), stamp_of(FILE))})


def usual_times() -> dict[str, int]:
    """Return the times of the installation by their names: what its environment says."""
    return {each.name: int(getattr(settings, each.name.upper())) for each in fields(CenterTimes)}


@lru_cache(maxsize=1)
def _read(folder: Path, _stamp: int) -> Mapping[str, int]:
    try:
        return center_of(folder)
    except PackError as error:
        for mistake in error.mistakes:
            log.error("times of the center left out: %s", mistake)
        return {}
