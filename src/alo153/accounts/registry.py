"""The permissions: each capability declares its own next to its verbs. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True, kw_only=True)
class Permission:
    """One thing somebody may do.

    Args:
        in_units: it can be given for a unit: what is read and done by it asks where it was given.
        needed: work would stop if no role held it.
        for_guests: the role of guests may have it. One person alone opens a guest's seat, and could
            sit down there: guests do the work of an agent at the desk, and no more.
        since: the edition of the list that it came with: the number of the migration that gave it.
        follows: keys of older ones, whose holders that migration gave it to.
    """

    key: str
    label: "StrPromise" = field(compare=False)
    in_units: bool = field(default=False, compare=False)
    needed: bool = field(default=False, compare=False)
    for_guests: bool = field(default=False, compare=False)
    since: int = field(default=0, compare=False)
    follows: frozenset[str] = field(default=frozenset(), compare=False)


class UnknownPermission(LookupError):
    """No capability declares a permission of this name."""


_declared: dict[str, Permission] = {}


def permission(
    key: str,
    label: "StrPromise",
    *,
    in_units: bool = False,
    needed: bool = False,
    for_guests: bool = False,
    since: int = 0,
    follows: Iterable[str] = (),
) -> Permission:
    """Declare a permission, in the `permissions.py` of the capability whose verbs ask for it.

    Raises:
        ValueError: another one has this name.
    """
    if key in _declared:
        raise ValueError(f"two permissions are called {key}")
    _declared[key] = Permission(
        key=key,
        label=label,
        in_units=in_units,
        needed=needed,
        for_guests=for_guests,
        since=since,
        follows=frozenset(follows),
    )
    return _declared[key]


def every_permission() -> list[Permission]:
    """Return all that are declared, by name; complete once the applications are ready."""
    return [_declared[key] for key in sorted(_declared)]


def edition() -> int:
    """Return the edition of the list of permissions: that of the newest one."""
    return max((each.since for each in _declared.values()), default=0)


def newer_than(known: int) -> list[Permission]:
    """Return the permissions that came after an edition, the oldest first."""
    found = [each for each in every_permission() if each.since > known]
    return sorted(found, key=lambda each: each.since)


def named(key: str) -> Permission:
    """Return the permission of this name.

    Raises:
        UnknownPermission: there is none.
    """
    try:
        return _declared[key]
    except KeyError:
        raise UnknownPermission(key) from None


def known_among(keys: Iterable[str]) -> frozenset[Permission]:
    """Return the permissions of these names; names that a newer program dropped give none."""
    return frozenset(_declared[key] for key in keys if key in _declared)
