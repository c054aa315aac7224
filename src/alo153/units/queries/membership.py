"""Who works in which unit."""

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.units.models import Membership, Unit


def units_of(user: User) -> QuerySet[Unit]:
    """Return the units a member of staff works in."""
    return Unit.objects.filter(memberships__user=user)


def members_of(unit: Unit) -> QuerySet[User]:
    """Return the active staff of a unit, by name."""
    return User.objects.filter(memberships__unit=unit, is_active=True).order_by("full_name")


def is_member(user: User, unit: Unit) -> bool:
    """Say whether somebody works in the unit."""
    return Membership.objects.filter(user=user, unit=unit).exists()
