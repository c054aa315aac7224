"""How old the newest backup is, whichever program wrote it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from alo153.alarms.queries.live import machine
from alo153.core.clock import now
from alo153.launch.backup import manifest

AT = now()


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    """Return the folder into which backups are written, with the lock of its first day."""
    settings.BACKUP_FOLDER = tmp_path
    write(tmp_path / "lock", hours=500)
    return tmp_path


def write(path: Path, *, hours: float) -> None:
    """Write a file so many hours ago."""
    path.parent.mkdir(exist_ok=True)
    path.touch()
    at = (AT - timedelta(hours=hours)).timestamp()
    os.utime(path, (at, at))


def age() -> float | None:
    """Return the age in whole hours."""
    [reading] = machine.backup_age("", AT)
    return None if reading.value is None else round(reading.value)


def test_the_newest_generation_is_the_newest_backup(folder: Path) -> None:
    write(folder / "2026-11-30T020000Z" / manifest.NAME, hours=30)
    write(folder / "2026-12-01T020000Z" / manifest.NAME, hours=6)
    assert age() == 6


def test_what_is_not_whole_is_no_backup(folder: Path) -> None:
    write(folder / "2026-11-30T020000Z" / manifest.NAME, hours=30)
    write(folder / "partial" / manifest.NAME, hours=1)
    write(folder / "2026-12-01T020000Z" / manifest.DUMP, hours=1)
    assert age() == 30


def test_a_file_that_another_program_wrote_is_one(folder: Path) -> None:
    write(folder / "alo153-2026-12-01.dump", hours=5)
    assert age() == 5


def test_an_empty_folder_is_as_old_as_can_be_told(folder: Path) -> None:
    assert list(folder.iterdir()) == [folder / "lock"]
    assert age() == round(AT.timestamp() / 3600)
