"""`./alo153 bench staffing`: simulated days against Erlang A, side by side."""

from __future__ import annotations

from collections.abc import Iterator

from alo153.workforce.staffing.erlang import Goal, Load, agents_for, erlang_a
from alo153.workforce.staffing.simulation import DAY_SECONDS, Stream, Team, simulate
from bench.center import BenchError

LOADS = ((30, 210), (225, 180), (225, 240), (320, 240), (1350, 240))
"""Calls an hour and seconds of handling, as in design/workforce.md, section 4."""
PATIENCE = 120.0
NEAR = 0.3
"""Points of service level within which both must be."""
_GOAL = Goal()
_QUEUE = "all"
_STRETCH = 10
"""Days played at once: the memory that the callers of so many days take."""


def run(_place: None, *, calls: int) -> Iterator[str]:
    """Yield a line for each load. Raises BenchError if one is farther off than it may be."""
    head = ("calls/h", "seconds", "agents", "Erlang A", "simulated", "points")
    yield "".join(f"{each:>10}" for each in head)
    far = 0
    for arrivals, handling in LOADS:
        load = Load(arrivals, handling)
        agents = agents_for(load, _GOAL, PATIENCE)
        expected = 100 * erlang_a(load, agents, _GOAL, PATIENCE).in_time
        found = 100 * _simulated(load, agents, calls)
        far += abs(found - expected) > NEAR
        yield (
            f"{arrivals:>10}{handling:>10}{agents:>10}{expected:>10.2f}{found:>10.2f}"
            f"{found - expected:>+10.2f}"
        )
    if far:
        raise BenchError(f"{far} of them are more than {NEAR} points apart")


def _simulated(load: Load, agents: int, calls: int) -> float:
    """Return the share in time of so many calls, played in stretches of days."""
    played = in_time = seed = 0
    while played < calls:
        seed += 1
        stream = Stream(
            [load.calls] * 24 * _STRETCH,
            load.handling_seconds,
            PATIENCE,
            goal_seconds=_GOAL.seconds,
            exponential=True,
        )
        tally = simulate(
            {_QUEUE: stream},
            [Team(frozenset({_QUEUE}), [agents])],
            seed=seed,
            seconds=DAY_SECONDS * _STRETCH,
        )[_QUEUE]
        played, in_time = played + tally.calls, in_time + tally.in_time
    return in_time / played
