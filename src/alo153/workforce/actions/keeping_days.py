"""How people kept to their shifts: kept each night, and again when a day is explained later."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.workforce import adherence
from alo153.workforce.models import KeptDay

DAYS: Final = 8
"""A shift of yesterday may end today, and most of what is explained is explained within a week."""
_MEASURES: Final = ["planned_seconds", "present_seconds"]


def keep_days(*, before: date, at: datetime) -> None:
    """Keep the last days before this one anew."""
    for ago in range(DAYS, 0, -1):
        keep_day(day=before - timedelta(days=ago), at=at)


@transaction.atomic
def keep_day(*, day: date, at: datetime) -> None:
    """Keep one day as the plan, the agents' states and the explanations say it now."""
    planned: dict[int, int] = defaultdict(int)
    present: dict[int, int] = defaultdict(int)
    for each in adherence.of_day(day, at):
        seconds = round(each.planned.total_seconds())
        planned[each.shift.user_id] += seconds
        # A break that was not taken makes up for no other shift
        present[each.shift.user_id] += min(seconds, round(each.present.total_seconds()))
    KeptDay.objects.filter(day=day).exclude(user__in=planned).delete()
    rows = [
        KeptDay(user_id=user, day=day, planned_seconds=seconds, present_seconds=present[user])
        for user, seconds in planned.items()
    ]
    KeptDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day", "user"], update_fields=_MEASURES
    )


def keep_again(*, day: date, at: datetime) -> None:
    """Keep a day anew that was kept: something of it was explained."""
    if KeptDay.objects.filter(day=day).exists():
        keep_day(day=day, at=at)
