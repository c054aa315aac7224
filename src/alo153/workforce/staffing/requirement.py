"""From calls expected to people to be planned: service goal, absences, work that can wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from alo153.workforce.staffing.erlang import Goal, Load, agents_for, erlang_a


@dataclass(frozen=True)
class Service:
    """The goal of a queue, and the patience of its callers."""

    goal: Goal = field(default_factory=Goal)
    patience_seconds: float = 120
    # Share of the planned time in which people do not answer: breaks, training, sickness
    shrinkage: float = 0.12
    # People always there, however little comes
    least: int = 1


@dataclass(frozen=True)
class Wanted:
    """People required in an interval: on the telephone, and planned so that enough are there.

    ``cautious`` is Erlang C, in which no caller gives up: the truth is between the two.
    """

    agents: int
    planned: int
    cautious: int
    in_time: float


def of_interval(load: Load, service: Service, *, deferrable: float = 0) -> Wanted:
    """Return who is wanted in an interval.

    Args:
        deferrable: people whose work can wait (written work, counters), added to the agents.
    """
    agents = max(service.least, agents_for(load, service.goal, service.patience_seconds))
    outlook = erlang_a(load, agents, service.goal, service.patience_seconds)
    return Wanted(
        agents=agents,
        planned=with_absences(agents + deferrable, service.shrinkage),
        cautious=max(service.least, agents_for(load, service.goal)),
        in_time=outlook.in_time,
    )


def of_day(
    calls: Sequence[float], handling_seconds: float, service: Service, per_hour: int = 2
) -> list[Wanted]:
    """Return who is wanted in each interval of a day; `per_hour` intervals make an hour."""
    return [of_interval(Load(each * per_hour, handling_seconds), service) for each in calls]


def with_absences(present: float, shrinkage: float) -> int:
    """Return how many to plan so that on average so many are present."""
    return ceil(present / (1 - shrinkage) - 1e-9)
