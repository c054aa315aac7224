"""`./alo153 bench cases`, once its database is ready: grow, ask, print."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Collection, Sequence

from alo153.core import clock
from alo153.launch.steps import step
from bench.cases import growing, report, source
from bench.cases import place as places
from bench.cases.phases import CLIENTS, Asker, Phase
from bench.cases.place import Place
from bench.cases.source import Report
from bench.cases.town import Town
from bench.cases.visitors import Result, measure

# Before each phase: the first requests of a process compile templates, those of a connection
# prepare its statements, and those of a database read its pages from the disk
_WARM_UP = 200


def run(place: Place, reports: Sequence[Report], asked: argparse.Namespace) -> int:
    """Grow what is missing, measure, print, and return 0."""
    town = Town()
    grew = 0.0 if place.grown else grow(place, town, reports, asked.cases)
    with places.web(place, asked.workers):
        head = report.conditions(
            cases=asked.cases, grew=grew, workers=asked.workers, times=asked.requests
        )
        print("", *head, "", report.HEAD, sep="\n", flush=True)
        ask(place, town, reports, times=asked.requests, only=asked.only)
    return 0


def grow(place: Place, town: Town, reports: Sequence[Report], cases: int) -> float:
    """Write the cases and return the seconds it took."""
    began = time.monotonic()
    with step(f"{cases:,} cases") as line:
        growing.grow(source.grow(reports, cases, until=clock.now()), town)
        line.note = "copied"
    with step("Statistics"):
        growing.settle()
        place.write_down()
    place.note_grown(cases)
    return time.monotonic() - began


def ask(
    place: Place,
    town: Town,
    reports: Sequence[Report],
    *,
    times: int,
    only: Collection[str] = (),
) -> None:
    """Measure each phase with one client and with four, and print."""
    asker = Asker(place.web_urls, place.database_url, town, reports)
    phases = [phase for phase in asker.phases() if not only or phase.name in only]
    programs = {**place.programs, "bench": [os.getpid()]}
    results: dict[str, list[Result]] = {}
    for phase in phases:
        measure([phase.work] * CLIENTS[-1], min(_WARM_UP, times), programs)
        results[phase.name] = [
            measure([phase.work] * clients, times, programs) for clients in CLIENTS
        ]
        print(*(report.line(phase, each) for each in results[phase.name]), sep="\n", flush=True)
    print("", *report.targets(phases, results), sep="\n")
    _say_terms(asker, phases, place, times)


def _say_terms(asker: Asker, phases: Sequence[Phase], place: Place, times: int) -> None:
    """Print what each of the ten terms took by itself."""
    if all(phase.name != "search" for phase in phases):
        return
    print("\n  the ten terms, each alone, one client", flush=True)
    for phase in asker.each_term():
        result = measure([phase.work], max(times // 20, 3), place.programs)
        print(report.line(phase, result), flush=True)
