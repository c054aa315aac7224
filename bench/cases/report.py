"""The figures of cases in words: conditions, a table, and what was to be reached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import django
from django.db import connection

from bench import report
from bench.cases.phases import Phase
from bench.cases.visitors import Result

HEAD = f"  {'':<52} clients   p50 ms   p95 ms      /s   CPU ms: app + database"


def conditions(*, cases: int, grew: float, workers: int, times: int) -> list[str]:
    """Say on what was measured, and how."""
    grown = f"grown in {grew:.0f} s" if grew else "of an earlier run"
    return [
        *report.machine(f"Django {django.__version__}, PostgreSQL {_version()}"),
        f"cases         {cases:,}, {grown}; {_sizes()}",
        f"load          {workers} web processes, clients dealt evenly; {times} requests a phase, "
        "asked again at once, on the same cores",
        "database      as shipped: fsync, full page writes, synchronous commit",
        "CPU           user and system time by /proc, of all processes of a program",
    ]


def _version() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return str(cursor.fetchone()[0])


def _sizes() -> str:
    """Say what the largest tables take with their indexes."""
    query = """
        SELECT relname, pg_total_relation_size(oid) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT 4
    """
    with connection.cursor() as cursor:
        cursor.execute(query)
        return ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in cursor.fetchall())


def line(phase: Phase, result: Result) -> str:
    """Write what one phase took."""
    app, database = _cpu(phase, result)
    return (
        f"  {phase.what:<52} {result.clients:7d} {result.times.at(50):8.1f}"
        f" {result.times.at(95):8.1f} {result.rate:7.0f}   {app:6.1f} + {database:.1f}"
    )


def _cpu(phase: Phase, result: Result) -> tuple[float, float]:
    """Return the CPU of the application, which may be this process, and of the database."""
    return result.cpu["bench" if phase.in_us else "web"], result.cpu["database"]


def targets(phases: Iterable[Phase], results: Mapping[str, Sequence[Result]]) -> list[str]:
    """Hold what was measured against what was promised."""
    lines = []
    for phase in phases:
        if phase.name not in results:
            continue
        one, many = results[phase.name][0], results[phase.name][-1]
        if phase.most is not None:
            lines.append(_target(phase, "median, 1 client", one.times.at(50), phase.most, "ms"))
        if phase.most_cpu is not None:
            lines.append(_target(phase, "CPU", sum(_cpu(phase, one)), phase.most_cpu, "ms"))
        if phase.least_rate is not None:
            verdict = "reached" if many.rate >= phase.least_rate else "MISSED"
            lines.append(
                f"  {phase.what}, {many.clients} clients: {many.rate:.0f}/s, at least "
                f"{phase.least_rate:g}: {verdict}"
            )
    return lines


def _target(phase: Phase, what: str, value: float, most: float, unit: str) -> str:
    verdict = "reached" if value <= most else "MISSED"
    return f"  {phase.what}, {what}: {value:.1f}, at most {most:g} {unit}: {verdict}"
