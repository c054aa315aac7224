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


def colleagues(asker: User) -> QuerySet[User]:
    """Return everybody else who works here, by name."""
    return User.objects.filter(is_active=True).exclude(pk=asker.pk).order_by("full_name")


def person(key: int) -> User | None:
    """Return the account of a key, of somebody who left as well; one query."""
    return User.objects.filter(pk=key).first()


def colleague(key: int) -> User | None:
    """Return somebody who works here, by key; one query."""
    return User.objects.filter(pk=key, is_active=True).first()


def active(username: str) -> User | None:
    """Return the account that can sign in by a user name in lower case; one query."""
    return User.objects.filter(username=username, is_active=True).first()


def is_username(username: str) -> bool:
    """Tell whether somebody has, or had, a user name in lower case; one query."""
    return User.objects.filter(username=username).exists()


def names_of(keys: Collection[int]) -> dict[int, str]:
    """Return the names of some people by key, in the order of names; one query."""
    people = User.objects.filter(pk__in=keys).order_by("full_name", "pk")
    return dict(people.values_list("pk", "full_name"))


def holding(
    permission: Permission, *, units: Collection[str] | None = None, also: int | None = None
) -> QuerySet[User]:
    """Find, by name, the active staff whose grants give them a permission now.

    Args:
        units: slugs of the units that it was given for; None: wherever it holds.
        also: key of one more person, whatever they hold.
    """
    held = RoleGrant.objects.held_now().filter(role__permissions__contains=[permission.key])
    if not permission.in_units:
        held = held.filter(scope=Scope.CITY)
    if units is not None:
        held = held.filter(scope_key__in=units)
    those = Q(is_active=True, pk__in=held.values("user"))
    if also:
        those |= Q(pk=also)
    return User.objects.filter(those).order_by("full_name")


def grants_held() -> QuerySet[RoleGrant]:
    """Return what people hold now, with the role, for a page that fetches it along."""
    return RoleGrant.objects.held_now().select_related("role")


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


def role_labels() -> dict[str, str]:
    """Return the labels of all roles by key, retired ones as well; one query."""
    return {role.key: role.label for role in Role.objects.all()}


def unit_roles() -> frozenset[str]:
    """Return the keys of the roles that are given for a unit; one query."""
    return frozenset(key for key, role in roles_now().items() if role.scope != Scope.CITY)


def open_sign_ins(user: User, *, at: datetime) -> list[SignIn]:
    """List where somebody is signed in now, the newest first; one query."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return list(user.sign_ins.filter(Exists(alive)).order_by("-at", "-pk"))


def sign_in(key: int) -> SignIn | None:
    """Return a sign-in, of an open or an ended session; one query."""
    return SignIn.objects.filter(pk=key).first()


def at_a_page(at: datetime) -> QuerySet[SignIn, Any]:
    """Return the keys of staff who used a page lately or have one open, as a subquery; no query."""
    since = at - GONE_AFTER
    return SignIn.objects.filter(Q(seen_at__gt=since) | Q(page_open_at__gt=since)).values("user")


def skills_of(user: User) -> dict[str, int]:
    """Return what somebody can do on the telephone, skill to level; one query."""
    return dict(user.skills.values_list("skill", "level"))
