"""The two places of sound: where Asterisk writes it, and where it is kept."""

from django.conf import settings
from django.core.files.storage import Storage, storages

from alo153.calls.media.recordings.spool import Spool


def store() -> Storage:
    """Return where recordings are kept."""
    return storages["recordings"]


def spool() -> Spool:
    """Return where Asterisk writes them."""
    return Spool(settings.RECORDING_SPOOL)
