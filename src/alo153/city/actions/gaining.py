"""Permissions that a person would gain by moving units."""

from collections.abc import Iterable, Iterator, Mapping

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.accounts.roles import Grant, Scope, permissions_of
from alo153.city.citypack.parts import UnitLine
from alo153.city.models import Unit


def gained_in_units(lines: Iterable[UnitLine], publisher: User) -> frozenset[Permission]:
    """Return what somebody would be permitted in a unit that they may not do there now.

    A role of a branch reaches whatever belongs to it: moving a unit below one's own is a gain. A
    new unit is none, for it has no case. Two queries.
    """
    grants = User.objects.get(pk=publisher.pk).grants
    before = dict(Unit.objects.values_list("slug", "parent__slug"))
    after = {line.slug: line.parent for line in lines}
    return frozenset(
        each
        for slug in before.keys() & after.keys()
        for each in _held(grants, slug, after) - _held(grants, slug, before)
    )


def _held(
    grants: Iterable[Grant], slug: str, parents: Mapping[str, str | None]
) -> frozenset[Permission]:
    above = set(_upwards(slug, parents))
    return permissions_of(
        each
        for each in grants
        if each.scope is Scope.CITY
        or each.scope_key == slug
        or (each.scope is Scope.BRANCH and each.scope_key in above)
    )


def _upwards(slug: str | None, parents: Mapping[str, str | None]) -> Iterator[str]:
    while slug:
        yield slug
        slug = parents.get(slug)
