"""Permissions about citizens' messages."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

ANSWER_MESSAGES = permission(
    "answer_messages", _("Read and answer what citizens write"), for_guests=True
)
