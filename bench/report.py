"""A bench in words: conditions first, then ours next to the yardstick."""

from __future__ import annotations

import math
import os
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

from alo153.launch import paths
from bench.center import Center
from bench.load import Load
from bench.phases import Result

HEAD = "ms                              p50      p95      p99      max"


def conditions(center: Center, load: Load) -> list[str]:
    """Say on what was measured, and how."""
    return [
        *machine(f"Asterisk {center.phone.version}"),
        f"load          {load.agents} agents, {load.waiting} waiting, then {load.rate}/s for "
        f"{load.seconds} s; set-up {load.setup_rate}/s for {load.setup_seconds} s",
        f"talk          drawn evenly {load.talk[0]} to {load.talk[1]} ms, no wrap-up, "
        "prompts are tones of 0.2 s",
        f"after it      {_after(load)}",
        "recording     every talk, with MixMonitor, ours and the yardstick's",
        "measured      from outside, in the notes of SIPp, on the same cores: its CPU counts too",
    ]


def _after(load: Load) -> str:
    if not load.survey:
        return "callers are let go at once, as app_queue does (--survey 15 lets them stay)"
    return f"callers stay for {load.survey} s to say how it was: lines that app_queue does not have"


def machine(parts: str) -> list[str]:
    """Say what the machine is, how busy it was before, and what runs on it."""
    return [
        f"machine       {_processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        f"software      Python {platform.python_version()}, {parts}, "
        f"Linux {platform.release()}, commit {_commit()}",
    ]


def spreads(name: str, result: Result) -> list[str]:
    """Write the times of a phase and what became of its calls."""
    lines = [f"{name}", f"  {HEAD}", f"  INVITE to answer          {result.answer.line()}"]
    if result.ring.values:
        lines.append(f"  agent free to ring        {result.ring.line()}")
    if result.pop.values:
        lines.append(f"  ring to screen pop        {result.pop.line()}")
    end = f"  calls {result.calls}, abandoned {result.abandoned}, lost {result.lost}"
    behind = f", record {result.record_seconds:.1f} s behind" if result.record_seconds else ""
    said = [f"  SIPp: {result.complaint}"] if result.complaint else []
    return [*lines, f"{end}, {result.seconds:.0f} s{behind}", *said, *uses(result)]


def uses(result: Result) -> list[str]:
    """Write what each program took."""
    return [
        f"  {name:<12} {use.cpu:8.1f} CPU s  {100 * use.share:5.1f} % of a core"
        + (f"  {use.megabytes:6.0f} MB" if use.megabytes else "")
        for name, use in result.uses.items()
    ]


def targets(results: Mapping[str, Result]) -> list[str]:
    """Hold what was measured against what was promised."""
    ours, dial, storm = results["setup"], results["dial"], results["storm"]
    slower = ours.answer.at(99) - dial.answer.at(99)
    recorded = results["full-house"].uses["asterisk"].share
    lost = storm.lost
    return [
        _target("set-up against Dial(), p99", slower, 25, "ms"),
        _target("agent free to ring, p95", storm.ring.at(95), 150, "ms"),
        _target("ring to screen pop, p95", storm.pop.at(95), 300, "ms"),
        _target("Asterisk, all agents talk", 100 * recorded, 75, "% of a core"),
        _target("lost", lost, 0, "calls"),
    ]


def _target(name: str, value: float, most: float, unit: str) -> str:
    if math.isnan(value):
        return f"  {name:<28} not measured: nobody waited"
    verdict = "reached" if value <= most else "MISSED"
    return f"  {name:<28} {value:8.1f}  at most {most:g} {unit}: {verdict}"


def _processor() -> str:
    rows = Path("/proc/cpuinfo").read_text().splitlines()
    names = [row.partition(":")[2].strip() for row in rows if row.startswith("model name")]
    return names[0] if names else platform.machine()


def _commit() -> str:
    words = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(
        words, cwd=paths.PROJECT, capture_output=True, text=True, check=False, timeout=10
    )
    return done.stdout.strip() or "unknown"
