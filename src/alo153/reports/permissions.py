"""Permissions about the center's figures."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

SEE_REPORTS = permission("see_reports", _("See reports, save them and have them sent"))
