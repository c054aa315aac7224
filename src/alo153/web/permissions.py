"""Permissions to see the state of the programs."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

SEE_HEALTH = permission("see_health", _("See how each part of the system is"))
SEE_MACHINE = permission("see_machine", _("See the settings of the machine, without secrets"))
