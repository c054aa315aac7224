"""Photos of applications not sent yet: checked, outside the web root, swept after a day."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from alo153.core.files import uploads
from alo153.core.files.uploads import CheckedFile, FileError, FileProblem

_FOLDER = "staging"
_KEPT = timedelta(days=1)
MOST_BYTES: Final = 2 * 1024**3
"""Of all that waits, whoever sent it."""
_ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


@dataclass(frozen=True)
class StagedPhoto:
    """A checked file that waits to be sent."""

    name: str
    content_type: str
    needs_care: bool = False


def keep(key: str, upload: BinaryIO, *, at: datetime) -> StagedPhoto:
    """Check an upload by its content and keep it under the application's key.

    Raises:
        FileError: it is empty, too large, of another type, or broken; or there is no room for it.
    """
    checked = uploads.check(upload)
    if sweep(at) + len(checked.content) > MOST_BYTES:
        raise FileError(FileProblem.FULL)
    name = f"{secrets.token_hex(8)}.{_ENDINGS[checked.content_type]}"
    with uploads.room():
        default_storage.save(_path(key, name), ContentFile(checked.content))
    return StagedPhoto(name, checked.content_type, checked.needs_care)


def read(key: str, photo: StagedPhoto) -> CheckedFile | None:
    """Return a staged file, which was checked when it came; nothing if it was swept meanwhile."""
    try:
        with default_storage.open(_path(key, photo.name)) as file:
            return CheckedFile(file.read(), photo.content_type, photo.needs_care)
    except FileNotFoundError:
        return None


def drop(key: str, names: list[str]) -> None:
    """Delete staged files; one that is gone already is no error."""
    for name in names:
        default_storage.delete(_path(key, name))
    if not _names(key):
        default_storage.delete(f"{_FOLDER}/{key}")


def sweep(at: datetime) -> int:
    """Delete what applications that were never sent left behind; returns the bytes that wait."""
    if not default_storage.exists(_FOLDER):
        return 0
    waiting = 0
    for key in default_storage.listdir(_FOLDER)[0]:
        names = _names(key)
        times = [default_storage.get_modified_time(_path(key, name)) for name in names]
        if all(time < at - _KEPT for time in times):
            drop(key, names)
        else:
            waiting += sum(default_storage.size(_path(key, name)) for name in names)
    return waiting


def _names(key: str) -> list[str]:
    folder = f"{_FOLDER}/{key}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def _path(key: str, name: str) -> str:
    return f"{_FOLDER}/{key}/{name}"
