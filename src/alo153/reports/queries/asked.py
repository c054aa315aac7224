"""The question that a report answers: its range, rows, filters and figures. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.reports.figures.catalog import Figure, Subject


class Grain(StrEnum):
    """The length of time that a row covers in a report by time."""

    HALF_HOUR = "half_hour"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Compared(StrEnum):
    """The earlier range with which a report is compared."""

    NOTHING = ""
    WEEK = "week"
    YEAR = "year"


GRAIN_LABELS: Final = {
    Grain.HALF_HOUR: _("Half hour"),
    Grain.HOUR: _("Hour"),
    Grain.DAY: _("Day"),
    Grain.WEEK: _("Week"),
    Grain.MONTH: _("Month"),
}
DIMENSION_LABELS: Final = {
    "queue": _("Queue"),
    "agent": _("Agent"),
    "team": _("Team"),
    "unit": _("Unit"),
    "topic": _("Topic"),
    "kind": _("Kind"),
    "district": _("District"),
    "neighborhood": _("Neighborhood"),
    "channel": _("Channel"),
}
DIMENSIONS: Final[Mapping[Subject, Sequence[str]]] = {
    Subject.CONTACTS: ("queue", "agent", "team", "channel"),
    Subject.MATTERS: ("unit", "topic", "kind", "district", "neighborhood", "channel"),
}
LONGEST_DAYS: Final = {Grain.HALF_HOUR: 31, Grain.HOUR: 93}
"""The longest range, in days, for short rows; longer ranges are shown by day."""
_DAY: Final = timedelta(days=1)
# 52 weeks, so that each day is compared with the same day of the week
_YEAR: Final = timedelta(days=364)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One question that is answered from the facts.

    Args:
        until: the last day, included.
        grain: the length of a row, if rows are stretches of time.
        dimension: its values are the rows, each over the whole range; empty: rows are stretches of
            time.
        filters: by dimension the value that the facts must have.
        within: a limit in seconds, as in `Sums`.
        short: a limit in seconds, as in `Sums`.
    """

    subject: Subject
    since: date
    until: date
    grain: Grain = Grain.DAY
    dimension: str = ""
    filters: Mapping[str, str | int] = field(default_factory=dict)
    figures: Sequence[Figure] = ()
    within: int = 20
    short: int = 5

    @property
    def needs(self) -> frozenset[str]:
        """Return the names of the sums from which the figures are computed."""
        needed = (each.needs(self.within, self.short) for each in self.figures)
        return frozenset[str]().union(*needed)

    @property
    def has_limit(self) -> bool:
        """Tell whether a figure depends on `within`."""
        return bool(self.needs & {f"answered_{self.within}", f"abandoned_{self.within}"})

    def earlier(self, compared: Compared) -> Asked:
        """Return the question for a range a week or 52 weeks earlier; of months, a year earlier."""
        if compared is Compared.YEAR and self._is_of_months:
            after = _year_before(self.until + _DAY)
            return replace(self, since=_year_before(self.since), until=after - _DAY)
        by = timedelta(days=7) if compared is Compared.WEEK else _YEAR
        return replace(self, since=self.since - by, until=self.until - by)

    @property
    def _is_of_months(self) -> bool:
        """Tell whether rows are months, or of a dimension over whole months."""
        ends = (self.since, self.until + _DAY)
        return all(day.day == 1 for day in ends) if self.dimension else self.grain is Grain.MONTH


def _year_before(day: date) -> date:
    """Return the same date a year earlier; 28 February for 29 February."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
