"""The work of agents, next to their quality: citizens' ratings, handling time and adherence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.quality.rules.estimates import Estimate, mean_mark
from alo153.reports.figures.catalog import Subject, by_key
from alo153.reports.permissions import SEE_REPORTS
from alo153.reports.queries.asked import Asked
from alo153.reports.queries.counted import Row, rows
from alo153.reports.queries.table import written
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import kept_days
from alo153.workforce.queries.kept_days import Adherence

_HANDLING: Final = by_key()["handling_time"]
_RATING: Final = by_key()["rating"]


@dataclass(frozen=True)
class Work:
    """The work of one agent in some days.

    Args:
        rating: the mean of the marks, 1 to 5, with its interval; None without a mark.
        handled: contacts whose length is known; they are counted, not drawn.
        handling: their mean seconds; None without one.
        adherence: None if nothing was planned, or not to be seen.
    """

    name: str
    rating: Estimate | None
    handled: int
    handling: float | None
    adherence: Adherence | None

    @property
    def handling_words(self) -> str:
        """Return the handling time as reports write it."""
        return written(_HANDLING, self.handling)


def of_agents(asker: User, first: date, last: date) -> Sequence[Work]:
    """Return the work of each agent by name, of kept facts alone; two or three queries.

    Handling time is for people who see reports, adherence for people who plan shifts.
    """
    figures = (_HANDLING, _RATING) if asker.may(SEE_REPORTS) else (_RATING,)
    asked = Asked(
        subject=Subject.CONTACTS,
        since=first,
        until=last,
        dimension="agent",
        figures=figures,
    )
    found = {row.key: row for row in rows(asked)}
    kept = kept_days.shares(asker, first, last) if asker.may(PLAN_SHIFTS) else {}
    people = User.objects.filter(pk__in=[*found, *kept]).order_by("full_name", "pk")
    shown = [_work(name, found.get(key), kept.get(key)) for key, name in _named(people)]
    return [each for each in shown if each.handled or each.rating or each.adherence is not None]


def _named(people: QuerySet[User]) -> Iterable[tuple[int, str]]:
    return people.values_list("pk", "full_name")


def _work(name: str, row: Row | None, adherence: Adherence | None) -> Work:
    if row is None:
        return Work(name, None, 0, None, adherence)
    rating = mean_mark(row.sums["rating_sum"], row.sums["ratings"])
    return Work(name, rating, row.sums["handled"], row.value(_HANDLING), adherence)
