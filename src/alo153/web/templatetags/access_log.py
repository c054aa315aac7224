"""A template filter for the log of looks: what a page is called."""

from django import template
from django.utils.functional import Promise

from alo153.accounts.models import User
from alo153.city.queries import units_now
from alo153.web.privacy.access_log import WHAT, WORK

register = template.Library()


@register.filter
def looked(what: str) -> str | Promise:
    """Say what somebody looked at."""
    return WHAT.get(what, WORK)


@register.filter
def posts(user: User) -> str:
    """Say what a colleague is, and where; no query if the grants were fetched."""
    grants, units = user.role_grants.all(), units_now()
    roles = {grant.role.label for grant in grants}
    where = {units[grant.scope_key].name for grant in grants if grant.scope_key in units}
    return ", ".join([*sorted(where), *sorted(roles)])
