"""Results of the last backups, in a file of the data folder: commands write it, web reads it."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

NAME: Final = "backup.json"


@dataclass(frozen=True, kw_only=True)
class BackupRecord:
    """The results of the last backups.

    Args:
        taken_at: when the newest backup was taken.
        verified_at: when the newest was taken that was restored and found equal since.
        failed_at: when taking or verifying failed, if it did not succeed since.
        failure: why, in the words of the command.
    """

    taken_at: datetime | None = None
    verified_at: datetime | None = None
    failed_at: datetime | None = None
    failure: str = ""


def read(folder: Path) -> BackupRecord:
    """Read it; nothing is known where it is missing or cannot be read."""
    try:
        said = json.loads((folder / NAME).read_text())
        values: dict[str, Any] = {key: _value(key, said[key]) for key in said}
        return BackupRecord(**values)
    except (OSError, TypeError, ValueError):
        return BackupRecord()


def write(folder: Path, **changes: Any) -> None:
    """Change its content; a reader at that moment sees all of it or nothing."""
    said = asdict(replace(read(folder), **changes))
    text = json.dumps({key: _text(value) for key, value in said.items()})
    beside = folder / f"{NAME}.{os.getpid()}"
    beside.write_text(text)
    beside.replace(folder / NAME)


def _value(key: str, value: str) -> datetime | str | None:
    if not key.endswith("_at"):
        return value
    return datetime.fromisoformat(value) if value else None


def _text(value: datetime | str | None) -> str:
    return value.isoformat() if isinstance(value, datetime) else value or ""
