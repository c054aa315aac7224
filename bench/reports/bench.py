"""Open reports of a year of contacts by their pages, as a supervisor does."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import date

from django.test import Client

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import clock
from bench.meter import cpu_seconds
from bench.reports.filling import fill

SUPERVISOR = "hakan"


def run(*, contacts: int, times: int, settle: Callable[[], None], database: int) -> list[str]:
    """Return the report: p50 and p95 of each page, and its CPU here and in PostgreSQL.

    Args:
        settle: lets PostgreSQL put on the disk what was filled in, before it is measured.
        database: the process number of PostgreSQL.
    """
    today = city.today(clock.now())
    began = time.perf_counter()
    half_hours, days, matters = fill(contacts, today)
    filled = time.perf_counter() - began
    settle()
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(username=SUPERVISOR))
    head = (
        f"{contacts:,} contacts in a year: {half_hours:,} half hours, {days:,} days, {matters:,} "
        f"matters, filled in {filled:.0f} s; {times} times each, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    columns = f"{'':<34}{'p50':>10}{'p95':>10}{'CPU page':>12}{'CPU database':>14}"
    rows = [_measured(name, browser, path, times, database) for name, path in pages(today).items()]
    return [head, columns, *rows]


def pages(today: date) -> dict[str, str]:
    """Return what is opened."""
    year = f"range=own&since={today.replace(year=today.year - 1)}&until={today}"
    month = f"range=own&since={today.replace(day=1)}&until={today}"
    return {
        "a year by month": f"/reports/?{year}&by=month",
        "a year by day": f"/reports/?{year}&by=day",
        "a year by month, and before": f"/reports/?{year}&by=month&compared=year",
        "a year by agent": f"/reports/?{year}&by=agent",
        "a year by queue": f"/reports/?{year}&by=queue",
        "a year of applications by topic": f"/reports/?subject=matters&{year}&by=topic",
        "a month by half hour": f"/reports/?{month}&by=half_hour",
        "a year by neighborhood (map)": "/reports/places/?range=year",
        "the yearly report": f"/reports/yearly/{today.year}/",
    }


def _measured(name: str, browser: Client, path: str, times: int, database: int) -> str:
    _open(browser, path)
    ours, theirs = time.process_time(), cpu_seconds(database)
    seconds = sorted(_open(browser, path) for _ in range(times))
    ours, theirs = time.process_time() - ours, cpu_seconds(database) - theirs
    p95 = seconds[min(int(len(seconds) * 0.95), len(seconds) - 1)]
    return (
        f"{name:<34}{1000 * statistics.median(seconds):>7.0f} ms{1000 * p95:>7.0f} ms"
        f"{1000 * ours / times:>9.0f} ms{1000 * theirs / times:>11.0f} ms"
    )


def _open(browser: Client, path: str) -> float:
    began = time.perf_counter()
    answer = browser.get(path)
    if answer.status_code != 200:  # noqa: PLR2004
        raise RuntimeError(f"{path}: {answer.status_code}")
    return time.perf_counter() - began
