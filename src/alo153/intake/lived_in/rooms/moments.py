"""When something of the demo happened, as its file says it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.city.citypack.typed_values import Table
from alo153.city.queries import local_time

_CLOCK: Final = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_DAYS: Final = range(-60, 61)
_MINUTES: Final = range(24 * 60)


@dataclass(frozen=True)
class When:
    """Minutes ago, or a time of a day: -1 is yesterday, 1 is tomorrow."""

    minutes_ago: int = 0
    day: int = 0
    clock: str = ""

    def of(self, at: datetime) -> datetime:
        """Return the instant, seen from another one."""
        if not self.clock:
            return at - timedelta(minutes=self.minutes_ago)
        hour, minute = map(int, self.clock.split(":"))
        day = local_time.today(at) + timedelta(days=self.day)
        return local_time.day_begins(day) + timedelta(hours=hour, minutes=minute)


def when(table: Table) -> When:
    """Take `minutes_ago`, or `day` and `clock`."""
    if "minutes_ago" in table.data:
        return When(minutes_ago=table.count("minutes_ago", _MINUTES))
    clock = table.text("clock", pattern=_CLOCK, remedy="Write it like 09:30")
    return When(day=table.count("day", _DAYS), clock=clock)
