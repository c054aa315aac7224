"""Asterisk's security log, read as it grows."""

from __future__ import annotations

import logging
from pathlib import Path

from alo153.switchboard.asterisk.growing_log import GrowingLog

log = logging.getLogger(__name__)

LARGEST = 64_000_000
"""A log that nobody rotates is emptied at this size; the counts are in PostgreSQL."""


class SecurityLog:
    """Reads what came since the last time; begins at the end of what is there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._growing = GrowingLog(path)

    def new_lines(self) -> list[str]:
        """Return whole lines since the last call; none where Asterisk's files are not ours."""
        lines = self._growing.new_lines()
        if self._path.is_file() and self._path.stat().st_size > LARGEST:
            self._empty()
        return lines

    def _empty(self) -> None:
        """Empty the file; Asterisk appends, so it continues at the beginning."""
        try:
            with self._path.open("r+b") as file:
                file.truncate(0)
        except OSError:
            log.warning("the security log cannot be emptied: %s", self._path)
