"""Permissions about articles and announcements."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

ANNOUNCE = permission("announce", _("Publish announcements for the center"), for_guests=True)
EDIT_ARTICLES = permission(
    "edit_articles", _("Write articles of the knowledge base"), in_units=True
)
RECORD_PROMPTS = permission("record_prompts", _("Record what callers hear"))
