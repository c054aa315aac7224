"""A person's remaining days of leave, and the limit of people away at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, time, timedelta
from math import ceil

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.workforce.models import Leave
from alo153.workforce.queries.contracts import contract_on, contracts_on, leave_between
from alo153.workforce.queries.published import shifts_of

AWAY_SHARE = 0.15
"""Share of the staff who may be on leave on one day."""
TAKEN = (Leave.State.GRANTED, Leave.State.WAITING)
_SUNDAY = 6


def balance_of(user: User, day: date) -> int:
    """Return the days of annual leave left in a year; two queries, 0 without a contract.

    Days that wait for a planner's decision are taken off until they are answered.
    Days of sickness or other leave are not taken off the annual leave (4857 art. 56).
    """
    contract = contract_on(user, day)
    if contract is None:
        return 0
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    rows = Leave.objects.filter(
        user=user, state__in=TAKEN, first_date__lte=last, last_date__gte=first
    )
    days: dict[bool, set[date]] = {True: set(), False: set()}
    for row in rows:
        within = _days(max(first, row.first_date), min(last, row.last_date))
        days[row.kind == Leave.Kind.ANNUAL].update(within)
    return contract.leave_days - _taken(days[True] - days[False])


def days_between(first: date, last: date) -> int:
    """Return how many days of leave a stretch takes (4857 art. 56).

    Its Sundays and public holidays are none; a half holiday is one.
    """
    return _taken(_days(first, last))


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _taken(days: Iterable[date]) -> int:
    holidays = city.working_calendar().closed_from
    return sum(day.weekday() != _SUNDAY and holidays(day) != time.min for day in days)


def suffices(user: User, first: date, last: date) -> bool:
    """Return whether enough days are left, in each calendar year for its own part."""
    return all(
        days_between(max(first, date(year, 1, 1)), min(last, date(year, 12, 31)))
        <= balance_of(user, max(first, date(year, 1, 1)))
        for year in range(first.year, last.year + 1)
    )


def covered(first: date, last: date) -> bool:
    """Tell whether one more may be away on each of these days; two queries.

    Leave of people who have left takes nobody's place.
    """
    staff = contracts_on(first)
    most = max(1, ceil(AWAY_SHARE * len(staff)))
    gone = leave_between(first, last)
    away = Counter(day for user in gone.keys() & staff.keys() for day in gone[user])
    return all(count < most for count in away.values())


def has_shifts(user: User, first: date, last: date) -> bool:
    """Tell whether somebody has a published shift on one of these days; one query."""
    return shifts_of(user, first, last).exists()
