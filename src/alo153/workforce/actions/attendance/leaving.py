"""Leave: asked for by a person and answered at once, by balance and cover."""

from datetime import date, datetime

from django.db import connection, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor
from alo153.workforce.actions.attendance.kept_days import keep_again
from alo153.workforce.actions.refusals import NoSuchShift
from alo153.workforce.candidates.leaving import Lack, first_lack
from alo153.workforce.events import LeaveGranted, LeaveRefused, LeaveWithdrawn
from alo153.workforce.models import Leave
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries.balance import covered, has_shifts, suffices
from alo153.workforce.queries.published import shifts_of


class AwayAlready(ValueError):
    """Leave of this kind is recorded for one of these days. `leave` is the one there is."""

    def __init__(self, leave: Leave) -> None:
        """Keep which leave it is."""
        self.leave = leave
        super().__init__(leave.pk)


class LeaveBegun(ValueError):
    """Its days are being taken or were: only a planner takes it back."""


@transaction.atomic
def ask_leave(*, first: date, last: date, by: User, at: datetime) -> Leave:
    """Ask for annual leave; the answer is there at once, with its reason if it is no.

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
        state=Leave.State.REFUSED if why else Leave.State.GRANTED,
        why=why,
        asked_at=at,
    )
    days = {"first_date": first.isoformat(), "last_date": last.isoformat()}
    where = {"lack_day": lack.day.isoformat(), "lack_skill": lack.skill} if lack else {}
    said = LeaveRefused(why=why, **days, **where) if why else LeaveGranted(**days)
    events.record(said, subject=leave, by=Actor.staff(by.pk), at=at)
    return leave


def one_at_a_time() -> None:
    """Wait for other answers and publishings: the last place of a day is given once.

    Leave looks for published shifts and a publishing for leave, so neither may miss the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('leave', 0))")


def _refusal(user: User, first: date, last: date) -> tuple[str, Lack | None]:
    taken = Leave.objects.filter(
        user=user, state=Leave.State.GRANTED, first_date__lte=last, last_date__gte=first
    )
    if taken.exists():
        return Leave.Why.OVERLAP, None
    if has_shifts(user, first, last):
        return Leave.Why.SHIFTS, None
    if not suffices(user, first, last):
        return Leave.Why.BALANCE, None
    if lack := first_lack(user, first, last):
        return Leave.Why.COVER, lack
    return "" if covered(first, last) else Leave.Why.COVER, None


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
    """
    permit(PLAN_SHIFTS, by=by)
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
    said = LeaveGranted(first_date=first.isoformat(), last_date=last.isoformat())
    events.record(said, subject=leave, by=Actor.staff(by.pk), at=at)
    return leave


def _refuse_outside(user: User, day: date, at: datetime) -> None:
    if not shifts_of(user, day, day).filter(starts_at__lt=at, ends_at__gt=at).exists():
        raise NoSuchShift(day)


@transaction.atomic
def withdraw_leave(*, leave: Leave, by: User, at: datetime) -> None:
    """Take a granted leave back: one's own before it begins, or as a planner.

    Raises:
        NotPermitted: somebody else's.
        LeaveBegun: see there.
    """
    found = Leave.objects.select_for_update().get(pk=leave.pk)
    permit(SEE_OWN_SHIFTS if found.user_id == by.pk else PLAN_SHIFTS, by=by)
    if found.state != Leave.State.GRANTED:
        return
    if found.first_date <= local_time.today(at) and not by.may(PLAN_SHIFTS):
        raise LeaveBegun(found.pk)
    found.state, found.withdrawn_at = Leave.State.WITHDRAWN, at
    found.save(update_fields=["state", "withdrawn_at"])
    keep_again(person=found.user, first=found.first_date, last=found.last_date, at=at)
    said = LeaveWithdrawn(
        first_date=found.first_date.isoformat(), last_date=found.last_date.isoformat()
    )
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
