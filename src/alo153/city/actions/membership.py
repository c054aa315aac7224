"""Say who works where."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.city.models import Membership, Unit
from alo153.core import events
from alo153.core.actor import Actor


@transaction.atomic
def join_unit(*, user: User, unit: Unit, is_manager: bool = False, by: Actor, at: datetime) -> None:
    """Say that somebody works in a unit, or that their role there changed."""
    membership, created = Membership.objects.update_or_create(
        user=user,
        unit=unit,
        defaults={"is_manager": is_manager},
        create_defaults={"is_manager": is_manager, "joined_at": at},
    )
    if created:
        events.record("staff.joined_unit", subject=user, by=by, at=at, unit=membership.unit.slug)


@transaction.atomic
def leave_unit(*, user: User, unit: Unit, by: Actor, at: datetime) -> None:
    """Say that somebody no longer works in a unit."""
    deleted, _ = Membership.objects.filter(user=user, unit=unit).delete()
    if deleted:
        events.record("staff.left_unit", subject=user, by=by, at=at, unit=unit.slug)
