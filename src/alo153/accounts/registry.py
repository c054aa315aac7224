"""What somebody may do: each capability declares its own permissions beside its verbs. Pure."""

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
    """

    key: str
    label: "StrPromise" = field(compare=False)
    in_units: bool = field(default=False, compare=False)
    needed: bool = field(default=False, compare=False)


class UnknownPermission(LookupError):
    """No capability declares a permission of this name."""


_declared: dict[str, Permission] = {}


def permission(
    key: str, label: "StrPromise", *, in_units: bool = False, needed: bool = False
) -> Permission:
    """Declare a permission, in the `permissions.py` of the capability whose verbs ask for it.

    Raises:
        ValueError: another one has this name.
    """
    if key in _declared:
        raise ValueError(f"two permissions are called {key}")
    _declared[key] = Permission(key=key, label=label, in_units=in_units, needed=needed)
    return _declared[key]


def every_permission() -> list[Permission]:
    """Return all that are declared, by name; complete once the applications are ready."""
    return [_declared[key] for key in sorted(_declared)]


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
