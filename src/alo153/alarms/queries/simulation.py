"""Simulate a rule on the last month before it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.alarms.queries.past import telephone
from alo153.alarms.queries.past.readers import READERS
from alo153.alarms.queries.subjects import known
from alo153.alarms.rules.figures import Figure
from alo153.alarms.rules.judging import Limits
from alo153.alarms.rules.replay import Rang, replayed

TRIED: Final = timedelta(days=30)


@dataclass(frozen=True)
class Simulation:
    """When a rule would have rung.

    Args:
        names: of each subject, by its key.
        within: seconds of an answer in time, if the past is a service level of half hours.
    """

    since: datetime
    until: datetime
    rang: list[Rang]
    names: dict[str, str]
    within: int | None = None


def simulate(figure: Figure, of: str, limits: Limits, *, at: datetime) -> Simulation | None:
    """Return what the rule would have done in the last month; None where no past is kept."""
    reader = READERS.get(figure.key)
    if reader is None:
        return None
    since = at - TRIED
    rang = replayed(limits, reader(of, limits, since, at))
    within = telephone.counted_within() if reader is telephone.service_level else None
    return Simulation(since, at, rang, dict(known(figure.of)), within)
