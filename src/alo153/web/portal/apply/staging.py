"""Photos of applications not sent yet: checked, outside the web root, swept after a day.

Each visitor has a share of what is still free, so no number of them fills it for the next one
(A. K. Choudhury, E. L. Hahne, "Dynamic queue length thresholds for shared-memory packet switches",
1998). A visitor is a network address: a file's name bears a keyed digest of it.
"""

import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.crypto import salted_hmac

from alo153.core.files import uploads
from alo153.core.files.uploads import CheckedFile, FileError, FileProblem

_FOLDER = "staging"
_KEPT = timedelta(days=1)
MOST_BYTES: Final = 2 * 1024**3
"""Of everything that waits, from all senders."""
SHARE: Final = 8
"""A visitor holds at most an eighth of what is free; some forty citizens may share an address."""
SMALL: Final = 2 * 1024**2
"""A photo is smaller once it is checked; a scan may not be."""
RESERVE: Final = 256 * 1024**2
"""Of it the small alone take."""
_ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


@dataclass(frozen=True)
class StagedPhoto:
    """A checked file that waits to be sent."""

    name: str
    content_type: str
    needs_care: bool = False


def keep(key: str, upload: BinaryIO, *, visitor: str, source: str, at: datetime) -> StagedPhoto:
    """Check an upload by its content and keep it under the application's key.

    Args:
        visitor: the network address that sends it; it is not written down.
        source: under which name it waits to be checked (`proof.source_of`).

    Raises:
        FileError: it is empty, too large, of another type, or broken; or there is no room for it
            (`FULL`), or this visitor holds their share of it (`SHARE`).
    """
    checked, mark = uploads.check(upload, source=source), _mark(visitor)
    waiting, size = sweep(at), len(checked.content)
    if waiting[mark] + size > share(waiting.total(), size):
        fits = waiting[mark] and size <= free(waiting.total(), size)
        raise FileError(FileProblem.SHARE if fits else FileProblem.FULL)
    name = f"{mark}-{secrets.token_hex(8)}.{_ENDINGS[checked.content_type]}"
    with uploads.room():
        default_storage.save(_path(key, name), ContentFile(checked.content))
    return StagedPhoto(name, checked.content_type, checked.needs_care)


def share(waiting: int, size: int) -> int:
    """Return how many bytes one visitor may hold, with a file of `size`, when so many wait."""
    return free(waiting, size) // SHARE


def free(waiting: int, size: int) -> int:
    """Return how many bytes are free for files of `size`, when so many wait."""
    reserved = 0 if size <= SMALL else RESERVE
    return max(0, MOST_BYTES - reserved - waiting)


def read(key: str, photo: StagedPhoto) -> CheckedFile | None:
    """Return a staged file, which was checked when it came; nothing if it has been swept."""
    try:
        with default_storage.open(_path(key, photo.name)) as file:
            return CheckedFile(file.read(), photo.content_type, photo.needs_care)
    except FileNotFoundError:
        return None


def drop(key: str, names: list[str]) -> None:
    """Delete staged files; a deleted one is no error."""
    for name in names:
        default_storage.delete(_path(key, name))
    if not _names(key):
        default_storage.delete(f"{_FOLDER}/{key}")


def clear(key: str) -> None:
    """Delete all that was staged for an application."""
    drop(key, _names(key))


def sweep(at: datetime) -> Counter[str]:
    """Delete what applications that were never sent left behind.

    Returns the bytes that wait, by the mark of the visitor who sent them.
    """
    waiting = Counter[str]()
    if not default_storage.exists(_FOLDER):
        return waiting
    for key in default_storage.listdir(_FOLDER)[0]:
        files = list(_files(key))
        if all(file.kept_at < at - _KEPT for file in files):
            clear(key)
            continue
        for file in files:
            waiting[file.mark] += file.size
    return waiting


@dataclass(frozen=True)
class _File:
    mark: str
    size: int
    kept_at: datetime


def _files(key: str) -> Iterator[_File]:
    for name in _names(key):
        path = _path(key, name)
        with suppress(FileNotFoundError):  # its application was sent this moment
            size, kept_at = default_storage.size(path), default_storage.get_modified_time(path)
            yield _File(name.rpartition("-")[0], size, kept_at)


def _mark(visitor: str) -> str:
    return salted_hmac("portal.staging", visitor, algorithm="sha256").hexdigest()[:16]


def _names(key: str) -> list[str]:
    try:
        return default_storage.listdir(f"{_FOLDER}/{key}")[1]
    except FileNotFoundError:
        return []


def _path(key: str, name: str) -> str:
    return f"{_FOLDER}/{key}/{name}"
