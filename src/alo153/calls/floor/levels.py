"""Service level and abandoned calls by queue, of the day and of the last minutes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Q

from alo153.calls.call_words import CallDirection, CallOutcome
from alo153.calls.models import Call
from alo153.city import queries as city

LATELY: Final = timedelta(minutes=15)
# Nobody is in the voice menu for longer before they join the line
_BEFORE: Final = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True)
class Service:
    """Calls of one queue with a decided fate, including calls that already wait too long.

    `level` is the strict service level in percent, as in `figures.Today`; nothing without calls.
    """

    offered: int = 0
    in_time: int = 0
    abandoned: int = 0
    offered_lately: int = 0
    in_time_lately: int = 0

    @property
    def level(self) -> int | None:
        """Compute the service level of the day."""
        return _percent(self.in_time, self.offered)

    @property
    def level_lately(self) -> int | None:
        """Compute the service level of the calls that joined the line in the last 15 minutes."""
        return _percent(self.in_time_lately, self.offered_lately)


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def by_queue(at: datetime) -> Mapping[str, Service]:
    """Count by queue since midnight, and of the last 15 minutes; one query.

    Early in the day the last minutes are of the day before as well.
    """
    midnight, lately = city.midnight(at), at - LATELY
    within = timedelta(seconds=city.center_times().answer_within_seconds)
    first = min(midnight, lately)
    waits = Q(ended_at__isnull=True, answered_at__isnull=True)
    decided = ~waits | Q(queued_at__lt=at - within)
    gave_up = Q(outcome=CallOutcome.ABANDONED)
    in_time = Q(answered_at__isnull=False, waited_seconds__lte=within.total_seconds()) & ~gave_up
    today, new = Q(queued_at__gte=midnight), Q(queued_at__gte=lately)
    calls = Call.objects.filter(
        decided,
        direction=CallDirection.IN,
        entered_at__gte=first - _BEFORE,
        queued_at__gte=first,
        place_kept_at__isnull=True,
    )
    rows = calls.values("queue").annotate(
        offered=Count("id", filter=today),
        in_time=Count("id", filter=today & in_time),
        abandoned=Count("id", filter=today & gave_up),
        offered_lately=Count("id", filter=new),
        in_time_lately=Count("id", filter=new & in_time),
    )
    return {
        row["queue"]: Service(
            offered=row["offered"],
            in_time=row["in_time"],
            abandoned=row["abandoned"],
            offered_lately=row["offered_lately"],
            in_time_lately=row["in_time_lately"],
        )
        for row in rows.order_by()
    }


def gave_up(since: datetime, until: datetime) -> list[tuple[str, datetime]]:
    """List the queue and the instant of each caller who gave up in the line; one query.

    After `since`, until `until`. Callers whose place is kept are still in the line.
    """
    calls = Call.objects.filter(
        direction=CallDirection.IN,
        outcome=CallOutcome.ABANDONED,
        entered_at__gte=since - _BEFORE,
        queued_at__isnull=False,
        place_kept_at__isnull=True,
        ended_at__gt=since,
        ended_at__lte=until,
    )
    return [
        (queue, ended_at) for queue, ended_at in calls.values_list("queue", "ended_at") if ended_at
    ]


def by_half_hour(at: datetime) -> Mapping[int, int]:
    """Count the calls that came in since midnight, by half hours of the city's clock; one query.

    They have numbers, 0 to 47 (`city.half_hour`).
    """
    midnight = city.midnight(at)
    entered = Call.objects.filter(
        direction=CallDirection.IN, entered_at__gte=midnight, entered_at__lte=at
    )
    found: dict[int, int] = {}
    for moment in entered.values_list("entered_at", flat=True).iterator():
        number = city.half_hour(moment)
        found[number] = found.get(number, 0) + 1
    return found
