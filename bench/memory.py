"""`./alo153 bench memory`: what our programs hold after thousands of short calls."""

from __future__ import annotations

import argparse

from alo153.calls.models import Call
from alo153.launch.programs import processes
from alo153.launch.steps import step
from bench import report, seats, yardstick
from bench.center import Center, until
from bench.load import Load
from bench.meter import megabytes

STEPS = 10
SHORT_TALK = (200, 400)
LEVEL = 1.05
"""Level is what grew by at most a twentieth over the second half."""


def run(center: Center, load: Load, asked: argparse.Namespace) -> int:
    """Let the calls through in ten steps, print after each, and return 0 if ours is level."""
    print("\n".join(report.machine(f"Asterisk {center.phone.version}")), "", sep="\n", flush=True)
    center.start_switchboard()
    port = processes.free_port()
    center.sipp.telephones(ring=0, talk=SHORT_TALK, port=port)
    with step("Agents"):
        seats.set_ready(seats.seat(center, load.agents, port))
    grown = _grow(center, asked.calls, load.rate)
    half, end = grown[STEPS // 2 - 1], grown[-1]
    level = end <= half * LEVEL
    print(f"\n  the switchboard: {half:.0f} MB at half, {end:.0f} MB at the end:", end=" ")
    print("level" if level else "GROWS")
    return 0 if level else 1


def _grow(center: Center, calls: int, rate: int) -> list[float]:
    """Return the megabytes of the switchboard after each step."""
    grown = []
    for number in range(1, STEPS + 1):
        share = calls // STEPS
        with step(f"{number * share} calls") as line:
            center.sipp.call(yardstick.OURS, calls=share, rate=rate).wait(share / rate + 120)
            _settle(center, number * share)
            held = {name: megabytes(pid) for name, pid in center.programs.items()}
            line.note = ", ".join(f"{name} {size:.0f} MB" for name, size in held.items())
        grown.append(held["switchboard"])
    return grown


def _settle(center: Center, calls: int) -> None:
    """Wait until Asterisk is empty and the record complete: what is under way is no leak."""
    ended = Call.objects.filter(ended_at__isnull=False)
    until(lambda: ended.count() >= calls, lambda: f"{ended.count()} of {calls} ended", 120)
    with seats.ari(center) as http:
        until(lambda: not http.get("channels").json(), "channels stay")
        until(lambda: not http.get("bridges").json(), "bridges stay")
