"""Reading what staff were given."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from alo153.accounts.models import Role, RoleGrant, SignIn, User
from alo153.accounts.registry import Permission
from alo153.accounts.roles import Bundle, Grant, Scope, permitted

GONE_AFTER: Final = timedelta(minutes=5)
"""Staff with no page open for so long, and no telephone that is in service, are not here."""


def members() -> QuerySet[User]:
    """Return the accounts of staff: accounts of guests and systems have no password."""
    return User.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def holding(permission: Permission, *, units: Collection[str] | None = None) -> QuerySet[User]:
    """Find, by name, the active staff whose grants give them a permission now.

    Args:
        units: slugs of the units that it was given for; None: wherever it holds.
    """
    held = RoleGrant.objects.held_now().filter(role__permissions__contains=[permission.key])
    if not permission.in_units:
        held = held.filter(scope=Scope.CITY)
    if units is not None:
        held = held.filter(scope_key__in=units)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("full_name")


def grants_with(user: User, roles: Iterable[Bundle]) -> list[Grant]:
    """Return what somebody would hold if these were the roles of the city; one query."""
    said = {role.key: role for role in roles}
    rows = RoleGrant.objects.filter(user=user).exclude(expires_at__lte=Now())
    return [_under(row, said[row.role_id]) for row in rows if row.role_id in said]


def _under(row: RoleGrant, role: Bundle) -> Grant:
    return Grant(
        role=role.key,
        permissions=permitted(" ".join(role.permissions), role.scope),
        scope=role.scope,
        scope_key=row.scope_key,
    )


def roles_now() -> dict[str, Role]:
    """Return the roles that can be given, by key, in the order of the city's file; one query."""
    return {role.key: role for role in Role.objects.filter(retired_at=None)}


def unit_roles() -> frozenset[str]:
    """Return the keys of the roles that are given for a unit; one query."""
    return frozenset(key for key, role in roles_now().items() if role.scope != Scope.CITY)


def open_sign_ins(user: User, *, at: datetime) -> list[SignIn]:
    """List where somebody is signed in now, the newest first; one query."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return list(user.sign_ins.filter(Exists(alive)).order_by("-at", "-pk"))


def at_a_page(at: datetime) -> QuerySet[SignIn, Any]:
    """Return the keys of staff who used a page lately or have one open, as a subquery; no query."""
    since = at - GONE_AFTER
    return SignIn.objects.filter(Q(seen_at__gt=since) | Q(page_open_at__gt=since)).values("user")


def skills_of(user: User) -> dict[str, int]:
    """Return what somebody can do on the telephone, skill to level; one query."""
    return dict(user.skills.values_list("skill", "level"))
