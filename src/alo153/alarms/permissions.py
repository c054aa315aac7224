"""Permissions for alarms; the audience of an alarm sees and acknowledges it without one."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

MANAGE_ALARMS = permission("manage_alarms", _("Edit the rules of alarms, and try them"))
