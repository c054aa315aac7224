"""Open shifts, their bids, and the rosters that they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as city
from alo153.workforce.law.shifts import night_minutes
from alo153.workforce.models import Bid, OpenShift, Roster
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries.fairness import Share
from alo153.workforce.queries.published import overlapping
from alo153.workforce.roster.awards import Load, Standing
from alo153.workforce.roster.center import is_weekend


def open_at(asker: User, at: datetime) -> QuerySet[OpenShift]:
    """Return the shifts for which people can bid at an instant. Raises NotPermitted."""
    permit(SEE_OWN_SHIFTS, by=asker)
    rows = OpenShift.objects.filter(state=OpenShift.State.OPEN, closes_at__gt=at)
    return rows.select_related("type")


def due(at: datetime) -> QuerySet[OpenShift]:
    """Return the shifts whose bids have ended and that nobody has got yet."""
    return OpenShift.objects.filter(state=OpenShift.State.OPEN, closes_at__lte=at)


def posted(asker: User, first: date) -> QuerySet[OpenShift]:
    """Return the open and the settled shifts from a day on, with bids. Raises NotPermitted."""
    permit(PLAN_SHIFTS, by=asker)
    rows = OpenShift.objects.filter(last_date__gte=first).select_related("type")
    return rows.prefetch_related("bids__user").order_by("first_date", "pk")


def open_shift(key: int) -> OpenShift | None:
    """Return a shift that was posted for bids, settled or not; one query."""
    return OpenShift.objects.filter(pk=key).first()


def bids_of(user: User, first: date) -> QuerySet[Bid]:
    """Return somebody's bids for shifts from a day on, each with all bids; three queries."""
    rows = Bid.objects.filter(user=user, open_shift__last_date__gte=first)
    known = rows.select_related("open_shift__type").prefetch_related("open_shift__bids__user")
    return known.order_by("open_shift__first_date", "pk")


def roster_with(first: date, last: date) -> Roster | None:
    """Return the roster in force that has all days between two; one query."""
    return covering(overlapping(first, last), first, last)


def covering(rosters: Iterable[Roster], first: date, last: date) -> Roster | None:
    """Return the roster that has all days between two."""
    found = (each for each in rosters if each.first_date <= first and last <= each.last_date)
    return next(found, None)


def begins_at(open_shift: OpenShift) -> datetime:
    """Return when its first day's work begins."""
    midnight = city.day_begins(open_shift.first_date)
    return midnight + timedelta(minutes=open_shift.type.start_minute)


def load_of(open_shift: OpenShift) -> Load:
    """Return what it adds to the shares of a year."""
    begin, end = open_shift.type.start_minute, open_shift.type.end_minute
    return Load(
        nights=2 * night_minutes(begin, end) > end - begin,
        weekends=any(map(is_weekend, open_shift.dates)),
    )


def standing_of(bid: Bid, share: Share) -> Standing:
    """Return a bidder's year as the rule of awards compares it."""
    granted = share.wishes.share
    return Standing(
        user=bid.user_id,
        nights=_percent(share.nights, share.shifts),
        weekends=_percent(share.weekends, share.shifts),
        wishes=100 if granted is None else granted,
        made_at=bid.made_at,
    )


def _percent(days: int, shifts: int) -> int:
    return round(100 * days / shifts) if shifts else 0
