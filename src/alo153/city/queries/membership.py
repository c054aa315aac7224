"""Who works in which unit."""

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.city.models import Membership, Unit


def units_of(user: User) -> QuerySet[Unit]:
    """Return the units a member of staff works in."""
    return Unit.objects.filter(memberships__user=user)


def members_of(unit: Unit) -> QuerySet[User]:
    """Return the active staff of a unit, by name."""
    return User.objects.filter(memberships__unit=unit, is_active=True).order_by("full_name")


def managers_of(unit: Unit) -> list[User]:
    """Return the active managers of a unit, or of the nearest unit above it that has one."""
    above: Unit | None = unit
    while above:
        managers = members_of(above).filter(memberships__unit=above, memberships__is_manager=True)
        if found := list(managers.distinct()):
            return found
        above = above.parent
    return []


def is_member(user: User, unit: Unit) -> bool:
    """Say whether somebody works in the unit."""
    return Membership.objects.filter(user=user, unit=unit).exists()


def colleagues_of(user: User) -> QuerySet[User]:
    """Return the active staff of this person's units, themselves included, by name."""
    theirs = User.objects.filter(memberships__unit__in=units_of(user), is_active=True)
    return theirs.distinct().order_by("full_name")


def managed_by(user: User) -> QuerySet[Unit]:
    """Return the units that a member of staff manages."""
    return Unit.objects.filter(memberships__user=user, memberships__is_manager=True)
