"""A log of Asterisk's, read as it grows and through its rotation: no line lost, none read twice.

A rotation renames the file (`NAME` to `NAME.1`, and that one to `NAME.2`), and Asterisk begins a
new file on command. Until then it continues in the renamed file, which is complete as soon as
the new file has a line.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

MOST_BYTES: Final = 32_000_000
"""Bytes of a file that one reading takes at most: of the queue log some hundred thousand calls."""


class GrowingLog:
    """Whole lines of a log; `from_start` takes in what was there, and the file rotated last."""

    def __init__(self, path: Path, *, from_start: bool = False) -> None:
        self._path = path
        self._file = 0
        """The file that is read, by its number in the file system; 0 before there is one."""
        self._place = 0
        there = _stat(path) or _stat(path.with_name(f"{path.name}.1"))
        if there and not from_start:
            self._file, self._place = there.st_ino, there.st_size

    @property
    def has_begun(self) -> bool:
        """Say whether something was read, or passed over."""
        return self._file != 0

    def new_lines(self) -> list[str]:
        """Return whole lines since the last call; none where Asterisk's files are not ours."""
        try:
            return [line for file in self._files() for line in self._read(file)]
        except OSError:
            return []

    def _files(self) -> list[Path]:
        """Return what is to be read, the oldest first: what was rotated since, and the new one."""
        now = _stat(self._path)
        if now and now.st_ino == self._file:
            return [self._path]
        older = self._rotated()
        return [*older, self._path] if now and now.st_size else older

    def _rotated(self) -> list[Path]:
        """Return the renamed files from the one that was read on; the last one at a start."""
        found: list[Path] = []
        for number in range(1, 100):
            file = self._path.with_name(f"{self._path.name}.{number}")
            if not (known := _stat(file)):
                break
            found.insert(0, file)
            if self._file in {0, known.st_ino}:
                return found
        return []  # what was read is gone: the new one is all there is

    def _read(self, file: Path) -> list[str]:
        with file.open("rb") as handle:
            known = os.fstat(handle.fileno())
            begins = known.st_ino != self._file or known.st_size < self._place
            place = 0 if begins else self._place
            handle.seek(max(place, known.st_size - MOST_BYTES))
            text = handle.read()
            whole = text[: text.rfind(b"\n") + 1]
            self._file, self._place = known.st_ino, handle.tell() - len(text) + len(whole)
        return whole.decode(errors="replace").splitlines()


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
