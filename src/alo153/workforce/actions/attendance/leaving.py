"""Leave: asked for by a person and answered by balance and cover, else by a planner."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.workforce.actions.attendance.kept_days import keep_again
from alo153.workforce.actions.refusals import NoSuchShift
from alo153.workforce.candidates.leaving import Lack, first_lack
from alo153.workforce.events import (
    LeaveGranted,
    LeaveReferred,
    LeaveRefused,
    LeaveWithdrawn,
    OfLeave,
)
from alo153.workforce.models import Leave
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries.balance import TAKEN, covered, has_shifts, suffices
from alo153.workforce.queries.published import shifts_of

_ILL = (Leave.Kind.SICK, Leave.Kind.REPORT)


class AwayAlready(ValueError):
    """Leave of this kind is recorded for one of these days. `leave` is the one there is."""

    def __init__(self, leave: Leave) -> None:
        """Keep which leave it is."""
        self.leave = leave
        super().__init__(leave.pk)


class OwnLeave(ValueError):
    """Another planner grants or records a planner's own leave."""


class LeaveBegun(ValueError):
    """Its days are being taken or were: only a planner takes it back, and not their own.

    A leave that waited until its person worked a shift of these days is not granted any more.
    """


@transaction.atomic
def ask_leave(*, first: date, last: date, by: User, at: datetime) -> Leave:
    """Ask for annual leave; the answer is there at once, with its reason if it is no.

    A day that has too few people even without any leave is for a planner to decide.

    Raises:
        NotPermitted: no shifts of one's own.
    """
    permit(SEE_OWN_SHIFTS, by=by)
    one_at_a_time()
    why, lack = _refusal(by, first, last)
    leave = Leave.objects.create(
        user=by,
        kind=Leave.Kind.ANNUAL,
        first_date=first,
        last_date=last,
        state=_answer(why, lack),
        why=why,
        asked_at=at,
    )
    events.record(_said(leave, lack), subject=leave, by=Actor.staff(by.pk), at=at)
    return leave


def _answer(why: str, lack: Lack | None) -> Leave.State:
    if lack and lack.always:
        return Leave.State.WAITING
    return Leave.State.REFUSED if why else Leave.State.GRANTED


def _said(leave: Leave, lack: Lack | None) -> OfLeave:
    if leave.state == Leave.State.GRANTED:
        return LeaveGranted(**_days(leave))
    where = {"lack_day": lack.day.isoformat(), "lack_skill": lack.skill} if lack else {}
    kind = LeaveReferred if leave.state == Leave.State.WAITING else LeaveRefused
    return kind(why=leave.why, **_days(leave), **where)


def _days(leave: Leave) -> dict[str, str]:
    return {
        "first_date": leave.first_date.isoformat(),
        "last_date": leave.last_date.isoformat(),
    }


