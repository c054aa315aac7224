"""Open the pages of quality over a year, as a supervisor does."""

from __future__ import annotations

import os
import time
from typing import Final

from alo153.city import queries as city
from alo153.core import clock
from bench.cases.place import Place
from bench.opening import measured
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


def run(place: Place, *, contacts: int, agents: int, times: int) -> list[str]:
    """Return the report: p50, p95, CPU and queries of each page."""
    began = time.perf_counter()
    scored = fill(contacts, agents, city.today(clock.now()))
    filled = time.perf_counter() - began
    place.write_down()
    head = (
        f"{contacts:,} contacts of {agents} agents in a year, {scored:,} of them scored, filled in "
        f"{filled:.0f} s; {times} times each, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}; to reach: p95 below {TO_REACH_MS} ms"
    )
    return [head, *measured(_PAGES, by=SUPERVISOR, times=times, place=place)]
