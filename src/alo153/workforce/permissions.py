"""Permissions about shifts."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

PLAN_SHIFTS = permission("plan_shifts", _("Plan shifts and publish them"))
SEE_OWN_SHIFTS = permission(
    "see_own_shifts", _("See your own shifts, ask for leave and swap shifts"), for_guests=True
)
CONFIRM_WORKING_TIME = permission(
    "confirm_working_time",
    _("Confirm rules of working time by their source"),
    since=24,
    follows=("plan_shifts",),
)
