"""Open pages again and again as somebody who is signed in, and say how long each takes."""

from __future__ import annotations

import time
from collections.abc import Mapping

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alo153.accounts.models import User
from bench.cases.place import Place
from bench.figures import Spread
from bench.meter import cpu_seconds


def measured(pages: Mapping[str, str], *, by: str, times: int, place: Place) -> list[str]:
    """Return a heading, and of each page its times by the clock, its CPU, and its queries.

    CPU is that of the page and of PostgreSQL, each on average, and p50 and p95 of both together.

    Args:
        pages: addresses by what they are called.
        by: the user name.
    """
    [database] = place.programs["database"]
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(User.objects.get(username=by))
    wide = max(map(len, pages)) + 2
    head = f"{'':<{wide}}{'p50':>10}{'p95':>10}{'CPU page':>12}{'CPU database':>14}"
    head += f"{'CPU p50':>11}{'CPU p95':>11}{'queries':>9}"
    rows = [
        f"{name:<{wide}}{_times(browser, path, times, database)}{_queries(browser, path):>9}"
        for name, path in pages.items()
    ]
    return [head, *rows]


def _times(browser: Client, path: str, times: int, database: int) -> str:
    _open(browser, path)
    opened = [_costs(browser, path, database) for _ in range(times)]
    seconds, ours, theirs = zip(*opened, strict=True)
    clock, both = Spread.of(seconds), Spread.of(page + base for _, page, base in opened)
    return (
        f"{clock.at(50):>7.0f} ms{clock.at(95):>7.0f} ms"
        f"{1000 * sum(ours) / times:>9.0f} ms{1000 * sum(theirs) / times:>11.0f} ms"
        f"{both.at(50):>8.0f} ms{both.at(95):>8.0f} ms"
    )


def _costs(browser: Client, path: str, database: int) -> tuple[float, float, float]:
    """Return the seconds by the clock, of CPU here, and of CPU in PostgreSQL."""
    ours, theirs = time.process_time(), cpu_seconds(database)
    seconds = _open(browser, path)
    return seconds, time.process_time() - ours, cpu_seconds(database) - theirs


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
