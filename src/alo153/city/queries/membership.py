"""Who works in which unit: the grants that were given for a unit, and the units below it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.permissions import (
    UNIT_SCOPES,
    Grant,
    Permission,
    Role,
    Scope,
    permissions_of,
)
from alo153.accounts.queries import holding
from alo153.city.models import Unit
from alo153.city.models.keys import at_hand

_WORK = Permission.WORK_ON_UNIT_CASES


def unit_keys(user: User, permission: Permission = _WORK) -> list[int]:
    """Return the keys of the units in which somebody holds a permission; no query."""
    given = [each for each in user.grants if each.scope_key and permission in each.permissions]
    if not given:
        return []
    units = at_hand(Unit)().items()
    return [key for key, unit in units if any(_reaches(grant, unit) for grant in given)]


def permissions_in(user: User, unit: Unit) -> frozenset[Permission]:
    """Return what somebody may do in a unit by the grants that reach it; no query."""
    return permissions_of(grant for grant in user.grants if _reaches(grant, unit))


def _reaches(grant: Grant, unit: Unit) -> bool:
    """Tell whether a grant was given for the unit, or for a branch that it belongs to."""
    if grant.scope is not Scope.BRANCH:
        return grant.scope_key == unit.slug
    return any(grant.scope_key == each.slug for each in _upwards(unit))


def _upwards(unit: Unit) -> Iterator[Unit]:
    """Yield the unit, and those above it."""
    above: Unit | None = unit
    while above:
        yield above
        above = above.parent


def units_of(user: User) -> QuerySet[Unit]:
    """Return the units a member of staff works in, and of a manager those below them."""
    return Unit.objects.filter(pk__in=unit_keys(user))


def members_of(unit: Unit) -> QuerySet[User]:
    """Return the active staff of a unit, by name."""
    return holding(UNIT_SCOPES, units=[unit.slug])


def managers_of(unit: Unit) -> list[User]:
    """Return the active managers of a unit, or of the nearest unit above it that has one."""
    for each in _upwards(unit):
        if found := list(holding([Role.UNIT_MANAGER], units=[each.slug])):
            return found
    return []


def is_member(user: User, unit: Unit) -> bool:
    """Say whether somebody works in the unit, or manages one above it; no query."""
    return _WORK in permissions_in(user, unit)


def colleagues_of(user: User) -> QuerySet[User]:
    """Return the active staff of this person's units, themselves included, by name."""
    units = at_hand(Unit)()
    return holding(UNIT_SCOPES, units=[units[key].slug for key in unit_keys(user)])


def managed_by(user: User) -> QuerySet[Unit]:
    """Return the units that a member of staff manages."""
    return Unit.objects.filter(pk__in=unit_keys(user, Permission.EDIT_TEMPLATES))
