"""Planners post open shifts of a published roster, and take them back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.actions.bids.bidding import BidsEnded
from alo153.workforce.events import OpenShiftPosted, OpenShiftWithdrawn
from alo153.workforce.models import OpenShift, ShiftType
from alo153.workforce.models.bids import LEAST_NOTICE, MOST_LINE_DAYS
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import bids

_TWICE: Final = timedelta(minutes=1)
"""The same shift of the same planner within it is a second click."""


class LineTooLong(ValueError):
    """A line has `MOST_LINE_DAYS` at most."""


class ShiftTypeGone(ValueError):
    """The shift is no longer used."""


class NoRoster(ValueError):
    """No published roster has all of these days."""


class NoTimeForBids(ValueError):
    """Bids would end in the past, or less than `LEAST_NOTICE` before the work begins."""


@transaction.atomic
def post_open_shift(
    *, shift_type: ShiftType, first: date, last: date, closes_at: datetime, by: User, at: datetime
) -> OpenShift:
    """Open a shift of a day, or a line of days in a row, for bids until an instant.

    A second click is the first.

    Raises:
        NotPermitted: not a planner.
        LineTooLong, ShiftTypeGone, NoRoster, NoTimeForBids: see there.
    """
    permit(PLAN_SHIFTS, by=by)
    if (last - first).days >= MOST_LINE_DAYS:
        raise LineTooLong(last)
    # Locked: the second of two clicks at once sees the shift of the first
    kind = ShiftType.objects.select_for_update().get(pk=shift_type.pk)
    if kind.retired_at:
        raise ShiftTypeGone(kind.pk)
    if bids.roster_with(first, last) is None:
        raise NoRoster(first)
    made = OpenShift(
        type=kind,
        first_date=first,
        last_date=last,
        closes_at=closes_at,
        posted_by=by,
        posted_at=at,
    )
    if not at < closes_at <= bids.begins_at(made) - LEAST_NOTICE:
        raise NoTimeForBids(closes_at)
    if twin := _twin(made):
        return twin
    made.save()
    said = OpenShiftPosted(first_date=first.isoformat(), last_date=last.isoformat())
    events.record(said, subject=made, by=Actor.staff(by.pk), at=at)
    return made


def _twin(made: OpenShift) -> OpenShift | None:
    """Return the shift that the same planner has just opened by another click."""
    return OpenShift.objects.filter(
        type=made.type,
        first_date=made.first_date,
        last_date=made.last_date,
        closes_at=made.closes_at,
        posted_by=made.posted_by,
        posted_at__gt=made.posted_at - _TWICE,
        state=OpenShift.State.OPEN,
    ).first()


@transaction.atomic
def withdraw_open_shift(*, open_shift: OpenShift, by: User, at: datetime) -> None:
    """Take back an open shift that nobody has got yet; twice is once.

    Raises:
        NotPermitted: they plan no shifts.
        BidsEnded: somebody has bid, and the rule awards it now.
    """
    permit(PLAN_SHIFTS, by=by)
    found = OpenShift.objects.select_for_update().get(pk=open_shift.pk)
    if found.state != OpenShift.State.OPEN:
        return
    if found.closes_at <= at and found.bids.exists():
        raise BidsEnded(found.pk)
    found.state, found.settled_at = OpenShift.State.WITHDRAWN, at
    found.save(update_fields=["state", "settled_at"])
    events.record(OpenShiftWithdrawn(), subject=found, by=Actor.staff(by.pk), at=at)
