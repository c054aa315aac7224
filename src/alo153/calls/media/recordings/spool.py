"""The folder in which Asterisk writes what is said, until the worker has kept it. Knows no Django.

Switchboard, worker and Asterisk see it under the same path.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from alo153.calls.endpoints.ids import monitor_of_take

RATE = 8000
"""Samples a second: that of the telephone network."""

SAMPLE_BYTES = 2
CITIZEN = "-citizen.sln"
AGENT = "-agent.sln"
_NAME = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-(?:citizen|agent)\.sln")


class SpoolFiles(NamedTuple):
    """The two files of a call: what the citizen says, and what the citizen hears."""

    citizen: Path
    agent: Path


@dataclass(frozen=True)
class Spool:
    """Names the files of calls and finds the existing ones."""

    folder: Path

    def of(self, call: str) -> SpoolFiles:
        """Name the files of a call."""
        return SpoolFiles(self.folder / (call + CITIZEN), self.folder / (call + AGENT))

    def calls(self) -> Iterator[str]:
        """Name the calls of which files are there."""
        found = (_NAME.fullmatch(path.name) for path in self.folder.glob("*.sln"))
        yield from sorted({match[1] for match in found if match})

    def prompts(self, *, before: float) -> Iterator[Path]:
        """Yield the prompts of telephones that were written last before an instant (epoch)."""
        for path in self.folder.glob(f"{monitor_of_take('*')}.wav"):
            if path.stat().st_mtime < before:
                yield path

    def written_at(self, call: str) -> float | None:
        """Tell when a call's files were written last, in seconds since the epoch."""
        times = [path.stat().st_mtime for path in self.of(call) if path.exists()]
        return max(times, default=None)

    def remove(self, call: str) -> None:
        """Delete a call's files."""
        for path in self.of(call):
            path.unlink(missing_ok=True)
