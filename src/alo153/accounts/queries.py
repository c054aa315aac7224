"""Reading what staff were given."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet

from alo153.accounts.models import RoleGrant, SignIn, User
from alo153.accounts.permissions import ROLE_PERMISSIONS, Permission, Role


def agents() -> list[User]:
    """List who may answer calls, by name, with what they can do; two queries."""
    roles = [role for role, may in ROLE_PERMISSIONS.items() if Permission.ANSWER_CALLS in may]
    return list(holding(roles).prefetch_related("skills"))


def holders(role: Role) -> list[User]:
    """List the active staff who hold a role now, by name; one query."""
    return list(holding([role]))


def holding(roles: Iterable[Role], *, units: Collection[str] | None = None) -> QuerySet[User]:
    """Find, by name, the active staff with a grant of one of these roles that has not ended.

    Args:
        units: slugs of the units that it was given for; None: wherever it holds.
    """
    held = RoleGrant.objects.held_now().filter(role__in=roles)
    if units is not None:
        held = held.filter(scope_key__in=units)
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("full_name")


def open_sign_ins(user: User, *, at: datetime) -> list[SignIn]:
    """List where somebody is signed in now, the newest first; one query."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return list(user.sign_ins.filter(Exists(alive)).order_by("-at", "-pk"))


def skills_of(user: User) -> dict[str, int]:
    """Return what somebody can do on the telephone, skill to level; one query."""
    return dict(user.skills.values_list("skill", "level"))
