"""The entry of the rules of alarms in the menu; the counter above leads everybody to the alarms."""

from django.utils.translation import gettext_lazy as _

from alo153.alarms.permissions import MANAGE_ALARMS
from alo153.web.kit.shell.navigation import Entry, Group, declare

declare(Entry("live_alarms:rules", _("Alarm rules"), "alert", MANAGE_ALARMS, Group.ADMINISTRATION))
