"""Permissions about the tables of other bodies."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

EXCHANGE_WITH_PARTNERS = permission(
    "exchange_with_partners",
    _("Take in the tables of partner desks like CİMER, and send their answers back"),
)
