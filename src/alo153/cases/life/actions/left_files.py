"""Signatures and scans of cards that no row names: a kill between file and row left them."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched
from typing import Final

from django.core.files.storage import Storage

from alo153.cases.models import PersonalFile

FOLDER: Final = "personal"
OLD_ENOUGH: Final = timedelta(days=1)
"""A younger file may belong to an open transaction."""
_AT_ONCE: Final = 500
logger = logging.getLogger(__name__)


def sweep_personal_files(*, at: datetime) -> int:
    """Delete the files that no row names and that are a day old; returns how many.

    What cannot be read or deleted is logged, and the next sweep tries it again.
    """
    storage = PersonalFile._meta.get_field("file").storage
    count = 0
    for names in batched(_files(storage, FOLDER), _AT_ONCE):
        rows = PersonalFile.objects.filter(file__in=names).values_list("file", flat=True)
        for name in set(names).difference(rows):
            count += _deleted(storage, name, before=at - OLD_ENOUGH)
    if count:
        logger.warning("deleted %s files of signatures and cards that no row named", count)
    return count


def _files(storage: Storage, folder: str) -> Iterator[str]:
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for each in sorted(files):
        yield f"{folder}/{each}"
    for each in sorted(folders):
        yield from _files(storage, f"{folder}/{each}")


def _deleted(storage: Storage, name: str, *, before: datetime) -> bool:
    """Delete a file that is old enough; its name is a hash and tells nothing."""
    try:
        if storage.get_modified_time(name) >= before:
            return False
        storage.delete(name)
    except OSError as error:
        logger.error("file %s is left behind: %s", name, type(error).__name__)
        return False
    return True
