"""`./alo153 bench calls`: the switchboard under load, next to app_queue and plain `Dial()`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Collection
from functools import partial

from django.db import connection

from alo153.calls.models import Call
from alo153.launch.programs import processes
from alo153.launch.steps import step
from bench import phases, report, seats, yardstick
from bench.center import Center
from bench.load import Load
from bench.phases import Bench, Result


def run(center: Center, load: Load, asked: argparse.Namespace) -> int:
    """Measure, print, and return 0 if nothing was lost."""
    print("\n".join(report.conditions(center, load)), "", sep="\n", flush=True)
    center.start_switchboard()
    port = processes.free_port()
    phones = center.sipp.telephones(ring=0, talk=(1, 2), port=port)
    with step("Agents"):
        users = seats.seat(center, load.agents, port)
    phones.stop()
    bench = Bench(center=center, load=load, users=users, port=port)
    phases.choose_phone(bench)
    results = _measure(bench, solver=asked.solver, only=asked.only)
    if not asked.only:
        print("", *report.targets(results), sep="\n")
    return 1 if any(result.lost for result in results.values()) else 0


def _measure(bench: Bench, *, solver: bool, only: Collection[str]) -> dict[str, Result]:
    results: dict[str, Result] = {}

    def measure(name: str, title: str, phase: Callable[[], Result]) -> None:
        if only and name not in only:
            return
        with step(title) as line:
            results[name] = phase()
            line.say("\n      ".join(report.spreads("", results[name])[1:]))

    measure("dial", "Set-up, plain Dial()", lambda: bench.setup(yardstick.DIAL, ring=0))
    measure("setup", "Set-up, the switchboard", partial(_setup, bench))
    measure("full-house", "All agents talk, the switchboard", partial(_full_house, bench))
    measure(
        "full-dial",
        "All agents talk, plain Dial() with MixMonitor",
        lambda: bench.full_house(yardstick.RECORDED_DIAL),
    )
    measure("storm", "Storm, the switchboard", partial(_storm, bench))
    if solver or "solver" in only:
        measure("solver", "Storm beside a solver", partial(_storm, bench, beside_solver=True))
    bench.center.stop_switchboard()
    measure("queue-setup", "Set-up, app_queue", partial(_queue_setup, bench))
    measure("queue", "Storm, app_queue", partial(_queue_storm, bench))
    return results


def _setup(bench: Bench) -> Result:
    before = Call.objects.count()
    seats.set_ready(bench.users)
    result = bench.setup(yardstick.OURS)
    phases.of_the_record(result, before)
    return result


def _full_house(bench: Bench) -> Result:
    seats.set_ready(bench.users)
    result = bench.full_house(yardstick.OURS)
    seats.set_paused(bench.users)
    return result


def _storm(bench: Bench, *, beside_solver: bool = False) -> Result:
    seats.set_paused(bench.users)
    before = Call.objects.count()
    with phases.solver(running=beside_solver):
        result = bench.storm(yardstick.OURS, open_seats=lambda: seats.set_ready(bench.users))
    phases.of_the_record(result, before)
    connection.close()
    return result


def _queue_setup(bench: Bench) -> Result:
    phases.open_queue(bench)
    result = bench.setup(yardstick.QUEUE)
    phases.close_queue(bench)
    return result


def _queue_storm(bench: Bench) -> Result:
    return bench.storm(yardstick.QUEUE, open_seats=lambda: phases.open_queue(bench))
