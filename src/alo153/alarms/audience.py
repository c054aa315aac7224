"""The audience of an alarm: holders of a permission or a role, or the staff of a unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.db.models import Q
from django.utils.translation import get_language

from alo153.accounts.models import Role, RoleGrant, User
from alo153.accounts.queries import holding, roles_now
from alo153.accounts.registry import UnknownPermission, every_permission, named
from alo153.accounts.roles import Scope
from alo153.city import queries as city
from alo153.city.models import Unit

PERMISSION: Final = "permission"
ROLE: Final = "role"
UNIT: Final = "unit"


def audiences_of(user: User) -> frozenset[str]:
    """Return every audience that somebody belongs to; no query once the grants are read."""
    permissions = {
        f"{PERMISSION}:{each.key}" for grant in user.grants for each in grant.permissions
    }
    roles = {f"{ROLE}:{key}" for key in user.roles}
    if not any(grant.scope_key for grant in user.grants):
        return frozenset(permissions | roles)
    units = {f"{UNIT}:{each.slug}" for each in city.units_now().values() if _works_in(user, each)}
    return frozenset(permissions | roles | units)


def _works_in(user: User, unit: Unit) -> bool:
    return bool(city.permissions_in(user, unit))


def people(audience: str) -> list[User]:
    """Return whom an alarm concerns now, by name; nobody for an audience that is not there."""
    kind, _, key = audience.partition(":")
    if kind == PERMISSION:
        try:
            return list(holding(named(key)))
        except UnknownPermission:
            return []
    held = RoleGrant.objects.held_now().filter(_given(kind, key))
    those = User.objects.filter(is_active=True, pk__in=held.values("user"))
    return list(those.order_by("full_name"))


def _given(kind: str, key: str) -> Q:
    if kind == ROLE:
        return Q(role__key=key)
    unit = next((each for each in city.units_now().values() if each.slug == key), None)
    if kind != UNIT or unit is None:
        return Q(pk__in=[])
    above = [each.slug for each in _upwards(unit)]
    return Q(scope_key=key) | Q(scope=Scope.BRANCH, scope_key__in=above)


def _upwards(unit: Unit) -> Iterator[Unit]:
    above: Unit | None = unit
    while above:
        yield above
        above = above.parent


def roles() -> list[tuple[str, str]]:
    """Return the roles that may be chosen; one query."""
    return [(f"{ROLE}:{key}", _words(role)) for key, role in roles_now().items()]


def units() -> list[tuple[str, str]]:
    """Return the units that may be chosen; no query."""
    return [(f"{UNIT}:{each.slug}", each.name) for each in city.units_now().values()]


def permissions() -> list[tuple[str, str]]:
    """Return the permissions that may be chosen; no query."""
    return [(f"{PERMISSION}:{each.key}", str(each.label)) for each in every_permission()]


def name_of(audience: str) -> str:
    """Return what an audience is called; its key for one that is not there any more."""
    return dict([*roles(), *units(), *permissions()]).get(audience, audience)


def _words(role: Role) -> str:
    return role.labels.get(get_language() or "", "") or next(iter(role.labels.values()), role.key)
