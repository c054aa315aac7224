"""People's wishes, their points, and their outcome in the published rosters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from alo153.accounts.models import User
from alo153.workforce.models import Roster, Wish
from alo153.workforce.models.rosters import MOST_DAYS
from alo153.workforce.models.wishes import MONTH_POINTS
from alo153.workforce.queries.published import published_on


@dataclass(frozen=True)
class Outcome:
    """A wish, and whether it was granted; None while no roster of its day is published."""

    wish: Wish
    granted: bool | None


@dataclass(frozen=True)
class Count:
    """The numbers of wishes and of granted wishes."""

    granted: int = 0
    made: int = 0

    @property
    def share(self) -> int | None:
        """Return the per cent granted; None without wishes."""
        return round(100 * self.granted / self.made) if self.made else None

    def plus(self, granted: bool) -> Count:
        """Return the count with one wish more."""
        return Count(self.granted + granted, self.made + 1)


NONE = Count()


def points_left(user: User, day: date, *, without: date | None = None) -> int:
    """Return the points that somebody has left in the month of a day; one query.

    Args:
        without: a day whose wish does not count, because another takes its place.
    """
    rows = Wish.objects.filter(user=user, day__year=day.year, day__month=day.month)
    spent = rows.exclude(day=without) if without else rows
    return MONTH_POINTS - int(spent.aggregate(spent=Sum("points"))["spent"] or 0)


def is_published(day: date) -> bool:
    """Tell whether a published roster has this day; one query."""
    return day in _published_days(day, day)


def of_user(user: User, first: date) -> list[Outcome]:
    """Return somebody's wishes from a day on, with what came of them; three queries."""
    rows = list(Wish.objects.filter(user=user, day__gte=first).select_related("type"))
    if not rows:
        return []
    return _outcomes(rows, rows[0].day, rows[-1].day)


def of_day(user: User, day: date) -> Wish | None:
    """Return what somebody wishes for a day; one query."""
    return Wish.objects.filter(user=user, day=day).select_related("type").first()


def one(user: User, key: int) -> Wish | None:
    """Return a wish of somebody; one query."""
    return Wish.objects.filter(pk=key, user=user).first()


def of_roster(roster: Roster) -> list[Outcome]:
    """Return the wishes for the days of a roster, held against its shifts; two queries."""
    days = (roster.first_date, roster.last_date)
    rows = Wish.objects.filter(day__range=days).select_related("type", "user")
    shifts = roster.shifts.values_list("user", "day", "type")
    given = {(user, day): shift_type for user, day, shift_type in shifts}
    return [Outcome(each, each.granted_by(given.get((each.user_id, each.day)))) for each in rows]


def counted(outcomes: Iterable[Outcome]) -> dict[int, Count]:
    """Return for each person how many wishes were granted; open wishes do not count."""
    found: dict[int, Count] = defaultdict(Count)
    for each in outcomes:
        if each.granted is not None:
            found[each.wish.user_id] = found[each.wish.user_id].plus(each.granted)
    return dict(found)


def total(outcomes: Iterable[Outcome]) -> Count:
    """Return how many of all were granted."""
    known = [each.granted for each in outcomes if each.granted is not None]
    return Count(sum(known), len(known))


def between(first: date, last: date) -> list[Outcome]:
    """Return the wishes of everybody between two days, with what came of them; three queries."""
    rows = list(Wish.objects.filter(day__range=(first, last)).select_related("type"))
    return _outcomes(rows, first, last)


def _outcomes(rows: list[Wish], first: date, last: date) -> list[Outcome]:
    published = _published_days(first, last)
    shifts = published_on(first, last).values_list("user", "day", "type")
    given = {(user, day): shift_type for user, day, shift_type in shifts}
    return [
        Outcome(
            each,
            each.granted_by(given.get((each.user_id, each.day))) if each.day in published else None,
        )
        for each in rows
    ]


def _published_days(first: date, last: date) -> frozenset[date]:
    rows = Roster.objects.filter(
        state=Roster.State.PUBLISHED,
        first_date__lte=last,
        first_date__gt=first - timedelta(days=MOST_DAYS),
    )
    return frozenset(day for row in rows for day in row.dates if first <= day <= last)
