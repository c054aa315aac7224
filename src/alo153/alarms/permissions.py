"""What somebody may do with alarms; whoever an alarm concerns sees and acknowledges it."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

MANAGE_ALARMS = permission("manage_alarms", _("Edit the rules of alarms, and try them"))
