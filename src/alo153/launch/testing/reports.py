"""Reports of a pytest to its starter, by two small files in a folder."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Failure(NamedTuple):
    """A test that failed, or what else makes a run red, and the first error of it."""

    name: str
    error: str = ""


class Report(NamedTuple):
    """Numbers of passed and skipped tests, the failed ones, and failures beyond a second try.

    `seed` is what pytest-randomly drew by, or None without it.
    """

    passed: int = 0
    skipped: int = 0
    failed: tuple[Failure, ...] = ()
    broken: tuple[str, ...] = ()
    seed: int | None = None


class Progress(NamedTuple):
    """The numbers of finished tests, of all tests, and of failures."""

    over: int = 0
    all: int = 0
    failed: int = 0


def read_report(folder: Path) -> Report | None:
    """Return what came of a run, or None if it did not come to its end."""
    with suppress(OSError, ValueError, TypeError):
        found = Report(*json.loads((folder / "report").read_text()))
        failed = tuple(Failure(*each) for each in found.failed)
        return found._replace(failed=failed, broken=tuple(found.broken))
    return None


def read_progress(folder: Path) -> Progress:
    """Return how far a run is."""
    with suppress(OSError, ValueError, TypeError):
        return Progress(*json.loads((folder / "progress").read_text()))
    return Progress()


def write(folder: Path, facts: Report | Progress) -> None:
    """Write one of them, at once: a reader finds the former file or the new one."""
    name = "report" if isinstance(facts, Report) else "progress"
    beside = folder / f"{name}.new"
    beside.write_text(json.dumps(facts))
    beside.replace(folder / name)
