"""Permissions about applications."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

OPEN_CASE = permission(
    "open_case", _("Open an application for a citizen"), needed=True, for_guests=True
)
SEE_EVERY_CASE = permission(
    "see_every_case", _("See the applications of all units"), for_guests=True
)
FORWARD_CASE = permission(
    "forward_case", _("Send applications to units"), needed=True, for_guests=True
)
APPROVE_ANSWER = permission(
    "approve_answer", _("Approve answers and tell them to citizens"), needed=True, for_guests=True
)
OPEN_INCIDENT = permission("open_incident", _("Open and end an incident of many applications"))
EXPORT_CASE = permission("export_case", _("Export an application as a file"))
SETTLE_OBJECTION = permission("settle_objection", _("Decide on objections"), needed=True)
WORK_ON_UNIT_CASES = permission(
    "work_on_unit_cases", _("Work on the applications of a unit"), in_units=True, needed=True
)
SEE_UNIT_CASES = permission(
    "see_unit_cases", _("See the applications of a unit, and do nothing to them"), in_units=True
)
HEAR_OF_LATE_CASES = permission(
    "hear_of_late_cases", _("Be told of applications that are late in a unit"), in_units=True
)
HEAR_OF_VERY_LATE_CASES = permission(
    "hear_of_very_late_cases", _("Be told of applications that stay late"), needed=True
)
HEAR_OF_UNATTENDED_CASES = permission(
    "hear_of_unattended_cases",
    _("Be told of deadlines where no unit has anybody to tell"),
    needed=True,
)
HEAR_OF_OVERDUE_ALARMS = permission(
    "hear_of_overdue_alarms", _("Be told of alarms that nobody looked at in time"), needed=True
)
EDIT_TEMPLATES = permission("edit_templates", _("Write a unit's ready answers"), in_units=True)
EDIT_CENTER_TEMPLATES = permission("edit_center_templates", _("Write the center's ready answers"))
SEE_LATE_CASES = permission("see_late_cases", _("See late applications"), in_units=True)
SEE_HAND_BACKS = permission(
    "see_hand_backs", _("See what units handed back as not theirs"), in_units=True
)
SEE_RESULTS = permission("see_results", _("See what became of applications"), in_units=True)
