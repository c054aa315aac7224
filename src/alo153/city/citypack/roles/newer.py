"""Permissions that came after a roles.toml was written (ADR 82). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from alo153.accounts.registry import Permission, newer_than
from alo153.accounts.roles import Bundle, Scope
from alo153.city.citypack.parts import RoleLine


def with_newer(lines: Sequence[RoleLine], edition: int) -> tuple[RoleLine, ...]:
    """Give what the writer of a file could not know as the upgrade gave it.

    A role gets a newer permission if it holds an older one that it follows. What any role of the
    file names was known to its writer, who decides. The role of guests gets nothing.

    Args:
        edition: of the list of permissions that the file was written for.
    """
    named = {key for line in lines for key in line.bundle.permissions}
    newer = [each for each in newer_than(edition) if each.key not in named]
    return tuple(_grown(line, newer) for line in lines)


def _grown(line: RoleLine, newer: Iterable[Permission]) -> RoleLine:
    bundle = line.bundle
    for each in newer:
        if _follows(bundle, each):
            held = sorted({*bundle.permissions, each.key})
            bundle = replace(bundle, permissions=tuple(held))
    more = sorted(set(bundle.permissions) - set(line.bundle.permissions))
    return replace(line, bundle=bundle, newer=tuple(more))


def _follows(role: Bundle, newer: Permission) -> bool:
    possible = not role.for_guests and (role.scope is Scope.CITY or newer.in_units)
    return possible and not newer.follows.isdisjoint(role.permissions)
