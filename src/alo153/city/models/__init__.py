"""Tables of the city: its data from the files, and the rules by which cases find their unit."""

from alo153.city.models.city import (
    CaseKind,
    City,
    Contact,
    District,
    Neighborhood,
    Topic,
    Unit,
)
from alo153.city.models.rules import RoutingRule, RuleDraft, RuleVersion

__all__ = [
    "CaseKind",
    "City",
    "Contact",
    "District",
    "Neighborhood",
    "RoutingRule",
    "RuleDraft",
    "RuleVersion",
    "Topic",
    "Unit",
]
