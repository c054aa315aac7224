"""Breaks of published shifts: placed with the roster, moved on the day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce import cover
from alo153.workforce.breaks import STEP, place
from alo153.workforce.events import BreakMoved
from alo153.workforce.models import Roster, Shift, ShiftBreak
from alo153.workforce.permissions import PLAN_SHIFTS


class BreakImpossible(ValueError):
    """It has begun already, or the new time is in the past or outside the shift."""


def place_breaks(roster: Roster, *, at: datetime) -> None:
    """Place the breaks of a roster that comes into force; the caller has asked the policy.

    Shifts of the former version keep their break, even if they are longer now: the person may have
    taken it already.
    """
    shifts = list(roster.shifts.select_related("type").order_by("starts_at", "user"))
    people, wanted = cover.presences(roster, shifts, _kept(roster))
    ShiftBreak.objects.bulk_create(
        ShiftBreak(
            shift=shift,
            starts_at=shift.starts_at + timedelta(minutes=begin - person.start),
            minutes=person.minutes,
            placed_at=at,
        )
        for shift, person, begin in zip(shifts, people, place(people, wanted), strict=True)
        if begin is not None
    )


def _kept(roster: Roster) -> dict[tuple[int, date, int], datetime]:
    """Return the breaks of the version before, by person, day and type of the shift; one query."""
    rows = ShiftBreak.objects.filter(shift__roster=roster.revises_id, replaced_at=None)
    return {
        (each.shift.user_id, each.shift.day, each.shift.type_id): each.starts_at
        for each in rows.select_related("shift")
    }


@transaction.atomic
def move_break(
    *, shift_break: ShiftBreak, starts_at: datetime, by: User, at: datetime
) -> ShiftBreak:
    """Move the break of a shift in force on its day; the person is told.

    Raises:
        NotPermitted: not a planner.
        BreakImpossible: see there.
    """
    permit(PLAN_SHIFTS, by=by)
    # A version that is published meanwhile takes the break as it is after this, or refuses it
    Roster.objects.select_for_update(of=("self",)).get(shifts__breaks=shift_break.pk)
    rows = ShiftBreak.objects.select_for_update(of=("self",)).select_related("shift__roster")
    found = rows.get(pk=shift_break.pk)
    if not _possible(found, starts_at, at):
        raise BreakImpossible(found.pk)
    found.replaced_at = at
    found.save(update_fields=["replaced_at"])
    moved = ShiftBreak.objects.create(
        shift=found.shift, starts_at=starts_at, minutes=found.minutes, placed_at=at, moved_by=by
    )
    said = BreakMoved(day=found.shift.day.isoformat())
    events.record(said, subject=moved, by=Actor.staff(by.pk), at=at)
    return moved


def _possible(found: ShiftBreak, starts_at: datetime, at: datetime) -> bool:
    ends_at = starts_at + timedelta(minutes=found.minutes)
    return (
        found.replaced_at is None
        and found.shift.roster.state == Roster.State.PUBLISHED
        and found.starts_at > at
        and starts_at >= at
        and not starts_at.minute % STEP
        and _inside(found.shift, starts_at, ends_at)
    )


def _inside(shift: Shift, starts_at: datetime, ends_at: datetime) -> bool:
    return shift.starts_at < starts_at and ends_at < shift.ends_at
