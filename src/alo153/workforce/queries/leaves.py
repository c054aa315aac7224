"""People on leave, and the shifts that become empty."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta

from django.db.models import F, Q, QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.workforce.events import LeaveReferred, LeaveRefused, OfRefusal
from alo153.workforce.models import Contract, Leave, Roster, Shift
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries.contracts import employed, leave_between
from alo153.workforce.queries.published import away

_HALF_YEAR = timedelta(days=182)


def recorded(asker: User) -> QuerySet[Leave]:
    """Return the granted leave of everybody, the first day first. Raises NotPermitted."""
    permit(PLAN_SHIFTS, by=asker)
    granted = Leave.objects.filter(state=Leave.State.GRANTED)
    return granted.select_related("user", "decided_by")


def asked(asker: User) -> QuerySet[Leave]:
    """Return the annual leave of everybody, in any state. Raises NotPermitted."""
    permit(PLAN_SHIFTS, by=asker)
    return Leave.objects.filter(kind=Leave.Kind.ANNUAL).select_related("user")


def waiting(asker: User, first: date, last: date = date.max) -> QuerySet[Leave]:
    """Return the leave of these days that planners decide about. Raises NotPermitted."""
    permit(PLAN_SHIFTS, by=asker)
    return open_leave(first).filter(first_date__lte=last)


def open_leave(today: date) -> QuerySet[Leave]:
    """Return the leave that nobody decided and that is not over; of people who left, none."""
    rows = Leave.objects.filter(state=Leave.State.WAITING, last_date__gte=today)
    return rows.filter(user__is_active=True).select_related("user")


def of_day(asker: User, day: date) -> QuerySet[Leave]:
    """Return who is away on a day, by name. Raises NotPermitted."""
    found = recorded(asker).filter(first_date__lte=day, last_date__gte=day)
    return found.order_by("user__full_name")


def annual_of(user: User) -> QuerySet[Leave]:
    """Return the annual leave that somebody asked for: what planners record is another kind."""
    return Leave.objects.filter(user=user, kind=Leave.Kind.ANNUAL)


def why_refused(leave: Leave) -> OfRefusal | None:
    """Return what was written down when a leave was refused or left to a planner; one query."""
    event = events.history(leave, LeaveRefused, LeaveReferred).last()
    return events.read(event, LeaveRefused, LeaveReferred) if event else None


def shifts_within(leave: Leave) -> QuerySet[Shift]:
    """Return the shifts that somebody had on the days of a leave, of every published version."""
    shifts = Shift.objects.filter(
        user=leave.user_id,
        day__range=(leave.first_date, leave.last_date),
        roster__published_at__isnull=False,
    )
    return shifts.select_related("roster", "type")


def emptied_by(leave: Leave, at: datetime) -> QuerySet[Shift]:
    """Return the published shifts that a leave empties and that are not over yet, by day.

    A later version, for example by a colleagues' swap, has left them out already: then the shifts
    of the former version count.
    """
    since = leave.decided_at or leave.asked_at
    shifts = Shift.objects.filter(
        Q(roster__state=Roster.State.PUBLISHED) | Q(roster__superseded_at__gt=since),
        user=leave.user_id,
        day__range=(leave.first_date, leave.last_date),
        ends_at__gt=at,
    )
    newest = shifts.order_by("day", "-roster__version").distinct("day")
    return newest.select_related("type", "user", "roster")


def broken_off(roster: Roster) -> QuerySet[Shift]:
    """Return the shifts of a roster in whose middle somebody went home; `until` says when.

    They belong to the version in force at that time: later versions have left them out.
    """
    shifts = Shift.objects.filter(
        Q(roster__state=Roster.State.PUBLISHED)
        | Q(roster__superseded_at__gt=F("user__leaves__asked_at")),
        roster__first_date=roster.first_date,
        user__leaves__state=Leave.State.GRANTED,
        user__leaves__first_date=F("day"),
        user__leaves__begins_at__gt=F("starts_at"),
        user__leaves__begins_at__lt=F("ends_at"),
    ).annotate(until=F("user__leaves__begins_at"))
    newest = shifts.order_by("user", "day", "-roster__version").distinct("user", "day")
    return newest.select_related("user", "type").prefetch_related("breaks")


def unfilled(roster: Roster, newer: Roster, first: date) -> Counter[tuple[date, int]]:
    """Count the shifts from a day on, by day and type, that nobody has in a newer version.

    Shifts of people who are away or have no contract are nobody's. Five queries.
    """
    gone = [each.pk for each in emptied(newer, first)]
    had = roster.shifts.filter(day__gte=first).values_list("day", "type")
    has = newer.shifts.filter(day__gte=first).exclude(pk__in=gone).values_list("day", "type")
    return Counter(had) - Counter(has)


def emptied(roster: Roster, first: date) -> list[Shift]:
    """Return the shifts of a roster from a day on whose people are away or have no contract then.

    Three queries.
    """
    ahead = roster.shifts.filter(day__gte=first)
    known = employed(set(ahead.values_list("user", flat=True)))
    gone = set(ahead.filter(away()).values_list("pk", flat=True))
    return [
        each
        for each in ahead.select_related("user")
        if each.pk in gone or not known[each.user_id](each.day)
    ]


def absent_lately(today: date) -> float:
    """Return the share of the days of the last half year on which people were on leave."""
    return absent_share(today - _HALF_YEAR, today - timedelta(days=1))


def absent_share(first: date, last: date) -> float:
    """Return the share of the days under contract on which people were on leave; two queries.

    Days of rest count on both sides, as a leave goes over them. 0 without contracts.
    """
    known = employed(set(Contract.objects.values_list("user", flat=True)))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    held = sum(holds(day) for holds in known.values() for day in days)
    gone = leave_between(first, last)
    away_days = sum(
        known[user](day) for user, days in gone.items() if user in known for day in days
    )
    return away_days / held if held else 0.0
