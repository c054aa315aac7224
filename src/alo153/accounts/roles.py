"""What each role may do: one table, read by people and by tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import Permission, known_among


class Role(StrEnum):
    """What somebody is in the municipality."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    UNIT_STAFF = "unit_staff"
    UNIT_MANAGER = "unit_manager"
    QUALITY = "quality"
    ADMINISTRATOR = "administrator"
    SECRETARY_GENERAL = "secretary_general"
    # Held besides another role, by those whom the city names
    CONFIDENTIAL_CLERK = "confidential_clerk"


ROLE_LABELS = {
    Role.AGENT: _("agent"),
    Role.SUPERVISOR: _("supervisor"),
    Role.UNIT_STAFF: _("unit staff"),
    Role.UNIT_MANAGER: _("unit manager"),
    Role.QUALITY: _("quality specialist"),
    Role.ADMINISTRATOR: _("administrator"),
    Role.SECRETARY_GENERAL: _("secretary general"),
    Role.CONFIDENTIAL_CLERK: _("clerk of confidential applications"),
}


_CENTER = frozenset(
    {
        "answer_calls",
        "open_case",
        "see_every_case",
        "forward_case",
        "approve_answer",
        "see_citizen",
        "announce",
    }
)

ROLE_PERMISSIONS: Mapping[Role, frozenset[str]] = {
    Role.AGENT: _CENTER,
    Role.SUPERVISOR: _CENTER
    | {
        "dial_abroad",
        "see_wall",
        "open_incident",
        "supervise_calls",
        "set_skills",
        "see_access_log",
        "listen_to_recordings",
        "see_voice_menu",
        "see_late_cases",
        "see_hand_backs",
        "export_case",
        "settle_objection",
        "hear_of_unattended_cases",
        "hear_of_overdue_alarms",
        "see_results",
    },
    Role.UNIT_STAFF: frozenset({"work_on_unit_cases", "see_results"}),
    Role.UNIT_MANAGER: frozenset(
        {
            "work_on_unit_cases",
            "see_late_cases",
            "see_hand_backs",
            "edit_templates",
            "see_results",
            "hear_of_late_cases",
        }
    ),
    Role.QUALITY: frozenset(
        {
            "see_every_case",
            "see_wall",
            "listen_to_recordings",
            "see_hand_backs",
            "see_results",
        }
    ),
    Role.SECRETARY_GENERAL: frozenset(
        {
            "see_every_case",
            "see_late_cases",
            "see_hand_backs",
            "see_results",
            "export_case",
            "hear_of_very_late_cases",
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            "see_access_log",
            "see_wall",
            "set_skills",
            "see_voice_menu",
            "see_blocked_addresses",
            "see_health",
            "edit_routing",
        }
    ),
    Role.CONFIDENTIAL_CLERK: frozenset({"read_confidential"}),
}


class Scope(StrEnum):
    """Where a grant holds; a queue or a team is added with the first rule that asks for it."""

    CITY = "city"
    UNIT = "unit"
    BRANCH = "branch"


SCOPE_LABELS = {
    Scope.CITY: _("the whole city"),
    Scope.UNIT: _("one unit"),
    Scope.BRANCH: _("a unit and the units below it"),
}
UNIT_SCOPES: Mapping[Role, Scope] = {
    Role.UNIT_STAFF: Scope.UNIT,
    Role.UNIT_MANAGER: Scope.BRANCH,
}
"""The roles that are given for a unit, and how far each reaches; all others hold everywhere."""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A role somebody holds now, and where: ``scope_key`` is the slug of the unit, if any."""

    role: Role
    scope: Scope = Scope.CITY
    scope_key: str = ""

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return what it permits where it holds."""
        held = known_among(ROLE_PERMISSIONS[self.role])
        everywhere = self.scope is Scope.CITY
        return held if everywhere else frozenset(each for each in held if each.in_units)


def permissions_of(grants: Iterable[Grant]) -> frozenset[Permission]:
    """Return what the roles of some grants permit together."""
    return frozenset().union(*(grant.permissions for grant in grants))
