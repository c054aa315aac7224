"""Open reports of a year of contacts by their pages, as a supervisor does."""

from __future__ import annotations

import os
import time
from datetime import date

from alo153.city import queries as city
from alo153.core import clock
from bench.cases.place import Place
from bench.opening import measured
from bench.reports.filling import fill

SUPERVISOR = "hakan"


def run(place: Place, *, contacts: int, times: int) -> list[str]:
    """Return the report: p50, p95, CPU and queries of each page."""
    today = city.today(clock.now())
    began = time.perf_counter()
    half_hours, days, matters = fill(contacts, today)
    filled = time.perf_counter() - began
    place.write_down()
    head = (
        f"{contacts:,} contacts in a year: {half_hours:,} half hours, {days:,} days, {matters:,} "
        f"matters, filled in {filled:.0f} s; {times} times each, {os.cpu_count()} cores, "
        f"load {os.getloadavg()[0]:.1f}"
    )
    return [head, *measured(pages(today), by=SUPERVISOR, times=times, place=place)]


def pages(today: date) -> dict[str, str]:
    """Return what is opened."""
    year = f"range=own&since={today.replace(year=today.year - 1)}&until={today}"
    month = f"range=own&since={today.replace(day=1)}&until={today}"
    return {
        "a year by month": f"/reports/?{year}&by=month",
        "a year by day": f"/reports/?{year}&by=day",
        "a year by month, and before": f"/reports/?{year}&by=month&compared=year",
        "a year by agent": f"/reports/?{year}&by=agent",
        "a year by team": f"/reports/?{year}&by=team",
        "a year by queue": f"/reports/?{year}&by=queue",
        "a year of applications by topic": f"/reports/?subject=matters&{year}&by=topic",
        "a month by half hour": f"/reports/?{month}&by=half_hour",
        "a year by neighborhood (map)": "/reports/places/?range=year",
        "the yearly report": f"/reports/yearly/{today.year}/",
    }
