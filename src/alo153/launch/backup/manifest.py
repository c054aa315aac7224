"""The manifest of a generation (one backup): its time, the versions, and its content."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from alo153.launch.backup.contents import Contents
from alo153.launch.backup.trouble import BackupError

NAME: Final = "manifest.json"
DUMP: Final = "database.dump"
FILES: Final = "files"
FORMAT: Final = 1


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """The manifest of a generation.

    Args:
        taken_at: when the backup began.
        city: the key of the city.
        versions: name of a program -> its version.
        dump: the SHA-256 of the dump.
        tables: table -> number of rows, and their digest.
        files: path below the data folder -> bytes, time of change in ns, SHA-256.
    """

    taken_at: datetime
    city: str
    versions: dict[str, str]
    dump: str
    tables: Contents
    files: dict[str, tuple[int, int, str]]


def write(folder: Path, manifest: Manifest) -> None:
    """Write a manifest into the folder of its generation, and wait until it is on disk."""
    said = {**asdict(manifest), "taken_at": manifest.taken_at.isoformat(), "format": FORMAT}
    with (folder / NAME).open("w") as handle:
        json.dump(said, handle, indent=1, sort_keys=True)
        handle.flush()
        os.fsync(handle.fileno())


def read(folder: Path) -> Manifest:
    """Return the manifest in the folder of a generation.

    Raises:
        BackupError: it is missing, broken, or of a later format.
    """
    try:
        said = json.loads((folder / NAME).read_text())
        if said.pop("format") != FORMAT:
            raise BackupError(f"{folder}: made by a later version of alo153, which can restore it")
        said["taken_at"] = datetime.fromisoformat(said["taken_at"])
        said["tables"] = {name: (rows, digest) for name, (rows, digest) in said["tables"].items()}
        said["files"] = {path: tuple(facts) for path, facts in said["files"].items()}
        return Manifest(**said)
    except FileNotFoundError as error:
        raise BackupError(f"{folder}: no backup, {NAME} is missing") from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BackupError(f"{folder}: {NAME} cannot be read") from error


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hexadecimal digits."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def check(folder: Path, manifest: Manifest) -> None:
    """Compare the dump and every file of a generation with their digests.

    Raises:
        BackupError: one is missing or damaged; the text names the first.
    """
    expected = {DUMP: manifest.dump}
    expected |= {f"{FILES}/{path}": sha256 for path, (_, _, sha256) in manifest.files.items()}
    for name, sha256 in expected.items():
        path = folder / name
        if not path.is_file():
            raise BackupError(f"{path} is missing")
        if digest(path) != sha256:
            raise BackupError(f"{path} is damaged: its digest is not that of {NAME}")
