"""Set the roles of the city and the permissions of each."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from alo153.accounts.events import RoleAdded, RoleChanged, RoleRetired
from alo153.accounts.models import Role, RoleGrant, User
from alo153.accounts.open_pages import close_pages
from alo153.accounts.roles import Bundle, Scope
from alo153.core import events
from alo153.core.actor import Actor


class RoleInUse(Exception):
    """A role that people hold cannot change between the whole city and a unit."""

    def __init__(self, key: str, count: int) -> None:
        self.key = key
        super().__init__(
            f"roles.toml: role {key}, scope: {count} hold it. A role of the whole city does not "
            "become one of a unit, nor the other way: give it another key"
        )


@transaction.atomic
def set_roles(*, roles: Sequence[Bundle], by: Actor, at: datetime) -> None:
    """Give the city exactly these roles; retire all its other roles, which then permit nothing.

    One event for each new, changed or retired role; none if nothing changes.

    Raises:
        RoleInUse: a role that people hold would change between the whole city and a unit.
    """
    known = {row.key: row for row in Role.objects.select_for_update()}
    named = {role.key for role in roles}
    # A constraint allows one role for guests, so the former one loses the mark first
    guests = [role.key for role in roles if role.for_guests]
    Role.objects.filter(for_guests=True).exclude(key__in=guests).update(for_guests=False)
    for position, role in enumerate(roles, 1):
        _set(role, known.get(role.key), position, by=by, at=at)
    for row in known.values():
        if row.key not in named and row.retired_at is None:
            Role.objects.filter(pk=row.pk).update(retired_at=at, for_guests=False)
            events.record(RoleRetired(role=row.key), subject=row, by=by, at=at)
            _close_pages(row)


def _set(role: Bundle, before: Role | None, position: int, *, by: Actor, at: datetime) -> None:
    """Add a role or change it; a new position alone is not an event."""
    unchanged = before and before.bundle == role and before.retired_at is None
    if before and not unchanged:
        _move_grants(before, role.scope)
    if before and unchanged and before.position == position:
        return
    values = {**asdict(role), "permissions": list(role.permissions), "labels": dict(role.labels)}
    row, _ = Role.objects.update_or_create(
        key=role.key, defaults={**values, "position": position, "retired_at": None}
    )
    if not unchanged:
        events.record(_event(role, before), subject=row, by=by, at=at)
        _close_pages(row)


def _event(role: Bundle, before: Role | None) -> RoleAdded | RoleChanged:
    """Return the event of a role that is new, changed or no longer retired."""
    held = set(before.permissions) if before and before.retired_at is None else set()
    permitted = set(role.permissions)
    event = RoleChanged if before else RoleAdded
    return event(
        role=role.key,
        given=sorted(permitted - held),
        taken=sorted(held - permitted),
        scope=role.scope.value,
        idle_minutes=role.idle_minutes,
        second_factor=role.second_factor,
        for_guests=role.for_guests,
    )


def _close_pages(role: Role) -> None:
    """Let the open pages of all holders of a role check their permissions again; one query."""
    for user in User.objects.filter(is_active=True, role_grants__role=role).distinct():
        close_pages(user)


def _move_grants(before: Role, scope: Scope) -> None:
    """Set the new scope on the grants of a role, from one unit to its branch or back."""
    if before.scope == scope:
        return
    grants = RoleGrant.objects.filter(role=before)
    if Scope.CITY in (before.scope, scope) and grants.exists():
        raise RoleInUse(before.key, grants.count())
    grants.update(scope=scope)
