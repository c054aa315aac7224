"""The store of copies of good moments: next to the recordings, with the same backup and keys."""

from django.core.files.storage import Storage, storages


def copies() -> Storage:
    """Return the storage of copies."""
    return storages["recordings"]
