"""The queues in which what is written to the city waits."""

import logging
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from alo153.city.citypack import PackError, queues_of
from alo153.city.citypack.parts import Queues
from alo153.city.citypack.queues.lines import FILE, GENERAL
from alo153.city.queries.files import files_in_force, stamp_of

log = logging.getLogger(__name__)


def written_queue(channel: str, *, to: Iterable[str] = ()) -> str:
    """Return the queue of what comes by a channel, as queues.toml says; no query.

    Args:
        to: the addresses that it was written to, in lower case; the first one with a queue counts.
    """
    medium = next((each for each in _now().media if each.channel == channel), None)
    if medium is None:
        return GENERAL
    return next((medium.addresses[each] for each in to if each in medium.addresses), medium.queue)


def written_queues() -> Mapping[str, str]:
    """Return the queues in which anything written may wait, with their names; no query.

    Callers of a video queue are seen, so nothing written waits there.
    """
    return {each.key: each.name for each in _now().queues if not each.video}


def _now() -> Queues:
    return _read(files_in_force(), stamp_of(FILE))


@lru_cache(maxsize=1)
def _read(folder: Path, _stamp: int) -> Queues:
    try:
        return queues_of(folder)
    except PackError as error:
        for mistake in error.mistakes:
            log.error("queues of what is written left out: %s", mistake)
        return Queues()
