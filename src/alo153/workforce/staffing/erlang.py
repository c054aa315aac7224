"""Erlang C and Erlang A: how long callers wait when a number of agents answers.

Callers arrive as a Poisson process, talks are exponential. C: nobody gives up. A: patience is
exponential (Palm 1957; Mandelbaum and Zeltyn, "Service Engineering in Action", 2007).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import exp, inf

import numpy as np

MOST_AGENTS = 2_000
_NEGLIGIBLE = 1e-10


@dataclass(frozen=True)
class Load:
    """The load: calls an hour, and handling seconds of each."""

    calls: float
    handling_seconds: float

    @property
    def erlangs(self) -> float:
        """Return how many agents are busy on average if all are answered."""
        return self.calls * self.handling_seconds / 3600


@dataclass(frozen=True)
class Goal:
    """This share of callers is answered within so many seconds."""

    share: float = 0.8
    seconds: float = 20

    @property
    def percent(self) -> int:
        """Return the share in per cent."""
        return round(100 * self.share)


@dataclass(frozen=True)
class Outlook:
    """The expected result: share answered in time, share who give up, mean wait in seconds."""

    in_time: float
    abandoned: float
    wait_seconds: float


def blocking(agents: int, erlangs: float) -> float:
    """Return Erlang B: the share of calls that find all agents busy where none can wait."""
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = erlangs * blocked / (number + erlangs * blocked)
    return blocked


def erlang_c(load: Load, agents: int, goal: Goal) -> Outlook:
    """Return what to expect when nobody gives up; with too few agents the queue never ends."""
    erlangs = load.erlangs
    if not erlangs:
        return Outlook(1, 0, 0)
    if agents <= erlangs:
        return Outlook(0, 0, inf)
    lost = blocking(agents, erlangs)
    waits = lost / (1 - erlangs / agents * (1 - lost))
    pace = (agents - erlangs) / load.handling_seconds
    return Outlook(1 - waits * exp(-pace * goal.seconds), 0, waits / pace)


def erlang_a(load: Load, agents: int, goal: Goal, patience_seconds: float) -> Outlook:
    """Return what to expect when callers give up after this time on average.

    In time counts callers who are answered within the goal, of all who call.
    """
    if not load.calls:
        return Outlook(1, 0, 0)
    rate, leave = load.calls / 3600, 1 / patience_seconds
    serve = agents / load.handling_seconds
    share, waiting = _queue(load, agents, rate, serve, leave)
    abandoned = sum(weight * place for place, weight in enumerate(waiting)) * leave / rate
    in_time = 1 - sum(waiting) - share
    in_time += _answered(share, waiting, serve, leave, goal.seconds)
    return Outlook(min(1.0, in_time), abandoned, abandoned * patience_seconds)


def _queue(
    load: Load, agents: int, rate: float, serve: float, leave: float
) -> tuple[float, list[float]]:
    """Return the chance that all agents are busy with nobody waiting, and with 1, 2, ... waiting.

    The list begins with a 0 for nobody, so that its index is the number who wait.
    """
    # States relative to "all busy, nobody waits"
    weights = [0.0]
    weight = 1.0
    while weight > _NEGLIGIBLE and len(weights) < 10 * MOST_AGENTS:
        weight *= rate / (serve + len(weights) * leave)
        weights.append(weight)
    lost = blocking(agents, load.erlangs)
    total = 1 / lost + sum(weights) if lost else inf
    return 1 / total, [each / total for each in weights]


def _answered(
    share: float, waiting: list[float], serve: float, leave: float, seconds: float
) -> float:
    """Return the share of all callers who find all agents busy and are answered in time.

    A caller who finds n waiting is served after n + 1 departures; departures come at the rate
    serve + k leave while k wait. The caller gives up at the rate leave. Solved as a small Markov
    chain in time, by uniformization.
    """
    chances = [share, *waiting[1:]]
    size = next((n for n in range(len(chances), 0, -1) if chances[n - 1] > _NEGLIGIBLE), 1)
    return _in_time(chances[:size], serve, leave, seconds)


def _in_time(chances: list[float], serve: float, leave: float, seconds: float) -> float:
    size = len(chances)
    pace = serve + (size + 1) * leave
    # position[k]: the caller has k before them and waits; answered: taken by an agent
    position, answered, told = np.array(chances), 0.0, 0.0
    # With k before them: one of these or of those who talk ends, or the caller gives up
    moves = (serve + np.arange(1, size + 1) * leave) / pace
    steps = (serve + np.arange(1, size) * leave) / pace
    weight, mass = exp(-pace * seconds), 0.0
    for jump in range(1, int(pace * seconds + 8 * (pace * seconds) ** 0.5 + 20)):
        mass += weight
        told += weight * answered
        answered += position[0] * serve / pace
        onwards = position[1:] * steps
        position = position * (1 - moves)
        position[:-1] += onwards
        weight *= pace * seconds / jump
    return told + (1 - mass) * answered


@lru_cache(maxsize=8192)
def agents_for(load: Load, goal: Goal, patience_seconds: float | None = None) -> int:
    """Return the fewest agents that reach a goal: Erlang A with a patience, else Erlang C."""
    if not load.calls:
        return 0
    enough = max(1, int(0.7 * load.erlangs))
    few = 0
    while enough < MOST_AGENTS and _outlook(load, enough, goal, patience_seconds) < goal.share:
        few, enough = enough, 2 * enough
    while enough - few > 1:
        middle = (few + enough) // 2
        if _outlook(load, middle, goal, patience_seconds) < goal.share:
            few = middle
        else:
            enough = middle
    return enough


def _outlook(load: Load, agents: int, goal: Goal, patience: float | None) -> float:
    if patience is None:
        return erlang_c(load, agents, goal).in_time
    return erlang_a(load, agents, goal, patience).in_time
