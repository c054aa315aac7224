"""Open the pages of quality over a year, as a supervisor does."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import Final

from django.test import Client

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import clock
from bench.quality.filling import fill

SUPERVISOR = "hakan"
TO_REACH_MS: Final = 300
_PAGES: Final = {
    "the team, 30 days": "/quality/team/?days=30",
    "the team, 90 days": "/quality/team/?days=90",
    "the team, a year": "/quality/team/?days=365",
    "what citizens say, 30 days": "/quality/voice/?days=30",
    "what citizens say, a year": "/quality/voice/?days=365",
}


def run(*, contacts: int, agents: int, times: int, settle: Callable[[], None]) -> list[str]:
    """Return the report: p50, p95 and statements of each page.

    Args:
        settle: lets PostgreSQL put on the disk what was filled in, before it is measured.
    """
    began = time.perf_counter()
    scored = fill(contacts, agents, city.today(clock.now()))
    filled = time.perf_counter() - began
    settle()
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(username=SUPERVISOR))
    head = (
        f"{contacts:,} contacts of {agents} agents in a year, {scored:,} of them scored, filled in "
        f"{filled:.0f} s; {times} times each, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}; to reach: p95 below {TO_REACH_MS} ms"
    )
    columns = f"{'':<30}{'p50':>10}{'p95':>10}{'CPU page':>12}"
    rows = [_measured(name, browser, path, times) for name, path in _PAGES.items()]
    return [head, columns, *rows]


def _measured(name: str, browser: Client, path: str, times: int) -> str:
    _open(browser, path)
    cpu = time.process_time()
    seconds = sorted(_open(browser, path) for _ in range(times))
    cpu = time.process_time() - cpu
    p95 = seconds[min(int(len(seconds) * 0.95), len(seconds) - 1)]
    return (
        f"{name:<30}{1000 * statistics.median(seconds):>7.0f} ms{1000 * p95:>7.0f} ms"
        f"{1000 * cpu / times:>9.0f} ms"
    )


def _open(browser: Client, path: str) -> float:
    began = time.perf_counter()
    answer = browser.get(path)
    if answer.status_code != 200:  # noqa: PLR2004
        raise RuntimeError(f"{path}: {answer.status_code}")
    return time.perf_counter() - began
