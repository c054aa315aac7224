"""Permissions about the city's own rules."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

EDIT_CITY = permission("edit_city", _("Change what the city's documents say"))
MANAGE_STAFF = permission(
    "manage_staff", _("Bring in members of staff, give them roles, let them go")
)
CONFIRM_STAFF = permission(
    "confirm_staff",
    _("Confirm accounts, roles and addresses that somebody else gives to staff"),
    since=23,
    follows=("manage_staff", "supervise_calls"),
)
EDIT_ROUTING = permission("edit_routing", _("Change which unit gets which application"))
