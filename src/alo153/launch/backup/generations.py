"""The generations in a folder: named by their time, so many are kept, one works at a time."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from alo153.launch.backup import manifest
from alo153.launch.backup.trouble import BackupError

_NAME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
_PARTIAL: Final = "partial"
_VERIFIED: Final = "verified"
"""Holds when it was restored and compared."""


def listed(home: Path) -> list[Path]:
    """Return the generations, oldest first."""
    names = [path for path in home.iterdir() if _NAME.fullmatch(path.name)]
    return sorted(path for path in names if (path / manifest.NAME).is_file())


def newest(home: Path) -> Path:
    """Return the newest generation. Raises BackupError: there is none."""
    found = listed(home) if home.is_dir() else []
    if not found:
        raise BackupError(f"{home} holds no backup")
    return found[-1]


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Let one backup work in the folder. Raises BackupError: another does."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (home / "lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"another backup works in {home}") from None
        yield


@contextmanager
def new(home: Path, at: datetime) -> Iterator[Path]:
    """Give a folder that becomes the generation of `at` when the block ends well, else is removed.

    Raises BackupError: the disk is full or cannot be written.
    """
    partial = home / _PARTIAL
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        yield partial
        partial.rename(home / at.astimezone(UTC).strftime("%Y-%m-%dT%H%M%SZ"))
        _sync(home)
    except OSError as error:
        raise BackupError(f"{home}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def mark_verified(generation: Path, at: datetime) -> None:
    """Note that it was restored and found equal."""
    (generation / _VERIFIED).write_text(at.isoformat())


def drop_old(home: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep`; the newest that was verified is never deleted."""
    found = listed(home)
    proved = [each for each in found if (each / _VERIFIED).is_file()][-1:]
    old = [each for each in found[:-keep] if each not in proved]
    for each in old:
        shutil.rmtree(each)
    return old


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
