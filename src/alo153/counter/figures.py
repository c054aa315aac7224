"""Waits and outcomes of visitors, by communication center and day.

A visitor counts like a call: on the day of their number, once the visit has an outcome. Figures of
today are counted from the numbers; a past day is a row (`OfficeDay`), and its numbers may be
deleted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import (
    Case,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Min,
    Q,
    QuerySet,
    Sum,
    When,
)
from django.db.models.functions import ExtractHour, ExtractMinute

from alo153.city import queries as city
from alo153.city.models import Office
from alo153.city.queries import local_time
from alo153.counter.lifecycle import OPEN, State
from alo153.counter.models import OfficeDay, Ticket, level, mean_minutes

DAYS_SHOWN: Final = 7
_LATE: Final = timedelta(days=7)
_WAITED: Final = ExpressionWrapper(
    F("interaction__answered_at") - F("taken_at"), output_field=DurationField()
)
_CAME: Final = Q(interaction__answered_at__isnull=False)


@dataclass(frozen=True, kw_only=True)
class Today:
    """Figures of one communication center today, by the definitions of `OfficeDay`."""

    office: Office
    within: int
    waiting: int = 0
    longest_since: datetime | None = None
    taken: int = 0
    served: int = 0
    gave_up: int = 0
    decided: int = 0
    in_time: int = 0
    waited: timedelta = timedelta()

    @property
    def level(self) -> int | None:
        """Compute the strict service level in percent; nothing before the first visitor."""
        return level(self.in_time, self.decided)

    @property
    def mean_minutes(self) -> float | None:
        """Compute the mean wait of served visitors, in minutes; None if nobody was served."""
        return mean_minutes(self.waited, self.served)


def today(at: datetime) -> list[Today]:
    """Return today's figures of each communication center, in the city's order; one query."""
    rows = _counted(Ticket.objects.filter(day=city.today(at)), at).annotate(
        waiting=Count("pk", filter=Q(state=State.WAITING)),
        longest_since=Min("taken_at", filter=Q(state=State.WAITING)),
    )
    found: dict[int, Mapping[str, Any]] = {row["office"]: row for row in rows}
    return [_today(office, found.get(office.pk, {})) for office in city.offices_now().values()]


def _today(office: Office, row: Mapping[str, Any]) -> Today:
    return Today(
        office=office,
        within=_within(),
        waiting=row.get("waiting", 0),
        longest_since=row.get("longest_since"),
        **_said(row),
    )


def days(office: Office) -> list[OfficeDay]:
    """Return the latest past days of a communication center, newest first; one query."""
    return list(OfficeDay.objects.filter(office=office).order_by("-day")[:DAYS_SHOWN])


def taken(first: date, last: date) -> Iterator[tuple[int, date, int, int]]:
    """Yield place, day, half hour of the day and numbers taken, of the days before one; one query.

    Numbers that somebody gave up count as well.
    """
    zone = local_time.zone()
    rows = (
        Ticket.objects.filter(day__gte=first, day__lt=last)
        .order_by()
        .annotate(
            hour=ExtractHour("taken_at", tzinfo=zone),
            minute=ExtractMinute("taken_at", tzinfo=zone),
        )
        .annotate(half=Case(When(minute__gte=30, then=1), default=0))
        .values_list("office", "day", "hour", "half")
        .annotate(taken=Count("pk"))
    )
    for office, day, hour, half, count in rows:
        yield office, day, 2 * hour + half, count


def over(*, before: date, at: datetime) -> list[OfficeDay]:
    """Count the days before `before` that have no row and no open visit; two queries.

    The rows are not saved. Only days since a week before the newest row are looked at.
    """
    newest = OfficeDay.objects.order_by("-day").first()
    since = newest.day - _LATE if newest else date.min
    kept = set(OfficeDay.objects.filter(day__gte=since).values_list("office", "day"))
    tickets = Ticket.objects.filter(day__gte=since, day__lt=before)
    found = _counted(tickets, at, "day").annotate(open=Count("pk", filter=Q(state__in=OPEN)))
    return [
        OfficeDay(office_id=row["office"], day=row["day"], within=_within(), **_said(row))
        for row in found
        if not row["open"] and (row["office"], row["day"]) not in kept
    ]


def _counted(tickets: QuerySet[Ticket], at: datetime, *by: str) -> QuerySet[Any, dict[str, Any]]:
    within = timedelta(minutes=_within())
    gave_up = Q(state__in=[State.NO_SHOW, State.LAPSED]) & ~_CAME
    late = Q(taken_at__lt=at - within)
    soon = _CAME & Q(interaction__answered_at__lte=F("taken_at") + within)
    found: QuerySet[Any, dict[str, Any]] = (
        tickets.order_by()
        .values("office", *by)
        .annotate(
            taken=Count("pk"),
            served=Count("pk", filter=_CAME),
            gave_up=Count("pk", filter=gave_up),
            decided=Count("pk", filter=_CAME | gave_up | late),
            in_time=Count("pk", filter=soon),
            waited=Sum(_WAITED, filter=_CAME),
        )
    )
    return found


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the figures alone: 0 where nobody came."""
    names = ("taken", "served", "gave_up", "decided", "in_time")
    return {name: row.get(name, 0) for name in names} | {"waited": row.get("waited") or timedelta()}


def _within() -> int:
    return city.center_times().serve_within_minutes
