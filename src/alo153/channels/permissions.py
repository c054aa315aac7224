"""Permissions about channels."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

OPEN_CHANNELS = permission(
    "open_channels",
    _("Open channels of companies abroad, and answer for it; send tests by SMS and e-mail"),
)