def one_at_a_time() -> None:
    """Wait for other answers and publishings: the last place of a day is given once.

    Leave looks for published shifts and a publishing for leave, so neither may miss the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('leave', 0))")


def _refusal(user: User, first: date, last: date) -> tuple[str, Lack | None]:
    taken = Leave.objects.filter(
        user=user, state__in=TAKEN, first_date__lte=last, last_date__gte=first
    )
    if taken.exists():
        return Leave.Why.OVERLAP, None
    if has_shifts(user, first, last):
        return Leave.Why.SHIFTS, None
    if not suffices(user, first, last):
        return Leave.Why.BALANCE, None
    lack = first_lack(user, first, last)
    if lack and not lack.always:
        return Leave.Why.COVER, lack
    if not covered(first, last):
        return Leave.Why.COVER, None
    return Leave.Why.COVER if lack else "", lack


@transaction.atomic
def decide_leave(*, leave: Leave, granted: bool, by: User, at: datetime) -> Leave:
    """Decide as a planner about a leave that no rule decides; the first decision holds.

    Raises:
        NotPermitted: not a planner.
        OwnLeave, LeaveBegun: see there.
    """
    permit(PLAN_SHIFTS, by=by)
    one_at_a_time()
    found = Leave.objects.select_for_update().get(pk=leave.pk)
    if found.user_id == by.pk:
        raise OwnLeave(found.pk)
    if found.state != Leave.State.WAITING:
        return found
    # Nobody works on days of leave, so what was worked would not be paid
    shifts = shifts_of(found.user, found.first_date, found.last_date)
    if granted and shifts.filter(starts_at__lte=at).exists():
        raise LeaveBegun(found.pk)
    found.state = Leave.State.GRANTED if granted else Leave.State.REFUSED
    found.why, found.decided_by, found.decided_at = "" if granted else found.why, by, at
    found.save(update_fields=["state", "why", "decided_by", "decided_at"])
    if granted:
        keep_again(person=found.user, first=found.first_date, last=found.last_date, at=at)
    said = LeaveGranted(**_days(found)) if granted else _as_referred(found)
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
    return found


@transaction.atomic
def lapse_leave(*, at: datetime) -> None:
    """Refuse what nobody decided by its last day: its days are left for another leave."""
    one_at_a_time()
    waiting = Leave.objects.filter(state=Leave.State.WAITING, last_date__lt=local_time.today(at))
    for found in waiting.select_for_update():
        found.state = Leave.State.REFUSED
        found.save(update_fields=["state"])
        events.record(_as_referred(found), subject=found, by=SYSTEM, at=at)


def _as_referred(leave: Leave) -> LeaveRefused:
    referred = events.read(events.history(leave, LeaveReferred).get(), LeaveReferred)
    return LeaveRefused(**asdict(referred))


@transaction.atomic
def record_leave(
    *,
    user: User,
    kind: Leave.Kind,
    first: date,
    last: date,
    begins_at: datetime | None = None,
    by: User,
    at: datetime,
) -> Leave:
    """Write down a leave that a planner knows of, as sickness: it is not asked whether it fits.

    From now on the person's shifts of these days are in force no more.

    Args:
        begins_at: when they go home in the middle of their shift of the first day; what they worked
            before is paid.

    Raises:
        NotPermitted: not a planner.
        NoSuchShift: no published shift of the first day lasts when they go home.
        AwayAlready: see there.
        OwnLeave: a planner's own, unless they are ill.
    """
    permit(PLAN_SHIFTS, by=by)
    if user.pk == by.pk and kind not in _ILL:
        raise OwnLeave(user.pk)
    one_at_a_time()
    known = Leave.objects.filter(
        user=user,
        kind=kind,
        state=Leave.State.GRANTED,
        first_date__lte=last,
        last_date__gte=first,
    )
    if there := known.first():
        raise AwayAlready(there)
    if begins_at:
        _refuse_outside(user, first, begins_at)
    leave = Leave.objects.create(
        user=user,
        kind=kind,
        first_date=first,
        last_date=last,
        begins_at=begins_at,
        state=Leave.State.GRANTED,
        asked_at=at,
        decided_by=by,
    )
    keep_again(person=user, first=first, last=last, at=at)
    said = LeaveGranted(**_days(leave))
    events.record(said, subject=leave, by=Actor.staff(by.pk), at=at)
    return leave


def _refuse_outside(user: User, day: date, at: datetime) -> None:
    if not shifts_of(user, day, day).filter(starts_at__lt=at, ends_at__gt=at).exists():
        raise NoSuchShift(day)


@transaction.atomic
def withdraw_leave(*, leave: Leave, by: User, at: datetime) -> None:
    """Take a leave back: one's own before it begins, or another's as a planner.

    Raises:
        NotPermitted: somebody else's.
        LeaveBegun: see there.
    """
    found = Leave.objects.select_for_update().get(pk=leave.pk)
    permit(SEE_OWN_SHIFTS if found.user_id == by.pk else PLAN_SHIFTS, by=by)
    if found.state not in TAKEN:
        return
    if found.first_date <= local_time.today(at) and found.user_id == by.pk:
        raise LeaveBegun(found.pk)
    found.state, found.why, found.withdrawn_at = Leave.State.WITHDRAWN, "", at
    found.save(update_fields=["state", "why", "withdrawn_at"])
    keep_again(person=found.user, first=found.first_date, last=found.last_date, at=at)
    events.record(LeaveWithdrawn(**_days(found)), subject=found, by=Actor.staff(by.pk), at=at)
