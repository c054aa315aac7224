"""Permissions to read data of citizens."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

SEE_CITIZEN = permission(
    "see_citizen", _("See who a citizen is, and how to reach them"), for_guests=True
)
SEE_ACCESS_LOG = permission("see_access_log", _("See who looked at whose data"))
READ_CONFIDENTIAL = permission(
    "read_confidential", _("Read what is confidential, and work on it"), needed=True
)
