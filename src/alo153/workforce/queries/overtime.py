"""A person's overtime in a year, and requests to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from alo153.accounts.models import User
from alo153.workforce import lawbook
from alo153.workforce.law.rules import Key
from alo153.workforce.models import Overtime, Roster, Shift
from alo153.workforce.queries.contracts import statuses_of
from alo153.workforce.queries.published import published_on


@dataclass(frozen=True)
class Account:
    """Minutes of overtime in the shifts in force of a calendar year, and the most of the law.

    ``most`` is None where the law names none.
    """

    minutes: int
    most: int | None
    citation: str = ""

    @property
    def hours(self) -> float:
        """Return the hours so far."""
        return self.minutes / 60

    @property
    def most_hours(self) -> float | None:
        """Return the most hours of a year."""
        return None if self.most is None else self.most / 60


def beside(roster: Roster, users: Collection[int]) -> dict[int, dict[int, int]]:
    """Return the overtime in force on days that a roster has not, by person and calendar year.

    Of the years in which it begins and ends; one query.
    """
    first, last = date(roster.first_date.year, 1, 1), date(roster.last_date.year, 12, 31)
    rows = _of(first, last, users).exclude(day__range=(roster.first_date, roster.last_date))
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows.values("user", "day__year").annotate(minutes=Sum("overtime_minutes")):
        found[row["user"]][row["day__year"]] = row["minutes"]
    return found


def account_of(user: User, day: date) -> Account:
    """Return somebody's overtime in the year of a day; two queries."""
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    statuses = statuses_of([user.pk])[user.pk](day)
    rule = lawbook.of_city().rule(Key.OVERTIME_YEAR_MOST, statuses, day)
    minutes = _of(first, last, [user.pk]).aggregate(sum=Sum("overtime_minutes", default=0))["sum"]
    return Account(minutes, rule.value if rule else None, rule.citation if rule else "")


def asked_of(user: User) -> QuerySet[Overtime]:
    """Return what waits for somebody's answer."""
    return Overtime.objects.filter(user=user, state=Overtime.State.ASKED)


def asked_between(first: date, last: date) -> QuerySet[Overtime]:
    """Return what planners asked for the days between two, newest first."""
    rows = Overtime.objects.filter(day__range=(first, last)).order_by("-pk")
    return rows.select_related("user", "asked_by")


def asked_overtime(key: int) -> Overtime | None:
    """Return overtime that somebody was asked for, answered or not; one query."""
    return Overtime.objects.filter(pk=key).first()


def _of(first: date, last: date, users: Collection[int]) -> QuerySet[Shift]:
    rows = published_on(first, last).filter(user__in=users, overtime_minutes__gt=0)
    return rows.order_by()
