"""Real reports to grow cases from: Boston's 311 line, 2015. They are not shipped.

One JSON object a line, packed by gzip: `desc`, `address`, `type`, `neigh`, `source`, `opened`,
`closed`.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alo153.launch import paths
from bench.center import BenchError

NAMED = "ALO153_BENCH_DATA"
USUAL = "shared/data/boston_311_2015.jsonl.gz"
# A report that nobody closed stays open in the last year alone
_FORGOTTEN = timedelta(days=200)
_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it is in the file; instants are taken for UTC."""

    text: str
    address: str
    type: str
    place: str
    source: str
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Grown:
    """A report moved to where it is to be in time."""

    report: Report
    opened_at: datetime
    closed_at: datetime | None


def find(named: str = "") -> Path:
    """Return the file that is named, that of the environment, or the usual one next to the project.

    Raises:
        BenchError: it is not there; says how to name it.
    """
    asked = named or os.environ.get(NAMED, "")
    places = [Path(asked)] if asked else [up / USUAL for up in paths.PROJECT.parents]
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        where = asked or f"../{USUAL}"
        raise BenchError(
            f"the reports to grow cases from are not at {where}: name the file with --data or "
            f"{NAMED} (one JSON object a line, gzip; docs/reference/bench.md says which fields)"
        )
    return found


def read(path: Path) -> list[Report]:
    """Read all reports, oldest first. Raises BenchError for a file that holds something else."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            reports = [_report(json.loads(line)) for line in lines]
    except (OSError, ValueError, KeyError, TypeError) as reason:
        raise BenchError(f"{path} does not hold reports: {reason!r}") from reason
    return sorted(reports, key=lambda report: report.opened_at)


def _report(row: dict[str, Any]) -> Report:
    closed = row["closed"]
    return Report(
        text=row["desc"],
        address=row["address"] or "",
        type=row["type"],
        place=f"{row['neigh']}{row['address']}",
        source=row["source"],
        opened_at=_instant(row["opened"]),
        closed_at=_instant(closed) if closed else None,
    )


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def grow(reports: Sequence[Report], count: int, *, until: datetime) -> Iterator[Grown]:
    """Repeat the reports, a year earlier each time, until there are so many; oldest first.

    The last one was opened at `until`; what closes later is open still.
    """
    rounds = -(-count // len(reports))
    last = until - reports[-1].opened_at
    skipped = rounds * len(reports) - count
    for back in range(rounds - 1, -1, -1):
        for report in reports[skipped if back == rounds - 1 else 0 :]:
            opened = report.opened_at + last - back * _YEAR
            yield Grown(report, opened, _closed(report, opened, until=until))


def _closed(report: Report, opened: datetime, *, until: datetime) -> datetime | None:
    took = report.closed_at - report.opened_at if report.closed_at else _FORGOTTEN
    closed = opened + max(took, timedelta(minutes=1))
    return closed if closed <= until else None
