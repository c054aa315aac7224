"""One day of one person in a draft: given, taken, undone, redone. The law is asked each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce import posing, queries
from alo153.workforce.actions.drafting import locked_draft
from alo153.workforce.actions.refusals import ChangedMeanwhile, PastDay, Unlawful
from alo153.workforce.events import RosterChanged
from alo153.workforce.models import Roster, Shift, ShiftChange, ShiftType
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import leaves


class NothingToUndo(ValueError):
    """No change of this planner is left to undo."""


class NothingToRedo(ValueError):
    """Nothing was undone since this planner's last change."""


@dataclass(frozen=True)
class Assigned:
    """The result of an assignment: the former value."""

    before: ShiftType | None


@dataclass(frozen=True)
class Seen:
    """The value that a planner saw before the change: a shift type's key, None for off."""

    type: int | None


@dataclass(frozen=True)
class Place:
    """A day of a person in the grid, and what the planner saw there; None: whatever is there."""

    user: User
    day: date
    seen: Seen | None = None


@transaction.atomic
def assign(
    *,
    roster: Roster,
    user: User,
    day: date,
    shift_type: ShiftType | None,
    seen: Seen | None = None,
    by: User,
    at: datetime,
) -> Assigned:
    """Give a person a shift on a day of a draft, or a day off.

    Args:
        seen: what the page showed; None: whatever is there may be replaced.

    Raises:
        NotPermitted, NotADraft: as they say.
        PastDay: the roster revises another, and the day has passed.
        ChangedMeanwhile: the day is not as it was seen; nothing is changed.
        Unlawful: the person's shifts would break the law; nothing is changed.
    """
    permit(PLAN_SHIFTS, by=by)
    change = _change(locked_draft(roster), Place(user, day, seen), shift_type, by=by, at=at)
    return Assigned(change.before)


@transaction.atomic
def move(*, roster: Roster, source: Place, target: Place, by: User, at: datetime) -> ShiftChange:
    """Move a shift of a draft to another person or day, in the place of what is there.

    Both days change or neither, and one undo takes both back. Returns the change of the target.

    Raises:
        NotPermitted, NotADraft, PastDay, ChangedMeanwhile, Unlawful: as for `assign`.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    shift = found.shifts.filter(user=source.user, day=source.day).select_related("type").first()
    if shift is None:
        raise ChangedMeanwhile(None)
    taken = _change(found, source, None, by=by, at=at)
    return _change(found, target, shift.type, by=by, at=at, moved_from=taken)


def _change(
    roster: Roster,
    place: Place,
    shift_type: ShiftType | None,
    *,
    by: User,
    at: datetime,
    moved_from: ShiftChange | None = None,
) -> ShiftChange:
    _refuse_past(roster, place.day, at)
    if place.seen is not None:
        _refuse_unseen(roster, place.user, place.day, place.seen)
    today = local_time.today(at)
    former = set_shift(roster, place.user, place.day, shift_type, today=today)
    change = ShiftChange.objects.create(
        roster=roster,
        user=place.user,
        day=place.day,
        before=former,
        after=shift_type,
        moved_from=moved_from,
        changed_by=by,
        changed_at=at,
    )
    _tell(change, former, shift_type, by, at)
    return change


def without_absent(roster: Roster, *, by: User, at: datetime) -> None:
    """Take the shifts from today on of people who are away or have left out of a draft.

    Nobody undoes that, nor what was changed on these days before: an undo skips it.
    """
    for each in leaves.emptied(roster, roster.first_open(local_time.today(at))):
        assign(roster=roster, user=each.user, day=each.day, shift_type=None, by=by, at=at)
        settle(roster, roster.changes.filter(user=each.user, day=each.day), at)


def settle(roster: Roster, changes: QuerySet[ShiftChange], at: datetime) -> None:
    """Mark changes as no longer undoable; a move as a whole or not at all."""
    halves = Q(pk__in=changes) | Q(moved_from__in=changes) | Q(moved_to__in=changes)
    roster.changes.filter(halves, settled_at=None).update(settled_at=at)


@transaction.atomic
def undo(*, roster: Roster, by: User, at: datetime) -> ShiftChange:
    """Take back the planner's own last change of a draft that is not undone.

    Raises:
        NotPermitted, NotADraft: as they say.
        NothingToUndo: there is none.
        PastDay: its day has passed.
        ChangedMeanwhile: another planner has changed this day since.
        Unlawful: the former shift is unlawful together with later changes.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    last = _own(found, by).filter(undone_at=None).last()
    if last is None:
        raise NothingToUndo(found.pk)
    for each in (last, last.moved_from):
        if each:
            _replace(found, each, each.after, each.before, at)
            each.undone_at = at
            each.save(update_fields=["undone_at"])
            _tell(each, each.after, each.before, by, at, undo=True)
    return last


