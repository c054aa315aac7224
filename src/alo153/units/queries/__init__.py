"""Reading the city's data. It is public, so nobody is asked who asks, except about staff."""

from alo153.units.queries.called import Mark, called
from alo153.units.queries.city import (
    city,
    closing_policy,
    forget_city,
    kinds,
    promised_at,
    standard_for,
    text,
    working_calendar,
)
from alo153.units.queries.membership import (
    colleagues_of,
    is_member,
    managed_by,
    managers_of,
    members_of,
    units_of,
)
from alo153.units.queries.places import (
    all_neighborhoods,
    areas_of_districts,
    areas_of_neighborhoods,
    districts,
    neighborhood_at,
    neighborhood_names,
    neighborhoods,
    search_neighborhoods,
)
from alo153.units.queries.routes import UnitRoute, find_route
from alo153.units.queries.rules import (
    Draft,
    Named,
    names_for_rules,
    rule_draft,
    rule_versions,
    rules_of,
    version_in_force,
    waiting_version,
)
from alo153.units.queries.topics import search_topics, topics_by_group, topics_of_units
from alo153.units.queries.units import contacts, outside_parties, units, units_to_call

__all__ = [
    "Draft",
    "Mark",
    "Named",
    "UnitRoute",
    "all_neighborhoods",
    "areas_of_districts",
    "areas_of_neighborhoods",
    "called",
    "city",
    "closing_policy",
    "colleagues_of",
    "contacts",
    "districts",
    "find_route",
    "forget_city",
    "is_member",
    "kinds",
    "managed_by",
    "managers_of",
    "members_of",
    "names_for_rules",
    "neighborhood_at",
    "neighborhood_names",
    "neighborhoods",
    "outside_parties",
    "promised_at",
    "rule_draft",
    "rule_versions",
    "rules_of",
    "search_neighborhoods",
    "search_topics",
    "standard_for",
    "text",
    "topics_by_group",
    "topics_of_units",
    "units",
    "units_of",
    "units_to_call",
    "version_in_force",
    "waiting_version",
    "working_calendar",
]
