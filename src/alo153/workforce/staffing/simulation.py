"""A day of calls, played: calls of several languages, agents who speak some of them, shifts.

Own and small: an event heap. Callers are answered in order of arrival, by the free agent who knows
the fewest queues: agents who know more stay free for callers who need them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np

DAY_SECONDS = 86_400


@dataclass(frozen=True)
class Stream:
    """The calls of a queue.

    Args:
        calls: expected calls in each interval of equal length over the day.
        handling_seconds: mean, of all or in each interval; `spread` is the standard deviation
            by mean of a log-normal.
        patience_seconds: mean of an exponential.
        goal_seconds: an answer within them is in time.
    """

    calls: Sequence[float]
    handling_seconds: float | Sequence[float]
    patience_seconds: float
    goal_seconds: float = 20
    spread: float = 1.0
    exponential: bool = False


@dataclass(frozen=True)
class Team:
    """Agents who know the same queues: how many are there in each interval of the day."""

    queues: frozenset[str]
    present: Sequence[int]


@dataclass
class Tally:
    """The outcome of a queue's callers."""

    calls: int = 0
    in_time: int = 0
    abandoned: int = 0
    waited: float = 0

    @property
    def share_in_time(self) -> float:
        """Return the share of all callers who were answered within the goal."""
        return self.in_time / self.calls if self.calls else 1.0

    @property
    def share_abandoned(self) -> float:
        """Return the share of all callers who gave up."""
        return self.abandoned / self.calls if self.calls else 0.0


@dataclass
class Caller:
    """Somebody who calls: when, how long they will talk, and until when they wait."""

    queue: str
    came: float
    talk: float
    gives_up: float
    gone: bool = False


@dataclass
class _Hall:
    streams: Mapping[str, Stream]
    teams: Sequence[Team]
    step: float
    busy: list[int] = field(default_factory=list)
    lines: dict[str, deque[Caller]] = field(default_factory=dict)
    ends: list[tuple[float, int]] = field(default_factory=list)
    found: dict[str, Tally] = field(default_factory=dict)

    def free(self, team: int, at: float) -> int:
        present = self.teams[team].present
        return present[min(int(at / self.step), len(present) - 1)] - self.busy[team]


def simulate(
    streams: Mapping[str, Stream],
    teams: Sequence[Team],
    *,
    seed: int = 1,
    seconds: float = DAY_SECONDS,
) -> dict[str, Tally]:
    """Play one day and count; the same seed plays the same day.

    Agents whose shift ends finish their call. Callers who still wait at the end are counted as if
    they had given up.
    """
    step = seconds / max(len(each.calls) for each in streams.values())
    hall = _Hall(streams, teams, step)
    hall.busy = [0] * len(teams)
    hall.lines = {queue: deque() for queue in streams}
    hall.found = {queue: Tally() for queue in streams}
    bounds = [step * number for number in range(1, round(seconds / step))]
    for caller in arrivals(streams, seconds, np.random.default_rng(seed)):
        while bounds and bounds[0] <= caller.came:
            _until(hall, bounds[0])
            _answer_all(hall, bounds.pop(0))
        _until(hall, caller.came)
        hall.found[caller.queue].calls += 1
        hall.lines[caller.queue].append(caller)
        _answer_all(hall, caller.came)
    _until(hall, seconds)
    for queue, line in hall.lines.items():
        hall.found[queue].abandoned += len(line)
    return hall.found


def arrivals(
    streams: Mapping[str, Stream], seconds: float, random: np.random.Generator
) -> list[Caller]:
    """Return the callers of a day, the first one first."""
    everybody: list[Caller] = []
    for queue, stream in streams.items():
        step = seconds / len(stream.calls)
        counts = random.poisson(stream.calls)
        came = [(index + random.random(count)) * step for index, count in enumerate(counts)]
        times = np.concatenate(came) if came else np.zeros(0)
        handling = np.broadcast_to(np.asarray(stream.handling_seconds), len(counts))
        talks = _talks(stream, np.repeat(handling, counts), random)
        patience = random.exponential(stream.patience_seconds, len(times))
        everybody += [
            Caller(queue, float(at), float(talk), float(at + waits))
            for at, talk, waits in zip(times, talks, patience, strict=True)
        ]
    return sorted(everybody, key=lambda each: each.came)


def _talks(stream: Stream, seconds: np.ndarray, random: np.random.Generator) -> np.ndarray:
    if stream.exponential:
        return np.asarray(random.exponential(seconds))
    variance = np.log(1 + stream.spread**2)
    middle = np.log(seconds) - variance / 2
    return np.asarray(random.lognormal(middle, variance**0.5))


def _until(hall: _Hall, at: float) -> None:
    """Let talks end until an instant; each one that ends may answer somebody."""
    while hall.ends and hall.ends[0][0] <= at:
        ended, team = heappop(hall.ends)
        hall.busy[team] -= 1
        _answer_all(hall, ended)


def _answer_all(hall: _Hall, at: float) -> None:
    while _answer_one(hall, at):
        pass


def _answer_one(hall: _Hall, at: float) -> bool:
    for queue in sorted(hall.lines, key=lambda each: _first(hall, each, at)):
        if not hall.lines[queue]:
            continue
        free = [
            number
            for number, team in enumerate(hall.teams)
            if queue in team.queues and hall.free(number, at) > 0
        ]
        if free:
            _begin(hall, queue, min(free, key=lambda each: len(hall.teams[each].queues)), at)
            return True
    return False


def _first(hall: _Hall, queue: str, at: float) -> float:
    """Return the arrival of a queue's longest waiting caller; remove callers who gave up."""
    line = hall.lines[queue]
    while line and line[0].gives_up <= at:
        hall.found[queue].abandoned += 1
        line.popleft()
    return line[0].came if line else float("inf")


def _begin(hall: _Hall, queue: str, team: int, at: float) -> None:
    caller = hall.lines[queue].popleft()
    tally = hall.found[queue]
    tally.waited += at - caller.came
    tally.in_time += at - caller.came <= hall.streams[queue].goal_seconds
    hall.busy[team] += 1
    heappush(hall.ends, (at + caller.talk, team))
