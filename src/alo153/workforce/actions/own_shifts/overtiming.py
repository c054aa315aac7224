"""Overtime: a planner asks, the person agrees or declines; nobody works longer otherwise.

Law 4857 art. 41: with the worker's consent, 270 hours a year at most. `law.check` says for which
people and days the law forbids it, as for every shift.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce import lawbook, queries
from alo153.workforce.actions.drafting import copy_of
from alo153.workforce.actions.publishing import put_in_force
from alo153.workforce.actions.refusals import NoSuchShift, NotYours, Unlawful
from alo153.workforce.events import (
    OfOvertime,
    OvertimeAgreed,
    OvertimeAsked,
    OvertimeDeclined,
    OvertimeLapsed,
    OvertimeWithdrawn,
)
from alo153.workforce.law.overtime import longer
from alo153.workforce.models import Overtime, Roster, Shift
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries import leaves

_SAID: Mapping[Overtime.State, type[OfOvertime]] = {
    Overtime.State.AGREED: OvertimeAgreed,
    Overtime.State.DECLINED: OvertimeDeclined,
    Overtime.State.LAPSED: OvertimeLapsed,
    Overtime.State.WITHDRAWN: OvertimeWithdrawn,
}


class AskedAlready(ValueError):
    """This person was asked for this day, and has agreed or not answered yet."""


@transaction.atomic
def ask_overtime(*, user: User, day: date, minutes: int, by: User, at: datetime) -> Overtime:
    """Ask somebody to work longer than their published shift of a day.

    Raises:
        NotPermitted: not a planner.
        NoSuchShift, AskedAlready: see there.
        Unlawful: they may not, so they are not asked: no consent in writing, forbidden for them,
            at night, above the hours of a day or of the year, too little rest.
    """
    permit(PLAN_SHIFTS, by=by)
    shift = _shift(user, day, at)
    _refuse_unlawful(shift, minutes)
    try:
        with transaction.atomic():
            asked = Overtime.objects.create(
                user=user, day=day, minutes=minutes, asked_by=by, asked_at=at
            )
    except IntegrityError as error:
        raise AskedAlready(day) from error
    said = OvertimeAsked(day=day.isoformat(), minutes=minutes)
    events.record(said, subject=asked, by=Actor.staff(by.pk), at=at)
    return asked


@transaction.atomic
def agree_overtime(*, overtime: Overtime, by: User, at: datetime) -> bool:
    """Agree: the shift is longer from now on, in a new published version.

    Returns:
        False if it is no longer possible: it has lapsed.

    Raises:
        NotPermitted: no shifts of one's own.
        NotYours: somebody else was asked.
        DraftExists: a planner changes this roster just now; the question stays open.
    """
    found = _locked(overtime, by)
    if found.state != Overtime.State.ASKED:
        return found.state == Overtime.State.AGREED
    try:
        with transaction.atomic():
            _lengthen(found, by=by, at=at)
    except (NoSuchShift, Unlawful):
        _answer(found, Overtime.State.LAPSED, by, at)
        return False
    _answer(found, Overtime.State.AGREED, by, at)
    return True


@transaction.atomic
def decline_overtime(*, overtime: Overtime, by: User, at: datetime) -> None:
    """Say no, without a reason; twice is once. Raises NotPermitted, NotYours."""
    found = _locked(overtime, by)
    if found.state == Overtime.State.ASKED:
        _answer(found, Overtime.State.DECLINED, by, at)


@transaction.atomic
def withdraw_overtime(*, overtime: Overtime, by: User, at: datetime) -> None:
    """Take back a question that nobody answered; twice is once. Raises NotPermitted."""
    permit(PLAN_SHIFTS, by=by)
    found = Overtime.objects.select_for_update().get(pk=overtime.pk)
    if found.state == Overtime.State.ASKED:
        _answer(found, Overtime.State.WITHDRAWN, by, at)


def _shift(user: User, day: date, at: datetime) -> Shift:
    shift = queries.shifts_of(user, day, day).select_related("roster").first()
    if shift is None or shift.ends_at <= at:
        raise NoSuchShift(day)
    return shift


def _refuse_unlawful(shift: Shift, minutes: int) -> None:
    # Shifts that the new version leaves out, of a leave in some days, forbid nothing
    gone = {each.pk for each in leaves.emptied(shift.roster, shift.roster.first_date)}
    rows = shift.roster.shifts.filter(user=shift.user).exclude(pk__in={*gone, shift.pk})
    others = [queries.as_law(each) for each in rows.select_related("type")]
    judged = queries.judgment(
        shift.roster, shift.user_id, [*others, queries.as_law(_longer(shift, minutes))]
    )
    if broken := judged.since(shift.day):
        raise Unlawful((shift.user_id, each) for each in broken)


def _longer(shift: Shift, minutes: int) -> Shift:
    """Return the row of a shift with overtime; it is not saved."""
    lawful = queries.as_law(shift)
    statuses = queries.statuses_of([shift.user_id])[shift.user_id](shift.day)
    grown = longer(lawbook.of_city(), statuses, lawful, minutes)
    shift.ends_at += timedelta(minutes=grown.presence - lawful.presence)
    shift.break_minutes = grown.break_minutes
    shift.overtime_minutes = grown.overtime_minutes
    return shift


def _lengthen(overtime: Overtime, *, by: User, at: datetime) -> None:
    shift = _shift(overtime.user, overtime.day, at)
    roster = Roster.objects.select_for_update().get(pk=shift.roster_id)
    draft = copy_of(roster, by=by, at=at)
    # Gone if the contract has ended meanwhile
    mine = draft.shifts.filter(user=overtime.user, day=overtime.day).first()
    if mine is None:
        raise NoSuchShift(overtime.day)
    _longer(mine, overtime.minutes).save()
    put_in_force(draft, by=by, at=at)


def _locked(overtime: Overtime, by: User) -> Overtime:
    permit(SEE_OWN_SHIFTS, by=by)
    found = Overtime.objects.select_for_update().get(pk=overtime.pk)
    if found.user_id != by.pk:
        raise NotYours(found.pk)
    return found


def _answer(overtime: Overtime, state: Overtime.State, by: User, at: datetime) -> None:
    overtime.state, overtime.answered_at = state, at
    overtime.save(update_fields=["state", "answered_at"])
    said = _SAID[state](day=overtime.day.isoformat(), minutes=overtime.minutes)
    events.record(said, subject=overtime, by=Actor.staff(by.pk), at=at)
