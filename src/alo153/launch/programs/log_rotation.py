"""Logs of `up` are bounded: large ones are set aside while their programs run on.

In production logrotate does the same (docs/howto/run-in-production.md).
"""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from alo153.launch.programs.log_files import open_log

LARGEST: Final = 10_000_000
KEPT: Final = 3
POLL_SECONDS: Final = 30


def is_large(log: Path) -> bool:
    """Say whether a log is to be rotated."""
    return log.is_file() and log.stat().st_size > LARGEST


def rotate(log: Path, *, kept: int = KEPT) -> None:
    """Rename a log to `NAME.1`, the one before to `NAME.2`, and drop what is older than `kept`.

    Its writer must be told to begin a new one.
    """
    _make_room(log, kept)
    log.replace(_older(log, 1))


def rotate_by_copy(log: Path, *, kept: int = KEPT) -> None:
    """Copy a log to `NAME.1` and empty it: its writer appends and knows of nothing.

    What is written during the copy is copied; only a line of the instant between the end of the
    file and the emptying is lost. A rotation that is killed loses nothing, and the next one may
    leave its lines twice.
    """
    _make_room(log, kept)
    with log.open("r+b") as lines, open_log(_older(log, 1), anew=True) as copy:
        shutil.copyfileobj(lines, copy)
        lines.truncate(0)


def rotate_large(folder: Path, asterisk: Path | None, reopen: Callable[[], None]) -> None:
    """Rotate what is large: logs of our programs in one folder, logs of Asterisk in another.

    Our switchboard reads Asterisk's as they grow, so they are renamed: a copy would lose lines.
    """
    for log in filter(is_large, _logs(folder)):
        rotate_by_copy(log)
    large = [log for log in _logs(asterisk) if is_large(log)] if asterisk else []
    for log in large:
        rotate(log)
    if large:
        reopen()


async def keep(folder: Path, asterisk: Path | None, reopen: Callable[[], None]) -> None:
    """Rotate what is large, as long as `up` runs."""
    while True:
        await asyncio.sleep(POLL_SECONDS)
        await asyncio.to_thread(rotate_large, folder, asterisk, reopen)


def _logs(folder: Path) -> Iterable[Path]:
    found = [*folder.glob("*.log"), folder / "queue_log"]
    return [log for log in found if log.is_file()]


def _make_room(log: Path, kept: int) -> None:
    for number in range(kept - 1, 0, -1):
        if _older(log, number).is_file():
            _older(log, number).replace(_older(log, number + 1))


def _older(log: Path, number: int) -> Path:
    return log.with_name(f"{log.name}.{number}")
