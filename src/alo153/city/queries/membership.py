"""The staff of each unit: the grants that were given for a unit, and the units below it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.accounts.queries import holding
from alo153.accounts.registry import Permission
from alo153.accounts.roles import Grant, Scope, permissions_of
from alo153.city.models import Unit
from alo153.city.models.city_key import at_hand


def unit_keys(user: User, permission: Permission) -> list[int]:
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


def holding_in(unit: Unit, permission: Permission) -> QuerySet[User]:
    """Return the active staff who were given a permission for this very unit, by name."""
    return holding(permission, units=[unit.slug])


def nearest_holding(unit: Unit, permission: Permission) -> list[User]:
    """Return who was given a permission for a unit, or for the nearest one above that has some."""
    for each in _upwards(unit):
        if found := list(holding_in(each, permission)):
            return found
    return []


def colleagues_of(user: User, permission: Permission) -> QuerySet[User]:
    """Return who has a permission in the units where this person has it, themselves included."""
    units = at_hand(Unit)()
    return holding(permission, units=[units[key].slug for key in unit_keys(user, permission)])
