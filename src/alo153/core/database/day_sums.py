"""Sums of days, and of months: a year is read as eleven months and the days at its ends.

Nothing is added to a row: the sums of a day are counted again from the rows behind them, and a
month from its days. So a late change costs a day, and counting twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar, Final

from django.db import connection, models, transaction

RANGE: Final = """(
  is_month AND begins_date >= %(month_from)s AND begins_date < %(month_until)s
  OR NOT is_month AND begins_date >= %(first)s AND begins_date < %(month_from)s
  OR NOT is_month AND begins_date >= %(month_until)s AND begins_date <= %(last)s
)"""
"""The condition of the rows that make up the days of `in_range`."""
# One counts at a time; readers do not wait, and a vacuum that runs is not canceled
_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtextextended('{table}', 0))"
_DELETE: Final = """
DELETE FROM {table} WHERE NOT is_month AND begins_date BETWEEN %(first)s AND %(last)s
  OR is_month AND begins_date >= %(month_from)s AND begins_date < %(month_until)s
"""
_MONTHS: Final = """
INSERT INTO {table} (is_month, begins_date, {columns})
SELECT true, date_trunc('month', begins_date)::date, {keys}, {sums} FROM {table}
WHERE NOT is_month AND begins_date >= %(month_from)s AND begins_date < %(month_until)s
GROUP BY date_trunc('month', begins_date)::date, {keys}
"""


class DaySums(models.Model):
    """Sums of a day, or of a month."""

    KEYS: ClassVar[Sequence[str]]
    """The columns that say of which part of the day a row is."""

    # Of a month its first day
    begins_date = models.DateField()
    is_month = models.BooleanField()

    class Meta:
        abstract = True

    @classmethod
    def measures(cls) -> list[str]:
        """Return the columns that are added up, in their order."""
        others = {"id", "begins_date", "is_month", *cls.KEYS}
        return [str(each.column) for each in cls._meta.concrete_fields if each.name not in others]


def in_range(first: date, last: date) -> dict[str, Any]:
    """Return the parameters of `RANGE` for the days from `first` to `last`."""
    after = last + timedelta(days=1)
    begins, ends = _next_month(first - timedelta(days=1)), after.replace(day=1)
    if begins >= ends:
        begins = ends = after
    return {"first": first, "last": last, "month_from": begins, "month_until": ends}


def of_days(first: date, last: date, *, by_month: bool) -> models.Q:
    """Return the condition of the rows that make up these days.

    Args:
        by_month: `RANGE`: whole months are one row; otherwise each day is.
    """
    if not by_month:
        return models.Q(is_month=False, begins_date__range=(first, last))
    ends = in_range(first, last)
    whole = models.Q(begins_date__gte=ends["month_from"], begins_date__lt=ends["month_until"])
    days = models.Q(begins_date__gte=first, begins_date__lt=ends["month_from"])
    days |= models.Q(begins_date__gte=ends["month_until"], begins_date__lte=last)
    return models.Q(whole, is_month=True) | models.Q(days, is_month=False)


@transaction.atomic
def count_days(
    model: type[DaySums],
    first: date,
    last: date,
    *,
    inserts: Sequence[str],
    given: Mapping[str, Any],
) -> None:
    """Count the days from `first` to `last` again, and add up their months.

    Args:
        inserts: the statements that insert the rows of these days.
        given: their parameters.
    """
    keys = ", ".join(f'"{name}"' for name in model.KEYS)
    measures = [f'"{name}"' for name in model.measures()]
    written = {
        "table": model._meta.db_table,
        "keys": keys,
        "columns": ", ".join([keys, *measures]),
        "sums": ", ".join(f"sum({name})" for name in measures),
    }
    months = {"month_from": first.replace(day=1), "month_until": _next_month(last)}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK.format(**written))
        cursor.execute(_DELETE.format(**written), {"first": first, "last": last, **months})
        for insert in inserts:
            cursor.execute(insert, dict(given))
        cursor.execute(_MONTHS.format(**written), months)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)
