"""The routing rules and their versions."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from alo153.accounts.models import RoleGrant, User
from alo153.city.models import (
    District,
    Neighborhood,
    RoutingRule,
    RuleDraft,
    RuleVersion,
    Topic,
    Unit,
)
from alo153.city.rules import routing, rulebook
from alo153.city.rules.routing import PlaceLayer


def rule_versions() -> QuerySet[RuleVersion]:
    """Return all versions with their authors, the latest first."""
    return RuleVersion.objects.select_related("saved_by")


def version_in_force() -> RuleVersion | None:
    """Return the version by which cases are sent; none before a city was loaded."""
    return rule_versions().filter(in_force=True).first()


def waiting_version() -> RuleVersion | None:
    """Return the latest rules of the file that wait because an administrator had changed them.

    None if there are none, or if the rules in force say the same.
    """
    last = rule_versions().filter(saved_by=None).first()
    current = version_in_force()
    if last is None or last.in_force or current is None or last.digest == current.digest:
        return None
    return last


def rules_of(version: RuleVersion) -> tuple[routing.Rule, ...]:
    """Return a version's rules in their order; one query."""
    return tuple(as_rule(row) for row in with_names(RoutingRule.objects.filter(version=version)))


def with_names(rows: QuerySet[RoutingRule]) -> QuerySet[RoutingRule]:
    """Read with each rule what it names."""
    return rows


def as_rule(row: RoutingRule) -> routing.Rule:
    """Return a row as the pure rule it stands for."""
    near = row.neighborhood
    return routing.Rule(
        position=row.position,
        topic=row.topic.slug if row.topic else None,
        place=PlaceLayer(row.place_layer) if row.place_layer else None,
        district=row.district.slug if row.district else None,
        neighborhood=f"{near.district.slug}/{near.slug}" if near else None,
        unit=row.unit.slug if row.unit else routing.DISTRICT_MUNICIPALITY,
        reason=row.reason,
    )


@dataclass(frozen=True)
class Draft:
    """Somebody's rules, half edited. `onto`: the version in force when they began."""

    rules: rulebook.Rules
    onto: RuleVersion


def rule_draft(asker: User) -> Draft | None:
    """Return what this person is editing; one query."""
    kept = RuleDraft.objects.select_related("onto__saved_by").filter(user=asker).first()
    return Draft(tuple(routing.Rule(**line) for line in kept.lines), kept.onto) if kept else None


@dataclass(frozen=True)
class Named:
    """Names that rules may use, by slug, and rules without effect.

    Retired things keep their names, since an old rule may name them.
    """

    topics: Mapping[str, str]
    places: Mapping[str, str]
    units: Mapping[str, str]
    group_of: Mapping[str, str]
    by_place: frozenset[str]
    # Units that take no more applications, and departments where nobody works
    closed: frozenset[str]
    empty: frozenset[str]


def names_for_rules() -> Named:
    """Return all that the rules may name; four queries."""
    topics = list(Topic.objects.values_list("slug", "name", "parent__slug", "responsibility"))
    near = Neighborhood.objects.values_list("district__slug", "slug", "district__name", "name")
    places = dict(District.objects.values_list("slug", "name"))
    staffed = Exists(
        RoleGrant.objects.held_now().filter(scope_key=OuterRef("slug"), user__is_active=True)
    )
    rows = Unit.objects.annotate(staffed=staffed)
    units = list(rows.values_list("slug", "name", "kind", "retired_at", "staffed"))
    return Named(
        topics={slug: name for slug, name, _, _ in topics},
        places=places | {f"{d}/{n}": f"{name}, {district}" for d, n, district, name in near},
        units={slug: name for slug, name, *_ in units},
        group_of={slug: group for slug, _, group, _ in topics if group},
        by_place=frozenset(
            slug for slug, _, _, whose in topics if whose == Topic.Responsibility.BY_PLACE
        ),
        closed=frozenset(slug for slug, _, _, retired, _ in units if retired),
        empty=frozenset(
            slug
            for slug, _, kind, retired, has in units
            if not (retired or has or kind == Unit.Kind.OUTSIDE)
        ),
    )
