"""Permissions about the city's other systems."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

CONNECT_SYSTEMS = permission(
    "connect_systems", _("Connect other systems of the city, and say what each may do")
)
