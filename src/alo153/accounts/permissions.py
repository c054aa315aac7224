"""Permissions about other people's accounts."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

SET_SKILLS = permission("set_skills", _("Set what agents can do on the telephone"))
