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
from alo153.city.models.documents import DocumentDraft, DocumentVersion
from alo153.city.models.offices import Office, OfficeService
from alo153.city.models.partners import PartnerDesk
from alo153.city.models.rules import RoutingRule, RuleDraft, RuleVersion
from alo153.city.models.staff_changes import StaffChange
from alo153.city.models.streets import HouseNumber, Street, StreetWord
from alo153.city.models.teams import Team, TeamMember

__all__ = [
    "CaseKind",
    "City",
    "Contact",
    "District",
    "DocumentDraft",
    "DocumentVersion",
    "HouseNumber",
    "Neighborhood",
    "Office",
    "OfficeService",
    "PartnerDesk",
    "RoutingRule",
    "RuleDraft",
    "RuleVersion",
    "StaffChange",
    "Street",
    "StreetWord",
    "Team",
    "TeamMember",
    "Topic",
    "Unit",
]
