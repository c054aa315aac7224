"""The yardstick: the same Asterisk with its own queue and plain `Dial()`, without our program."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

OURS = "153"
QUEUE = "7001"
DIAL = "7002"
RECORDED_DIAL = "7003"
_NAME = "bench"

_DIALPLAN = f"""
[from-trunk](+)
exten = {QUEUE},1,Answer()
 same = n,Queue({_NAME})
 same = n,Hangup()
exten = {DIAL},1,Dial(${{BENCH_PHONE}})
exten = {RECORDED_DIAL},1,MixMonitor(${{UNIQUEID}}.wav)
 same = n,Dial(${{BENCH_PHONE}})
"""

# As near to ours as it goes: served at once when free, spoken to every 30 s, no work afterwards.
_QUEUE = f"""
[{_NAME}]
strategy = leastrecent
timeout = 20
retry = 1
wrapuptime = 0
ringinuse = no
autofill = yes
joinempty = yes
leavewhenempty = no
announce-position = no
announce-holdtime = no
periodic-announce = bench/please-hold
periodic-announce-frequency = 30
"""
_RECORDED = "monitor-type = MixMonitor\nmonitor-format = wav\n"


def add_to(etc: Path) -> None:
    """Add numbers that lead to the queue and to plain `Dial()`; the queue has no member yet."""
    _append(etc / "extensions.conf", _DIALPLAN)
    modules = etc / "modules.conf"
    loaded = modules.read_text()
    for name in ("app_queue.so", "app_dial.so"):
        if name not in loaded:
            _append(modules, f"load = {name}\n")
    write_queue(etc, (), recorded=False)


def write_queue(etc: Path, agents: Iterable[int], *, recorded: bool) -> None:
    """Write the queue with these members; Asterisk reads it when told to reload."""
    members = "".join(f"member => PJSIP/agent-{agent}\n" for agent in agents)
    path = etc / "queues.conf"
    kept = path.read_text().partition(f"\n[{_NAME}]")[0] if path.is_file() else ""
    path.write_text(kept + _QUEUE + (_RECORDED if recorded else "") + members)


def _append(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)
