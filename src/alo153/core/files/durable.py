"""Files that outlive a cut of the power."""

import os
from pathlib import Path

from django.db.models.fields.files import FieldFile


def sync(file: FieldFile) -> None:
    """Wait until the disk has a kept file and the folders that name it."""
    path = Path(file.path)
    root = Path(file.storage.path(""))
    for each in (path, *path.parents):
        if each == root.parent:
            return
        _sync(each)


def replace(path: Path, content: bytes) -> None:
    """Replace a file at once: a killed process leaves the old or the new one."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
