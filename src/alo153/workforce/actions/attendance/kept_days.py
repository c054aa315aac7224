"""Keep how people kept to the shifts of past days."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.workforce import adherence
from alo153.workforce.models import KeptDay

DAYS: Final = 8
"""A shift of yesterday may end today, and most of what is explained is explained within a week."""
KEPT_FOR: Final = timedelta(days=366)
"""No page shows more."""
_MEASURES: Final = ["planned_seconds", "present_seconds"]


def keep_days(*, before: date, at: datetime) -> None:
    """Keep the last days before this one anew, and none that is too old to be shown."""
    KeptDay.objects.filter(day__lt=before - KEPT_FOR).delete()
    for ago in range(DAYS, 0, -1):
        keep_day(day=before - timedelta(days=ago), at=at)


@transaction.atomic
def keep_day(*, day: date, person: User | None = None, at: datetime) -> None:
    """Keep a day, of all or of one person, as plan, states and explanations say it now."""
    with connection.cursor() as cursor:  # nobody writes what another one's answer has made old
        key = f"kept day {day.isoformat()}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    planned: dict[int, int] = defaultdict(int)
    present: dict[int, int] = defaultdict(int)
    for each in adherence.of_day(day, at, user=person):
        seconds = round(each.planned.total_seconds())
        planned[each.shift.user_id] += seconds
        # A break that was not taken makes up for no other shift
        present[each.shift.user_id] += min(seconds, round(each.present.total_seconds()))
    known = KeptDay.objects.filter(day=day)
    if person:
        known = known.filter(user=person)
    known.exclude(user__in=planned).delete()
    rows = [
        KeptDay(user_id=key, day=day, planned_seconds=seconds, present_seconds=present[key])
        for key, seconds in planned.items()
    ]
    KeptDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day", "user"], update_fields=_MEASURES
    )


def keep_again(*, person: User, first: date, last: date, at: datetime) -> None:
    """Keep a person's days anew that were kept: their plan changed, or was explained."""
    kept = KeptDay.objects.filter(day__range=(first, last)).order_by("day")
    for day in kept.values_list("day", flat=True).distinct():
        keep_day(day=day, person=person, at=at)
