"""Block and unblock numbers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.events.supervision import CallNumberBlocked, CallNumberUnblocked
from alo153.calls.models import BlockedNumber, BlockPolicy
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.city.rules.phone import PhoneNumber
from alo153.core import events
from alo153.core.actor import Actor


@transaction.atomic
def block_number(
    *,
    number: PhoneNumber,
    policy: BlockPolicy,
    reason: str,
    until: datetime,
    by: User,
    at: datetime,
) -> BlockedNumber:
    """Block a number until then; a new decision replaces the former one.

    Raises NotPermitted.
    """
    permit(SUPERVISE_CALLS, by=by)
    _lift(number.value, by=by, at=at)
    row = BlockedNumber.objects.create(
        number=number.value,
        policy=policy,
        reason=reason,
        until=until,
        blocked_by=by,
        blocked_at=at,
    )
    events.record(
        CallNumberBlocked(policy=policy.value, until=until.isoformat()),
        subject=row,
        by=Actor.staff(by.pk),
        at=at,
    )
    return row


@transaction.atomic
def unblock_number(*, blocked: BlockedNumber, by: User, at: datetime) -> None:
    """Unblock a number; twice is once. Raises NotPermitted."""
    permit(SUPERVISE_CALLS, by=by)
    if _lift(blocked.number, by=by, at=at):
        events.record(CallNumberUnblocked(), subject=blocked, by=Actor.staff(by.pk), at=at)


def _lift(number: str, *, by: User, at: datetime) -> bool:
    standing = BlockedNumber.objects.filter(number=number, lifted_at__isnull=True)
    return bool(standing.update(lifted_at=at, lifted_by=by))
