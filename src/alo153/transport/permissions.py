"""Permissions of public transport."""

from django.utils.translation import gettext_lazy as _

from alo153.accounts.registry import permission

LOAD_TIMETABLES = permission("load_timetables", _("Load timetables of public transport"))
