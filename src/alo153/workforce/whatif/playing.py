"""What would callers find? A day of a roster is played with the calls of its forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from alo153.calls.floor import city_queues
from alo153.citizens.channel import Channel
from alo153.workforce import posing
from alo153.workforce.cover import STEP, minutes_of, shifts_within
from alo153.workforce.demand import goals
from alo153.workforce.demand.lines import halves_of
from alo153.workforce.demand.people import HARDLY
from alo153.workforce.law.shifts import DAY
from alo153.workforce.models import ForecastVersion, Roster
from alo153.workforce.staffing.erlang import Goal
from alo153.workforce.staffing.requirement import Service
from alo153.workforce.staffing.simulation import Stream, Tally, Team, simulate

TIMES: Final = 10
"""A day is played so often: chance moves one day of a small queue by ten per cent and more."""


@dataclass(frozen=True)
class Played:
    """The callers of a queue on a day, on average: how many, in time, given up, and their wait."""

    queue: str
    goal: Goal
    calls: float
    in_time: float
    abandoned: float
    waited_seconds: float

    @property
    def in_time_percent(self) -> int:
        """Return the share in time, in whole per cent."""
        return round(100 * self.in_time)

    @property
    def abandoned_percent(self) -> int:
        """Return the share of calls without an answer, in whole per cent."""
        return round(100 * self.abandoned)

    @property
    def reaches_goal(self) -> bool:
        """Say whether enough of them are answered in time."""
        return self.in_time_percent >= self.goal.percent


def played(
    roster: Roster, day: date, version: ForecastVersion, *, shrinkage: float
) -> list[Played]:
    """Play a day `TIMES` times and return each telephone queue, the largest first; five queries.

    The same day is played the same way each time. People speak with callers of every queue whose
    skill they have. A day without calls has no queue.

    Args:
        shrinkage: share of the planned time in which somebody does not answer. Each half hour it
            is drawn anew who that is.
    """
    streams = _streams(version, day)
    if not streams:
        return []
    teams = _teams(roster, day, frozenset(streams))
    tallies = [
        simulate(streams, _present(teams, shrinkage, seed), seed=seed)
        for seed in range(1, TIMES + 1)
    ]
    found = [_sum(queue, [each[queue] for each in tallies]) for queue in streams]
    return sorted(found, key=lambda each: -each.calls)


def _streams(version: ForecastVersion, day: date) -> dict[str, Stream]:
    patience = Service().patience_seconds
    found = {}
    for line in version.lines.filter(channel=Channel.PHONE):
        calls = halves_of(line, day)[0]
        if sum(calls) >= HARDLY:
            goal = goals.of_queue(line.queue)
            found[line.queue] = Stream(
                calls, line.handling.of_halves, patience, goal_seconds=goal.seconds
            )
    return found


def _teams(roster: Roster, day: date, queues: frozenset[str]) -> Mapping[frozenset[str], list[int]]:
    """Return how many people who serve the same queues are present in each half hour of a day."""
    size = DAY // STEP
    midnight = (day - roster.first_date).days * size
    rows = shifts_within(roster)
    able = posing.skills_of({each.user_id for each in rows})
    known = city_queues.of_city()
    found: dict[frozenset[str], list[int]] = {}
    for shift in rows:
        begin, end = (minutes // STEP - midnight for minutes in minutes_of(roster, shift))
        skills = able[shift.user_id]
        serves = frozenset(
            key for key in queues if key not in known or known[key].skill in skills | {""}
        )
        present = found.setdefault(serves, [0] * size)
        for half in range(max(0, begin), min(size, end)):
            present[half] += 1
    return found


def _present(
    teams: Mapping[frozenset[str], list[int]], shrinkage: float, seed: int
) -> Sequence[Team]:
    # The callers of a seed come by other numbers, or many of them would meet few people
    random = np.random.default_rng([seed, 1])
    return [
        Team(queues, [int(each) for each in random.binomial(planned, 1 - shrinkage)])
        for queues, planned in sorted(teams.items(), key=lambda each: sorted(each[0]))
    ]


def _sum(queue: str, days: Sequence[Tally]) -> Played:
    calls = sum(each.calls for each in days)
    answered = calls - sum(each.abandoned for each in days)
    return Played(
        queue=queue,
        goal=goals.of_queue(queue),
        calls=calls / len(days),
        in_time=sum(each.in_time for each in days) / calls if calls else 1.0,
        abandoned=1 - answered / calls if calls else 0.0,
        waited_seconds=sum(each.waited for each in days) / answered if answered else 0.0,
    )
