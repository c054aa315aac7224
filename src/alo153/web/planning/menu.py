"""The entries of shifts in the menu."""

from django.utils.translation import gettext_lazy as _

from alo153.web.kit.shell.navigation import Entry, Group, declare
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS

declare(
    Entry("shifts:mine", _("My shifts"), "calendar", SEE_OWN_SHIFTS, Group.TEAM),
    Entry("planning:rosters", _("Shift planning"), "calendar", PLAN_SHIFTS, Group.TEAM),
)
