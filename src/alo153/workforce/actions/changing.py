"""One day of one person in a draft: given, taken, undone. The law is asked each time."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce import posing, queries
from alo153.workforce.actions.drafting import locked_draft
from alo153.workforce.actions.refusals import PastDay, Unlawful
from alo153.workforce.events import RosterChanged
from alo153.workforce.models import Roster, ShiftChange, ShiftType
from alo153.workforce.permissions import PLAN_SHIFTS


class NothingToUndo(ValueError):
    """No change of this planner is left to undo."""


@dataclass(frozen=True)
class Assigned:
    """What was there before."""

    before: ShiftType | None


@transaction.atomic
def assign(
    *, roster: Roster, user: User, day: date, shift_type: ShiftType | None, by: User, at: datetime
) -> Assigned:
    """Give a person a shift on a day of a draft, or a day off.

    Raises:
        NotPermitted, NotADraft: as they say.
        PastDay: the roster revises another, and the day has passed.
        Unlawful: the person's shifts would break the law; nothing is changed.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    _refuse_past(found, day, at)
    former = set_shift(found, user, day, shift_type)
    ShiftChange.objects.create(
        roster=found,
        user=user,
        day=day,
        before=former,
        after=shift_type,
        changed_by=by,
        changed_at=at,
    )
    _tell(found, user, day, former, shift_type, by, at)
    return Assigned(former)


@transaction.atomic
def undo(*, roster: Roster, by: User, at: datetime) -> ShiftChange:
    """Take back the planner's own last change of a draft that is not undone.

    Raises:
        NotPermitted, NotADraft: as they say.
        NothingToUndo: there is none.
        PastDay: its day has passed meanwhile.
        Unlawful: what was before is not lawful any more beside what came since.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    mine = found.changes.filter(changed_by=by, undone_at=None)
    last = mine.select_related("user", "before", "after").order_by("-pk").first()
    if last is None:
        raise NothingToUndo(found.pk)
    _refuse_past(found, last.day, at)
    set_shift(found, last.user, last.day, last.before)
    last.undone_at = at
    last.save(update_fields=["undone_at"])
    _tell(found, last.user, last.day, last.after, last.before, by, at, undo=True)
    return last


def _refuse_past(roster: Roster, day: date, at: datetime) -> None:
    if day < roster.first_open(local_time.today(at)):
        raise PastDay(day)


def set_shift(
    roster: Roster, user: User, day: date, shift_type: ShiftType | None
) -> ShiftType | None:
    """Put a shift in the place of another, and return that. Raises Unlawful."""
    former = roster.shifts.filter(user=user, day=day).select_related("type").first()
    others = roster.shifts.filter(user=user).exclude(day=day).select_related("type")
    made = posing.shift_of(roster, user, day, shift_type) if shift_type else None
    rows = [*others, *([made] if made else [])]
    found = queries.judgment(roster, user.pk, [queries.as_law(each) for each in rows])
    if made and found.breaches:
        raise Unlawful((user.pk, each) for each in found.breaches)
    if former:
        former.delete()
    if made:
        made.save()
    return former.type if former else None


def _tell(
    roster: Roster,
    user: User,
    day: date,
    before: ShiftType | None,
    after: ShiftType | None,
    by: User,
    at: datetime,
    *,
    undo: bool = False,
) -> None:
    said = RosterChanged(
        user=user.pk,
        day=day.isoformat(),
        before=before.pk if before else None,
        after=after.pk if after else None,
        undo=undo,
    )
    events.record(said, subject=roster, by=Actor.staff(by.pk), at=at)
