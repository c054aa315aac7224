"""Open pages again and again as somebody who is signed in, and say how long each takes."""

from __future__ import annotations

import statistics
import time
from collections.abc import Mapping

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alo153.accounts.models import User
from bench.meter import cpu_seconds


def measured(pages: Mapping[str, str], *, by: str, times: int, database: int) -> list[str]:
    """Return a heading, and of each page p50, p95, its CPU here and in PostgreSQL, and queries.

    Args:
        pages: addresses by what they are called.
        by: the user name.
        database: the process number of PostgreSQL.
    """
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(username=by))
    wide = max(map(len, pages)) + 2
    head = f"{'':<{wide}}{'p50':>10}{'p95':>10}{'CPU page':>12}{'CPU database':>14}{'queries':>9}"
    rows = [
        f"{name:<{wide}}{_times(browser, path, times, database)}{_queries(browser, path):>9}"
        for name, path in pages.items()
    ]
    return [head, *rows]


def _times(browser: Client, path: str, times: int, database: int) -> str:
    _open(browser, path)
    ours, theirs = time.process_time(), cpu_seconds(database)
    seconds = sorted(_open(browser, path) for _ in range(times))
    ours, theirs = time.process_time() - ours, cpu_seconds(database) - theirs
    p95 = seconds[min(int(len(seconds) * 0.95), len(seconds) - 1)]
    return (
        f"{1000 * statistics.median(seconds):>7.0f} ms{1000 * p95:>7.0f} ms"
        f"{1000 * ours / times:>9.0f} ms{1000 * theirs / times:>11.0f} ms"
    )


def _queries(browser: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        _open(browser, path)
    return len(captured)


def _open(browser: Client, path: str) -> float:
    began = time.perf_counter()
    answer = browser.get(path)
    if answer.status_code != 200:  # noqa: PLR2004
        raise RuntimeError(f"{path}: {answer.status_code}")
    return time.perf_counter() - began
