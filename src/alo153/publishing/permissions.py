"""Permissions about posts."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

WRITE_POSTS = permission("write_posts", _("Write posts for the city's channels"))
APPROVE_POSTS = permission("approve_posts", _("Approve posts that somebody else wrote"))
