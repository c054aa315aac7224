"""Roles as a city bundles them, and what somebody holds by one. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import Permission, known_among


class Scope(StrEnum):
    """The reach of a grant; a queue or a team is added with the first rule that needs it."""

    CITY = "city"
    UNIT = "unit"
    BRANCH = "branch"


SCOPE_LABELS = {
    Scope.CITY: _("the whole city"),
    Scope.UNIT: _("one unit"),
    Scope.BRANCH: _("a unit and the units below it"),
}


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A role of a city, and its permissions.

    Args:
        labels: its name, by language.
        permissions: names of permissions, sorted.
        scope: where a grant of it holds.
        idle_minutes: a session ends after so many without an action; None: never.
        second_factor: people with this role work only with a second factor.
        for_guests: the guests of the center get it.
    """

    key: str
    labels: Mapping[str, str]
    permissions: tuple[str, ...]
    scope: Scope = Scope.CITY
    idle_minutes: int | None = None
    second_factor: bool = False
    for_guests: bool = False


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A role that a person has now, and its reach; ``scope_key``: the slug of the unit, if any."""

    role: str
    permissions: frozenset[Permission]
    scope: Scope = Scope.CITY
    scope_key: str = ""
    idle_minutes: int | None = None
    second_factor: bool = False


@cache
def permitted(names: str, scope: Scope) -> frozenset[Permission]:
    """Return what a grant permits, of the names of its role's permissions with spaces between.

    For a unit only what can be given for one. The same few are asked for with every page.
    """
    held = known_among(names.split())
    return held if scope is Scope.CITY else frozenset(each for each in held if each.in_units)


def permissions_of(grants: Iterable[Grant]) -> frozenset[Permission]:
    """Return what some grants permit together."""
    return frozenset().union(*(grant.permissions for grant in grants))


def grown(before: Iterable[Grant], after: Iterable[Grant]) -> frozenset[Permission]:
    """Return what some grants permit anywhere that the former ones did not permit there."""
    held = tuple(before)
    return frozenset(
        each
        for grant in after
        for each in grant.permissions
        if not any(each in one.permissions and _reaches(one, grant) for one in held)
    )


def _reaches(held: Grant, grant: Grant) -> bool:
    """Tell whether a grant holds everywhere that another one would."""
    if held.scope is Scope.CITY:
        return True
    same = held.scope_key == grant.scope_key
    return same and grant.scope is not Scope.CITY and held.scope in (Scope.BRANCH, grant.scope)
