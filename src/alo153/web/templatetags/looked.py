"""A template filter for the log of looks: what a page is called."""

from django import template
from django.utils.functional import Promise

from alo153.web.access_log import WHAT, WORK

register = template.Library()


@register.filter
def looked(what: str) -> str | Promise:
    """Say what somebody looked at."""
    return WHAT.get(what, WORK)
