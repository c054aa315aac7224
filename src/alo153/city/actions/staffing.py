"""Bring in one member of staff with roles and units, or let one go, in one transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import password_validation
from django.db import transaction

from alo153.accounts.actions import dismiss, enroll
from alo153.accounts.models import User
from alo153.accounts.queries import unit_roles
from alo153.accounts.roles import Grant
from alo153.city.actions.membership import join_unit, leave_team, leave_unit
from alo153.city.models import Unit
from alo153.core.actor import SYSTEM, Actor


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person's identity, and everything they may do."""

    username: str
    full_name: str
    email: str
    roles: list[str]
    units: list[Unit]


@transaction.atomic
def staff(
    person: Person,
    *,
    password: str | None,
    before: Collection[Grant] = (),
    by: Actor = SYSTEM,
    at: datetime,
) -> User:
    """Enroll a person, or bring them up to date, with exactly these roles and units.

    Args:
        password: None leaves it as it is.
        before: what they held. A role that they had in some of their units stays in these; without
            it each role holds in each unit.

    Raises:
        ValueError: there is no such role, or it is not given so.
    """
    of_units = unit_roles()
    held = held_after(person, before, of_units=of_units)
    user = enroll(
        username=person.username,
        full_name=person.full_name,
        email=person.email,
        roles=[role for role in person.roles if role not in of_units],
        password=password,
        by=by,
        at=at,
    )
    for unit in _given(user):
        if unit not in person.units:
            leave_unit(user=user, unit=unit, by=by, at=at)
    for unit in person.units:
        there = sorted(role for role, place in held if place == unit.slug)
        join_unit(user=user, unit=unit, roles=there, by=by, at=at)
    return user


def held_after(
    person: Person, before: Collection[Grant], *, of_units: Collection[str]
) -> set[tuple[str, str]]:
    """Return each role that somebody holds then, with the slug of its unit; empty: the city.

    Args:
        before: what they held, as in `staff`.
        of_units: the roles that are given for a unit.
    """
    city = {(role, "") for role in person.roles if role not in of_units}
    roles = [role for role in person.roles if role in of_units]
    return city | {
        (role, unit.slug) for unit in person.units for role in _roles_in(unit, roles, before)
    }


def _roles_in(unit: Unit, roles: list[str], before: Collection[Grant]) -> list[str]:
    """Return the roles without any that the person had only in other units."""
    here = {each.role for each in before if each.scope_key == unit.slug}
    elsewhere = {each.role for each in before if each.scope_key} - here
    return [role for role in roles if not here or role not in elsewhere] or roles


@transaction.atomic
def let_go(user: User, *, by: Actor = SYSTEM, at: datetime) -> None:
    """End an account, all roles and the place in a team; the name stays in the history."""
    for unit in _given(user):
        leave_unit(user=user, unit=unit, by=by, at=at)
    leave_team(user=user, by=by, at=at)
    dismiss(user=user, by=by, at=at)


def _given(user: User) -> list[Unit]:
    """Return the units that roles were given for."""
    slugs = user.role_grants.exclude(scope_key="").values("scope_key")
    return list(Unit.objects.filter(slug__in=slugs))


def check_password(password: str) -> None:
    """Refuse a password that is too short or too common. Raises ValidationError."""
    password_validation.validate_password(password)
