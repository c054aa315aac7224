"""Asterisk's security log, read as it grows."""

from __future__ import annotations

import logging
from pathlib import Path

log = logging.getLogger(__name__)

LARGEST = 16_000_000
"""A log that scanners fill is emptied beyond this many bytes; what counts is in PostgreSQL."""


class SecurityLog:
    """Reads what came since the last time; begins at the end of what is there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._place = path.stat().st_size if path.is_file() else 0
        self._rest = b""

    def new_lines(self) -> list[str]:
        """Return whole lines since the last call; none where Asterisk's files are not ours."""
        try:
            size = self._path.stat().st_size
            if size < self._place:  # emptied, or begun anew
                self._place, self._rest = 0, b""
            return self._read() if size > self._place else []
        except OSError:
            return []

    def _read(self) -> list[str]:
        with self._path.open("rb") as file:
            file.seek(self._place)
            found = self._rest + file.read(LARGEST)
            self._place = file.tell()
        *lines, self._rest = found.split(b"\n")
        if self._place > LARGEST:
            self._empty()
        return [line.decode(errors="replace") for line in lines]

    def _empty(self) -> None:
        """Empty the file; Asterisk appends, so it goes on at the beginning."""
        try:
            with self._path.open("r+b") as file:
                file.truncate(0)
        except OSError:
            log.warning("the security log cannot be emptied: %s", self._path)
