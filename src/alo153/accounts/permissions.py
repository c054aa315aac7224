"""What each role may do: one table, read by people and by tests."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


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


class Permission(StrEnum):
    """One thing somebody may do."""

    ANSWER_CALLS = "answer_calls"
    DIAL_ABROAD = "dial_abroad"
    OPEN_CASE = "open_case"
    SEE_EVERY_CASE = "see_every_case"
    FORWARD_CASE = "forward_case"
    APPROVE_ANSWER = "approve_answer"
    WORK_ON_UNIT_CASES = "work_on_unit_cases"
    SEE_CITIZEN = "see_citizen"
    SEE_ACCESS_LOG = "see_access_log"
    SEE_WALL = "see_wall"
    SUPERVISE_CALLS = "supervise_calls"
    LISTEN_TO_RECORDINGS = "listen_to_recordings"
    ANNOUNCE = "announce"
    OPEN_INCIDENT = "open_incident"
    SEE_VOICE_MENU = "see_voice_menu"
    SEE_BLOCKED_ADDRESSES = "see_blocked_addresses"
    SEE_HEALTH = "see_health"
    SET_SKILLS = "set_skills"
    SEE_LATE_CASES = "see_late_cases"
    SEE_HAND_BACKS = "see_hand_backs"
    EXPORT_CASE = "export_case"
    EDIT_TEMPLATES = "edit_templates"
    EDIT_ROUTING = "edit_routing"
    SETTLE_OBJECTION = "settle_objection"
    SEE_RESULTS = "see_results"
    READ_CONFIDENTIAL = "read_confidential"


_CENTER = frozenset(
    {
        Permission.ANSWER_CALLS,
        Permission.OPEN_CASE,
        Permission.SEE_EVERY_CASE,
        Permission.FORWARD_CASE,
        Permission.APPROVE_ANSWER,
        Permission.SEE_CITIZEN,
        Permission.ANNOUNCE,
    }
)

ROLE_PERMISSIONS: Mapping[Role, frozenset[Permission]] = {
    Role.AGENT: _CENTER,
    Role.SUPERVISOR: _CENTER
    | {
        Permission.DIAL_ABROAD,
        Permission.SEE_WALL,
        Permission.OPEN_INCIDENT,
        Permission.SUPERVISE_CALLS,
        Permission.SET_SKILLS,
        Permission.SEE_ACCESS_LOG,
        Permission.LISTEN_TO_RECORDINGS,
        Permission.SEE_VOICE_MENU,
        Permission.SEE_LATE_CASES,
        Permission.SEE_HAND_BACKS,
        Permission.EXPORT_CASE,
        Permission.SETTLE_OBJECTION,
        Permission.SEE_RESULTS,
    },
    Role.UNIT_STAFF: frozenset({Permission.WORK_ON_UNIT_CASES, Permission.SEE_RESULTS}),
    Role.UNIT_MANAGER: frozenset(
        {
            Permission.WORK_ON_UNIT_CASES,
            Permission.SEE_LATE_CASES,
            Permission.SEE_HAND_BACKS,
            Permission.EDIT_TEMPLATES,
            Permission.SEE_RESULTS,
        }
    ),
    Role.QUALITY: frozenset(
        {
            Permission.SEE_EVERY_CASE,
            Permission.SEE_WALL,
            Permission.LISTEN_TO_RECORDINGS,
            Permission.SEE_HAND_BACKS,
            Permission.SEE_RESULTS,
        }
    ),
    Role.SECRETARY_GENERAL: frozenset(
        {
            Permission.SEE_EVERY_CASE,
            Permission.SEE_LATE_CASES,
            Permission.SEE_HAND_BACKS,
            Permission.SEE_RESULTS,
            Permission.EXPORT_CASE,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.SEE_ACCESS_LOG,
            Permission.SEE_WALL,
            Permission.SET_SKILLS,
            Permission.SEE_VOICE_MENU,
            Permission.SEE_BLOCKED_ADDRESSES,
            Permission.SEE_HEALTH,
            Permission.EDIT_ROUTING,
        }
    ),
    Role.CONFIDENTIAL_CLERK: frozenset({Permission.READ_CONFIDENTIAL}),
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
IN_UNITS = frozenset(
    {
        Permission.WORK_ON_UNIT_CASES,
        Permission.SEE_LATE_CASES,
        Permission.SEE_HAND_BACKS,
        Permission.EDIT_TEMPLATES,
        Permission.SEE_RESULTS,
    }
)
"""What can be given for a unit: what is read and done by these asks where it was given."""


@dataclass(frozen=True, kw_only=True)
class Grant:
    """A role somebody holds now, and where: ``scope_key`` is the slug of the unit, if any."""

    role: Role
    scope: Scope = Scope.CITY
    scope_key: str = ""

    @property
    def permissions(self) -> frozenset[Permission]:
        """Return what it permits where it holds."""
        held = ROLE_PERMISSIONS[self.role]
        return held if self.scope is Scope.CITY else held & IN_UNITS


def permissions_of(grants: Iterable[Grant]) -> frozenset[Permission]:
    """Return what the roles of some grants permit together."""
    return frozenset().union(*(grant.permissions for grant in grants))
