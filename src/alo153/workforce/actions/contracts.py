"""People's contracts, and the kinds of shifts."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import cast

from django.db import transaction

from alo153.accounts.events import StaffDismissed
from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city.queries import local_time
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.models import Event
from alo153.workforce.actions.attendance.kept_days import keep_again
from alo153.workforce.actions.attendance.leaving import one_at_a_time
from alo153.workforce.events import ContractSet, ShiftTypeAdded, ShiftTypeRetired
from alo153.workforce.law.rules import Status
from alo153.workforce.models import Contract, Roster, Shift, ShiftType
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import contract_on


@transaction.atomic
def set_contract(
    *,
    user: User,
    valid_from: date,
    statuses: Collection[Status],
    week_minutes: int,
    leave_days: int = 14,
    overtime_consent: bool = False,
    ended: bool = False,
    by: User,
    at: datetime,
) -> Contract:
    """Say what holds for a person from a day on; the same day said again replaces it.

    Shifts after the end of a contract are in force no more.

    Raises:
        NotPermitted: not a planner.
    """
    permit(PLAN_SHIFTS, by=by)
    one_at_a_time()
    contract, _made = Contract.objects.update_or_create(
        user=user,
        valid_from=valid_from,
        defaults={
            "statuses": sorted(each.value for each in statuses),
            "week_minutes": week_minutes,
            "leave_days": leave_days,
            "overtime_consent": overtime_consent,
            "ended": ended,
        },
    )
    if ended:
        keep_again(person=user, first=valid_from, last=local_time.today(at), at=at)
    said = ContractSet(valid_from=valid_from.isoformat())
    events.record(said, subject=contract, by=Actor.staff(by.pk), at=at)
    return contract


def end_contract(event: Event, _said: StaffDismissed) -> None:
    """Plan nobody who has left: a shift that they began today is their last one.

    Contracts that would begin later end as well.
    """
    user = cast(User, event.subject)
    today = local_time.today(event.at)
    begun = Shift.objects.filter(
        roster__state=Roster.State.PUBLISHED, user=user, day=today, starts_at__lte=event.at
    )
    since = today + timedelta(days=1) if begun.exists() else today
    one_at_a_time()
    ended = list(Contract.objects.filter(user=user, valid_from__gt=since, ended=False))
    if former := contract_on(user, since):
        made, _ = Contract.objects.get_or_create(
            user=user,
            valid_from=since,
            defaults={
                "statuses": former.statuses,
                "week_minutes": former.week_minutes,
                "leave_days": former.leave_days,
            },
        )
        ended.insert(0, made)
    for each in ended:
        each.ended = True
        each.save(update_fields=["ended"])
    for each in ended:
        said = ContractSet(valid_from=each.valid_from.isoformat())
        events.record(said, subject=each, by=event.actor, at=event.at)


@transaction.atomic
def add_shift_type(
    *, name: str, start_minute: int, end_minute: int, break_minutes: int, by: User, at: datetime
) -> ShiftType:
    """Let a shift be given. Raises NotPermitted; IntegrityError if the name is in use."""
    permit(PLAN_SHIFTS, by=by)
    added = ShiftType.objects.create(
        name=name, start_minute=start_minute, end_minute=end_minute, break_minutes=break_minutes
    )
    events.record(ShiftTypeAdded(), subject=added, by=Actor.staff(by.pk), at=at)
    return added


@transaction.atomic
def retire_shift_type(*, shift_type: ShiftType, by: User, at: datetime) -> None:
    """Let a shift be given no more; shifts that have it keep it. Twice is once."""
    permit(PLAN_SHIFTS, by=by)
    found = ShiftType.objects.select_for_update().get(pk=shift_type.pk)
    if found.retired_at is None:
        found.retired_at = at
        found.save(update_fields=["retired_at"])
        events.record(ShiftTypeRetired(), subject=found, by=Actor.staff(by.pk), at=at)
