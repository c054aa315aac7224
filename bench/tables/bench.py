"""Bring a table, look at it, let it be taken in, kill the worker in the middle, and count."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

from django.db import connection

from alo153.accounts.models import User
from alo153.cases.models import RegisterEntry
from alo153.city import queries as city
from alo153.core import clock
from alo153.partners.imports import actions
from alo153.partners.models import TableImport, TableLine
from bench.cases.place import Place
from bench.center import BenchError, until
from bench.figures import Use
from bench.meter import Meter
from bench.report import machine
from bench.tables.content import content

WHO: Final = "hakan"
LATE: Final = "the worker did not come to its end"
_PATIENCE: Final = 3 * 3600.0
# Of the jobs that opened some hundred lines each, from their events
_JOBS: Final = """
SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY took),
  percentile_disc(0.95) WITHIN GROUP (ORDER BY took)
FROM (
  SELECT extract(epoch FROM max(at) FILTER (WHERE type = 'succeeded')
    - max(at) FILTER (WHERE type = 'started'))::float8 AS took
  FROM procrastinate_events JOIN procrastinate_jobs ON procrastinate_jobs.id = job_id
  WHERE task_name = %s GROUP BY job_id
) AS jobs
"""


class Worker(Protocol):
    """A program that was started."""

    pid: int

    def send_signal(self, number: int, /) -> None:
        """Kill it, or ask it to end."""

    def wait(self) -> int:
        """Return its exit code when it has ended."""


@dataclass(frozen=True, kw_only=True)
class Phase:
    """What one part took, and the most memory that the worker held in it, of that at its start."""

    name: str
    seconds: float
    uses: Mapping[str, Use]
    peak: float
    before: float


@dataclass(frozen=True, kw_only=True)
class Result:
    """What became of the table. `jobs`: seconds of a job of some hundred lines, p50 and p95."""

    phases: tuple[Phase, ...]
    before_kill: int
    opened: int
    numbers: int
    jobs: tuple[float, float]


def run(place: Place, *, lines: int, megabytes: int) -> Iterator[str]:
    """Yield what a table took. Raises BenchError if a line is missing or there twice."""
    whole = content(lines=lines, size=megabytes * 1024 * 1024)
    yield from conditions(lines, len(whole))
    started: list[subprocess.Popen[bytes]] = []

    def worker() -> subprocess.Popen[bytes]:
        started.append(_worker(place, len(started)))
        return started[-1]

    [database] = place.programs["database"]
    try:
        result = take(whole, worker=worker, database=database)
    finally:
        for program in started:
            program.kill()
            program.wait()
    yield from of_lines(result, lines)
    if not result.opened == result.numbers == lines:
        raise BenchError("a line is missing, or there twice")


def _worker(place: Place, number: int) -> subprocess.Popen[bytes]:
    with (place.folder / f"worker-{number}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "alo153", "procrastinate", "worker"],
            env={**os.environ, **place.environment()},
            stdout=log,
            stderr=log,
        )


def take(
    content: bytes,
    *,
    worker: Callable[[], Worker],
    database: int,
    killed: Callable[[], None] = lambda: None,
    patience: float = _PATIENCE,
    say: Callable[[str], None] = print,
) -> Result:
    """Take a whole table in.

    Args:
        worker: starts a worker.
        database: the process of PostgreSQL.
        killed: what is done after the kill, for the job to be found.
        patience: seconds that a phase may take.
        say: hears of each phase as soon as it is over.

    Raises:
        BenchError: a phase took longer.
    """
    user, desk = User.objects.get(username=WHO), city.partners_now()["cimer"]
    table = actions.upload(desk=desk, content=content, by=user, at=clock.now())
    phases = []

    def over(phase: Phase) -> None:
        phases.append(phase)
        say(line(phase))

    def is_in(*states: str) -> bool:
        return TableImport.objects.filter(pk=table.pk, state__in=states).exists()

    first = worker()
    with measured("look", first, database) as seen:
        until(lambda: is_in("ready", "refused"), LATE, patience)
    over(seen())
    rows = TableImport.objects.get(pk=table.pk).rows
    actions.take(table=table, by=user, at=clock.now())
    with measured("take, to the kill", first, database) as seen:
        until(lambda: _opened() >= rows // 2, LATE, patience)
    over(seen())
    first.send_signal(signal.SIGKILL)
    first.wait()
    before_kill = _opened()
    killed()
    second = worker()
    with measured("take, the rest", second, database) as seen:
        until(lambda: is_in("done"), LATE, patience)
    over(seen())
    second.send_signal(signal.SIGTERM)
    second.wait()
    return Result(
        phases=tuple(phases),
        before_kill=before_kill,
        opened=_opened(),
        numbers=RegisterEntry.objects.values("number").distinct().count(),
        jobs=_jobs(),
    )


def conditions(lines: int, size: int) -> list[str]:
    """Say on what was measured, and how."""
    return [*machine("one worker"), f"table         {lines:,} lines, {size:,} bytes"]


def line(phase: Phase) -> str:
    """Write what a phase took."""
    used = "  ".join(f"{name} {use.cpu:.1f} CPU s" for name, use in phase.uses.items())
    memory = f"worker {phase.before:.0f} MB, at most {phase.peak:.0f} MB"
    return f"{phase.name:<18}{phase.seconds:>8.1f} s  {used}  {memory}"


def of_lines(result: Result, asked: int) -> list[str]:
    """Write what became of the lines."""
    half, most = (1000 * seconds for seconds in result.jobs)
    return [
        f"a job of 200 lines: p50 {half:.0f} ms, p95 {most:.0f} ms",
        f"opened {result.opened:,} of {asked:,}, {result.before_kill:,} of them before kill -9; "
        f"{result.numbers:,} numbers",
    ]


@contextmanager
def measured(name: str, worker: Worker, database: int) -> Iterator[Callable[[], Phase]]:
    """Read worker and database around a block; what is yielded says it afterwards."""
    before, began = _memory(worker.pid, "VmRSS"), time.monotonic()
    meter = Meter({"worker": worker.pid, "database": database})
    found: list[Phase] = []
    yield lambda: found[0]
    found.append(
        Phase(
            name=name,
            seconds=time.monotonic() - began,
            uses=meter.uses(),
            peak=_memory(worker.pid, "VmHWM"),
            before=before,
        )
    )


def _opened() -> int:
    return TableLine.objects.filter(state=TableLine.State.OPENED).count()


def _jobs() -> tuple[float, float]:
    with connection.cursor() as cursor:
        cursor.execute(_JOBS, [actions.TAKE_JOB])
        half, most = cursor.fetchone()
    return float(half or 0), float(most or 0)


def _memory(pid: int, name: str) -> float:
    """Return megabytes of a process: VmRSS at present, VmHWM the most that it ever held."""
    rows = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(row.split()[1]) / 1000 for row in rows if row.startswith(name))
