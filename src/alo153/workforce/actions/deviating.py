"""Explain why somebody is not at work as planned, and keep how people kept to past shifts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Final

from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce import adherence, queries
from alo153.workforce.actions.refusals import NoSuchShift
from alo153.workforce.events import DeviationAnswered, DeviationTold
from alo153.workforce.models import Deviation, KeptDay, Shift
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS

DAYS: Final = 8
"""A shift of yesterday may end today, and most of what is explained is explained within a week."""
KEPT_FOR: Final = timedelta(days=366)
"""No page shows more."""
_MEASURES: Final = ["planned_seconds", "present_seconds"]


class OwnExplanation(ValueError):
    """Another planner answers what a planner explains of their own shift."""


@transaction.atomic
def explain(
    *,
    user: User,
    day: date,
    begins_at: datetime,
    ends_at: datetime,
    kind: Deviation.Kind,
    words: str,
    by: User,
    at: datetime,
) -> Deviation:
    """Explain a stretch of a published shift. One's own explanation waits for a planner's answer.

    Raises:
        NotPermitted: somebody else's shift, and not a planner.
        NoSuchShift: no published shift of that day has this stretch in it.
    """
    permit(SEE_OWN_SHIFTS if user.pk == by.pk else PLAN_SHIFTS, by=by)
    shift = queries.shifts_of(user, day, day).first()
    if shift is None or not _inside(shift, begins_at, ends_at):
        raise NoSuchShift(day)
    # A planner's word needs no answer
    is_own = user.pk == by.pk
    told = Deviation.objects.create(
        user=user,
        day=day,
        kind=kind,
        begins_at=begins_at,
        ends_at=ends_at,
        words=words,
        told_by=by,
        told_at=at,
        accepted=None if is_own else True,
        answered_by=None if is_own else by,
        answered_at=None if is_own else at,
    )
    if told.accepted:
        keep_again(person=user, first=day, last=day, at=at)
    said = DeviationTold(day=day.isoformat(), kind=kind)
    events.record(said, subject=told, by=Actor.staff(by.pk), at=at)
    return told


def _inside(shift: Shift, begins_at: datetime, ends_at: datetime) -> bool:
    return shift.starts_at <= begins_at < ends_at <= shift.ends_at


@transaction.atomic
def answer_deviation(*, deviation: Deviation, accepted: bool, by: User, at: datetime) -> None:
    """Accept what somebody explained, or do not; the last answer holds.

    Raises:
        NotPermitted: not a planner.
        OwnExplanation: see there.
    """
    permit(PLAN_SHIFTS, by=by)
    found = Deviation.objects.select_for_update().get(pk=deviation.pk)
    if found.user_id == by.pk:
        raise OwnExplanation(found.pk)
    counted = found.accepted
    found.accepted, found.answered_by, found.answered_at = accepted, by, at
    found.save(update_fields=["accepted", "answered_by", "answered_at"])
    if counted or accepted:
        keep_again(person=found.user, first=found.day, last=found.day, at=at)
    said = DeviationAnswered(day=found.day.isoformat(), accepted=accepted)
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)


def let_go(*, user: User, day: date, begins_at: datetime, by: User, at: datetime) -> Deviation:
    """Let somebody go home early, until the end of their shift; they are told.

    Raises:
        NotPermitted: not a planner.
        NoSuchShift: no published shift of that day lasts at this instant.
    """
    permit(PLAN_SHIFTS, by=by)
    shift = queries.shifts_of(user, day, day).first()
    if shift is None:
        raise NoSuchShift(day)
    return explain(
        user=user,
        day=day,
        begins_at=begins_at,
        ends_at=shift.ends_at,
        kind=Deviation.Kind.LET_GO,
        words="",
        by=by,
        at=at,
    )


def keep_days(*, before: date, at: datetime) -> None:
    """Keep the last days before this one anew, and none that is too old to be shown."""
    KeptDay.objects.filter(day__lt=before - KEPT_FOR).delete()
    for ago in range(DAYS, 0, -1):
        keep_day(day=before - timedelta(days=ago), at=at)


@transaction.atomic
def keep_day(*, day: date, person: User | None = None, at: datetime) -> None:
    """Keep a day, of all or of one person, as plan, states and explanations say it now."""
    with connection.cursor() as cursor:  # nobody writes what another one's answer has made old
        key = f"kept day {day.isoformat()}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
    planned: dict[int, int] = defaultdict(int)
    present: dict[int, int] = defaultdict(int)
    for each in adherence.of_day(day, at, user=person):
        seconds = round(each.planned.total_seconds())
        planned[each.shift.user_id] += seconds
        # A break that was not taken makes up for no other shift
        present[each.shift.user_id] += min(seconds, round(each.present.total_seconds()))
    known = KeptDay.objects.filter(day=day)
    if person:
        known = known.filter(user=person)
    known.exclude(user__in=planned).delete()
    rows = [
        KeptDay(user_id=key, day=day, planned_seconds=seconds, present_seconds=present[key])
        for key, seconds in planned.items()
    ]
    KeptDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day", "user"], update_fields=_MEASURES
    )


def keep_again(*, person: User, first: date, last: date, at: datetime) -> None:
    """Keep a person's days anew that were kept: their plan changed, or was explained."""
    kept = KeptDay.objects.filter(day__range=(first, last)).order_by("day")
    for day in kept.values_list("day", flat=True).distinct():
        keep_day(day=day, person=person, at=at)
