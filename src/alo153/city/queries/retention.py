"""For how long what citizens said and sent is kept."""

import logging
from dataclasses import asdict, dataclass, fields

from django.conf import settings

from alo153.city.citypack import PackError
from alo153.city.citypack.retention import Retention, retention_of
from alo153.city.queries.files import files_in_force, follow_documents

log = logging.getLogger(__name__)
_LONGEST = 3650


@dataclass(frozen=True)
class KeptDays:
    """Days after which it is deleted; `Retention` says what each is of."""

    recordings: int
    arrivals: int
    # An insult is complained of within six months (TCK 73)
    abuse_reports: int = 365
    # It is prosecuted within eight years (TCK 66/1-e)
    complaint_files: int = 2920
    feedback: int = 365


def kept_days() -> KeptDays:
    """Return what the city says (retention.toml), else its installation or we; a query, or two.

    The files of this machine follow the documents first: a worker that has just started would
    delete by the city's own file what an administrator keeps for longer. With a file that cannot be
    read hardly anything is deleted: what is older than ten years.

    Raises OSError: the files lag behind, and the disk takes no new ones.
    """
    follow_documents()
    try:
        said = retention_of(files_in_force())
    except PackError as error:
        log.error("nothing is deleted until this is corrected: %s", error)
        said = Retention(**{each.name: _LONGEST for each in fields(Retention)})
    usual = {"recordings": settings.RECORDING_DAYS, "arrivals": settings.ARRIVAL_DAYS}
    return KeptDays(**usual | {name: days for name, days in asdict(said).items() if days})
