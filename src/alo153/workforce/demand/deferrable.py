"""Written work of a forecast, which can wait until the target of its medium."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum

import numpy as np

from alo153.calls.floor import city_queues
from alo153.contacts.offering.media import Medium
from alo153.workforce.demand.facts import HALVES, Line
from alo153.workforce.demand.forecasting import hours_of
from alo153.workforce.demand.lines import written_on
from alo153.workforce.demand.live import live_of
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.forecast.history import Floats
from alo153.workforce.models import ForecastVersion
from alo153.workforce.staffing.deferrable import Work, free, place
from alo153.workforce.staffing.erlang import Load

_HALF = timedelta(minutes=30)
_UNPROMISED = timedelta(days=1)
"""The time for a medium without a target."""


@dataclass(frozen=True)
class Written:
    """The written work of a day, in hours of one person.

    Args:
        within: done in time by people who are there for calls and free.
        added: nobody is free for it in its time.
        later: due on a later day.
    """

    within: float
    added: float
    later: float

    @property
    def hours(self) -> float:
        """Return the sum of the three."""
        return self.within + self.added + self.later


def work_of(expected: Mapping[Line, tuple[Sequence[float], Handling]]) -> list[Work]:
    """Return written contacts by half hour as work, with the people that each keeps busy.

    A contact takes as much of a person as its medium says (`at_once`), and is done within its
    `target`, within half an hour at the least. Media in which citizens wait at the other end, as in
    a chat, are no such work (`live.py`).
    """
    media = city_queues.media().written
    return [
        each
        for line, (contacts, handling) in expected.items()
        if line.channel in media and not media[line.channel].live
        for each in _work(contacts, handling, media[line.channel], line.queue)
    ]


def _work(contacts: Sequence[float], handling: Handling, medium: Medium, queue: str) -> list[Work]:
    target = medium.target_in(queue)
    within = _UNPROMISED if target is None else timedelta(seconds=target)
    wait = max(1, within // _HALF)
    seconds = [each / medium.at_once for each in handling.of_halves]
    return [
        Work(half, half + wait, float(count) * seconds[half % HALVES] / _HALF.total_seconds())
        for half, count in enumerate(contacts)
        if count
    ]


def added_for(work: Sequence[Work], loads: Sequence[Load], agents: Sequence[float]) -> list[float]:
    """Return the people of each hour without whom work that can wait would miss its deadline.

    Args:
        loads: of calls and the like, by hour.
        agents: people who answer them.
    """
    room = [free(each, load.erlangs) for each, load in zip(agents, loads, strict=True)]
    placed = place(work, [*_halves(room)], [*_halves(agents)])
    return [max(pair) for pair in zip(placed.added[::2], placed.added[1::2], strict=True)]


def _halves(hours: Sequence[float]) -> Iterator[float]:
    return (each for each in hours for _ in range(2))


def of_day(
    version: ForecastVersion, day: date, present: Floats, *, shrinkage: float
) -> Written | None:
    """Return where the written work of a day finds its people; None without any; one query.

    Work that the day before leaves is not known here.

    Args:
        present: people planned in each half hour.
        shrinkage: share of the planned time in which somebody does not answer.
    """
    expected = written_on(version, day)
    found = work_of(expected)
    if not found:
        return None
    live = live_of(expected, 1)
    busy = np.repeat(
        [
            live.added_to(Load(calls, version.handling.at(hour)), hour).erlangs
            for hour, calls in enumerate(hours_of(version, day)[0])
        ],
        2,
    )
    room = [
        free(float(people) * (1 - shrinkage), float(erlangs))
        for people, erlangs in zip(present, busy, strict=True)
    ]
    placed = place(found, room, [float(each) for each in present])
    hour = _HALF / timedelta(hours=1)
    return Written(fsum(placed.within) * hour, fsum(placed.added) * hour, placed.later * hour)