@transaction.atomic
def redo(*, roster: Roster, by: User, at: datetime) -> ShiftChange:
    """Do the planner's own change again that was undone last.

    Raises:
        NotPermitted, NotADraft, PastDay, ChangedMeanwhile, Unlawful: as for undo.
        NothingToRedo: nothing was undone, or something else was changed since.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    next_ = _redoable(found, by).first()
    if next_ is None:
        raise NothingToRedo(found.pk)
    for each in (next_, getattr(next_, "moved_to", None)):
        if each:
            _replace(found, each, each.before, each.after, at)
            each.undone_at, each.changed_at = None, at
            each.save(update_fields=["undone_at", "changed_at"])
            _tell(each, each.before, each.after, by, at, redo=True)
    return next_


def _own(roster: Roster, by: User) -> QuerySet[ShiftChange]:
    mine = roster.changes.filter(changed_by=by, settled_at=None)
    return mine.select_related("user", "before", "after").order_by("pk")


def _redoable(roster: Roster, by: User) -> QuerySet[ShiftChange]:
    """Return what was undone after the last change that still holds, in its order."""
    mine = _own(roster, by)
    last = mine.filter(undone_at=None).last()
    undone = mine.filter(undone_at__isnull=False)
    return undone.filter(pk__gt=last.pk) if last else undone


def _replace(
    roster: Roster,
    change: ShiftChange,
    expected: ShiftType | None,
    shift_type: ShiftType | None,
    at: datetime,
) -> None:
    _refuse_past(roster, change.day, at)
    seen = Seen(expected.pk if expected else None)
    _refuse_unseen(roster, change.user, change.day, seen)
    set_shift(roster, change.user, change.day, shift_type, today=local_time.today(at))


def _refuse_past(roster: Roster, day: date, at: datetime) -> None:
    if day < roster.first_open(local_time.today(at)):
        raise PastDay(day)


def _refuse_unseen(roster: Roster, user: User, day: date, seen: Seen) -> None:
    now = roster.shifts.filter(user=user, day=day).values_list("type", flat=True).first()
    if now == seen.type:
        return
    latest = roster.changes.filter(user=user, day=day, settled_at=None)
    last = latest.select_related("changed_by").order_by("pk").last()
    raise ChangedMeanwhile(last.changed_by if last else None)


def set_shift(
    roster: Roster, user: User, day: date, shift_type: ShiftType | None, *, today: date
) -> ShiftType | None:
    """Put a shift in the place of another, and return that.

    Raises:
        Unlawful: something would be unlawful on a day that may still change. What a new law says
            to days that have passed stops nobody.
    """
    former = roster.shifts.filter(user=user, day=day).select_related("type").first()
    others = roster.shifts.filter(user=user).exclude(day=day).select_related("type")
    made = _made(roster, user, day, shift_type) if shift_type else None
    rows = [*others, *([made] if made else [])]
    found = queries.judgment(roster, user.pk, [queries.as_law(each) for each in rows])
    broken = found.since(roster.first_open(today))
    if made and broken:
        raise Unlawful((user.pk, each) for each in broken)
    if former:
        former.delete()
    if made:
        made.save()
    return former.type if former else None


def _made(roster: Roster, user: User, day: date, shift_type: ShiftType) -> Shift:
    """Make the row of a shift; overtime that was agreed for it comes back with it."""
    made = posing.shift_of(roster, user, day, shift_type)
    return posing.as_agreed(made, posing.agreed_in(roster))


def _tell(
    change: ShiftChange,
    before: ShiftType | None,
    after: ShiftType | None,
    by: User,
    at: datetime,
    *,
    undo: bool = False,
    redo: bool = False,
) -> None:
    said = RosterChanged(
        user=change.user_id,
        day=change.day.isoformat(),
        before=before.pk if before else None,
        after=after.pk if after else None,
        undo=undo,
        redo=redo,
    )
    events.record(said, subject=change.roster, by=Actor.staff(by.pk), at=at)
