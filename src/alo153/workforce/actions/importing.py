"""A table of shifts into a draft: all of it, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
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
from alo153.workforce.events import RosterImported
from alo153.workforce.models import Roster, Shift, ShiftChange
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries.judging import judge
from alo153.workforce.queries.tables import Given


@transaction.atomic
def import_shifts(*, roster: Roster, given: Sequence[Given], by: User, at: datetime) -> int:
    """Give people the shifts of a table; days that it does not name stay as they are.

    Returns:
        How many days have changed.

    Raises:
        NotPermitted, NotADraft: as they say.
        PastDay: the roster revises another, and a day of the table has passed.
        Unlawful: somebody's shifts would break the law; nothing is changed.
    """
    permit(PLAN_SHIFTS, by=by)
    found = locked_draft(roster)
    first = found.first_open(local_time.today(at))
    if late := next((each.day for each in given if each.day < first), None):
        raise PastDay(late)
    had = {(each.user_id, each.day): each for each in _shifts(found, given)}
    changed = [each for each in given if _differs(each, had)]
    _refuse_unlawful(found, changed, had, at)
    Shift.objects.filter(pk__in=[had[key].pk for key in map(_key, changed) if key in had]).delete()
    Shift.objects.bulk_create(_made(found, changed))
    ShiftChange.objects.bulk_create(
        ShiftChange(
            roster=found,
            user=each.user,
            day=each.day,
            before=had[_key(each)].type if _key(each) in had else None,
            after=each.type,
            changed_by=by,
            changed_at=at,
        )
        for each in changed
    )
    said = RosterImported(shifts=len(changed))
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
    return len(changed)


def _key(given: Given) -> tuple[int, date]:
    return given.user.pk, given.day


def _shifts(roster: Roster, given: Sequence[Given]) -> list[Shift]:
    users = {each.user.pk for each in given}
    return list(roster.shifts.filter(user__in=users).select_related("type"))


def _differs(given: Given, had: dict[tuple[int, date], Shift]) -> bool:
    former = had.get(_key(given))
    return (former.type_id if former else None) != (given.type.pk if given.type else None)


def _made(roster: Roster, changed: Sequence[Given]) -> list[Shift]:
    """Make the rows of the shifts; overtime that was agreed for one comes back with it."""
    agreed = posing.agreed_in(roster)
    return [
        posing.as_agreed(posing.shift_of(roster, each.user, each.day, each.type), agreed)
        for each in changed
        if each.type
    ]


def _refuse_unlawful(
    roster: Roster, changed: Sequence[Given], had: dict[tuple[int, date], Shift], at: datetime
) -> None:
    gone = set(map(_key, changed))
    users = {each.user.pk for each in changed}
    months: dict[int, list[Shift]] = defaultdict(list)
    for key, shift in had.items():
        if shift.user_id in users and key not in gone:
            months[shift.user_id].append(shift)
    for made in _made(roster, changed):
        months[made.user_id].append(made)
    first = roster.first_open(local_time.today(at))
    lawful = {user: [queries.as_law(each) for each in rows] for user, rows in months.items()}
    broken = [
        (user, breach)
        for user, judged in judge(roster, lawful).items()
        for breach in judged.since(first)
    ]
    if broken:
        raise Unlawful(broken)
