"""Contacts in which a citizen waits, as in a chat or at a counter: they want people as calls do.

They are added to the calls, as if one line had both: an agent answers either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from alo153.calls.floor import city_queues
from alo153.citizens.channel import Channel
from alo153.workforce.demand.facts import Line
from alo153.workforce.demand.lines import written_on
from alo153.workforce.forecast.handling import Handling
from alo153.workforce.forecast.history import Floats
from alo153.workforce.models import ForecastVersion
from alo153.workforce.models.rosters import HOURS
from alo153.workforce.staffing.erlang import Load


@dataclass(frozen=True)
class Live:
    """Live contacts in each hour of some days, and the seconds of a person that they take."""

    contacts: Floats
    seconds: Floats

    def added_to(self, load: Load, hour: int) -> Load:
        """Return a load of calls with the live contacts of an hour, counted from the first day."""
        more = float(self.contacts[hour])
        if not more:
            return load
        count = load.calls + more
        taken = load.calls * load.handling_seconds + float(self.seconds[hour])
        return Load(round(count, 1), float(round(taken / count)))


def live_of(expected: Mapping[Line, tuple[Sequence[float], Handling]], days: int) -> Live:
    """Return the live contacts of all lines, which come by half hour.

    One takes as much of a person as its medium says (`at_once`); a visitor takes all of one.
    """
    contacts, seconds = np.zeros(days * HOURS), np.zeros(days * HOURS)
    for line, (halves, handling) in expected.items():
        if at_once := _at_once(line.channel):
            came = np.asarray(halves, dtype=np.float64)
            each = np.tile(handling.of_halves, days) / at_once
            contacts += came.reshape(-1, 2).sum(axis=1)
            seconds += (came * each).reshape(-1, 2).sum(axis=1)
    return Live(contacts, seconds)


def _at_once(channel: str) -> int:
    """Return how many of a live medium one person has at once; 0 if nobody waits."""
    if channel == Channel.COUNTER:
        return 1
    medium = city_queues.media().written.get(channel)
    return medium.at_once if medium and medium.live else 0


def live_on(version: ForecastVersion, *days: date) -> Live:
    """Return the live contacts of some days in a row by a forecast; one query."""
    return live_of(written_on(version, *days), len(days))
