"""The compact forms of timetables in the storage, each under the digest of its feed.

Another version has another digest, so no process can load the form of an older one for it.
"""

import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from alo153.transport.rules.compact import FORMAT, NotCompact, packed, unpacked
from alo153.transport.rules.timetable import Timetable

logger = logging.getLogger(__name__)


def keep(digest: str, timetable: Timetable) -> None:
    """Keep the compact form of a timetable, in place of one that may be damaged.

    If it cannot be kept, for example on a full disk, the feed itself still answers.
    """
    name = name_of(digest)
    try:
        default_storage.delete(name)
        default_storage.save(name, ContentFile(packed(timetable)))
    except OSError:
        logger.exception("The compact form of timetable %s cannot be kept", digest)


def load(digest: str) -> Timetable | None:
    """Return the timetable of a feed; None without its compact form, or if that is damaged."""
    try:
        with default_storage.open(name_of(digest)) as file:
            return unpacked(file.read())
    except FileNotFoundError:
        return None
    except (NotCompact, OSError):
        logger.exception("The compact form of timetable %s cannot be read", digest)
        return None


def name_of(digest: str) -> str:
    """Return where the storage keeps the compact form of a feed."""
    return f"timetables/{digest}.compact-{FORMAT}"
