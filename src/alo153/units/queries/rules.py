"""The routing rules and their versions."""

from django.db.models import QuerySet

from alo153.units import routing
from alo153.units.models import RoutingRule, RuleVersion


def rule_versions() -> QuerySet[RuleVersion]:
    """Return all versions with who saved them, the latest first."""
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
    return rows.select_related("topic", "district", "neighborhood__district", "unit")


def as_rule(row: RoutingRule) -> routing.Rule:
    """Return a row as the pure rule it stands for."""
    near = row.neighborhood
    return routing.Rule(
        position=row.position,
        topic=row.topic.slug if row.topic else None,
        place=row.place_layer or None,  # type: ignore[arg-type]
        district=row.district.slug if row.district else None,
        neighborhood=f"{near.district.slug}/{near.slug}" if near else None,
        unit=row.unit.slug if row.unit else routing.DISTRICT_MUNICIPALITY,
        reason=row.reason,
    )
