"""Numbers of visitors by quarter, and unavailable people: nobody outside the rooms learns more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.db.models.functions import TruncQuarter

from alo153.accounts.models import User
from alo153.care.models import Room, Visit
from alo153.care.permissions import SEE_CARE_COUNTS
from alo153.care.rules import shown
from alo153.city.queries import local_time


@dataclass(frozen=True)
class Quarter:
    """People a room saw in a quarter; None if they are fewer than five."""

    room: Room
    begins: datetime
    people: int | None


@dataclass(frozen=True)
class Unavailable:
    """Somebody is not there for a while. It does not say why."""

    name: str
    begins_at: datetime
    ends_at: datetime


def by_quarter(asker: User, at: datetime) -> list[Quarter]:
    """Count the people of each room by quarter, the newest first; no sum over rooms is shown.

    The quarter of `at` is left out until it is over: a count that grows on the day on which a
    planner reads "unavailable" names somebody.

    Raises:
        PermissionDenied: they may not see the counts.
    """
    if not asker.may(SEE_CARE_COUNTS):
        raise PermissionDenied
    today = local_time.today(at)
    first = today.replace(month=today.month - (today.month - 1) % 3, day=1)
    over = local_time.day_begins(first)
    held = Visit.objects.filter(state=Visit.State.HELD, begins_at__lt=over)
    quarter = TruncQuarter("begins_at", tzinfo=local_time.zone())
    rows = held.annotate(quarter=quarter).values("room", "quarter")
    counted = rows.annotate(people=Count("person", distinct=True)).order_by("-quarter", "room")
    return [Quarter(Room(row["room"]), row["quarter"], shown(row["people"])) for row in counted]


def unavailable(begin: datetime, end: datetime) -> list[Unavailable]:
    """Return when people cannot work, for the pages of planners."""
    planned = Visit.objects.filter(
        state=Visit.State.PLANNED, begins_at__lt=end, ends_at__gt=begin
    ).order_by("begins_at")
    found: Iterable[tuple[Any, ...]] = planned.values_list(
        "person__full_name", "begins_at", "ends_at"
    )
    return [Unavailable(*row) for row in found]
