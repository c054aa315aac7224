"""For how long what citizens said and sent is kept."""

import logging
from dataclasses import dataclass

from django.conf import settings

from alo153.city.citypack import PackError
from alo153.city.citypack.retention import Retention, retention_of
from alo153.city.queries.files import files_in_force, follow_documents

log = logging.getLogger(__name__)
_LONGEST = 3650


@dataclass(frozen=True)
class KeptDays:
    """Days after which it is deleted: recordings of calls, and what channels handed in."""

    recordings: int
    arrivals: int


def kept_days() -> KeptDays:
    """Return what the city says (retention.toml), else its installation; a query, or two.

    The files of this machine follow the documents first: a worker that has just started would
    delete by the city's own file what an administrator keeps for longer. With a file that cannot be
    read hardly anything is deleted: what is older than ten years.

    Raises OSError: the files lag behind, and the disk takes no others.
    """
    follow_documents()
    try:
        said = retention_of(files_in_force())
    except PackError as error:
        log.error("nothing is deleted until this is corrected: %s", error)
        said = Retention(recordings=_LONGEST, arrivals=_LONGEST)
    return KeptDays(
        recordings=said.recordings or settings.RECORDING_DAYS,
        arrivals=said.arrivals or settings.ARRIVAL_DAYS,
    )
