"""Explain why somebody is not at work as planned."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce import queries
from alo153.workforce.actions.attendance.kept_days import keep_again
from alo153.workforce.actions.refusals import NoSuchShift
from alo153.workforce.events import DeviationAnswered, DeviationTold
from alo153.workforce.models import Deviation, Shift
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS


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


@transaction.atomic
def let_go(*, user: User, day: date, begins_at: datetime, by: User, at: datetime) -> Deviation:
    """Let somebody go home early, until the end of their shift; they are told. Twice is once.

    Raises:
        NotPermitted: not a planner.
        NoSuchShift: no published shift of that day lasts at this instant.
    """
    permit(PLAN_SHIFTS, by=by)
    shift = queries.shifts_of(user, day, day).first()
    if shift is None:
        raise NoSuchShift(day)
    # Two planners press the same button of their pages
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    free = Deviation.objects.filter(user=user, day=day, kind=Deviation.Kind.LET_GO, accepted=True)
    if there := free.filter(begins_at=begins_at, ends_at=shift.ends_at).first():
        return there
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
