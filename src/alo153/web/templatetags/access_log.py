"""Template filters for the access log."""

from django import template
from django.utils.functional import Promise

from alo153.accounts.models import User
from alo153.city.queries import units_now
from alo153.web.privacy.access_log import WHAT, WORK

register = template.Library()


@register.filter
def accessed(what: str) -> str | Promise:
    """Say what an entry of the log was written for."""
    return WHAT.get(what, WORK)


@register.filter
def posts(user: User) -> str:
    """Say what a colleague is, and where; no query if the grants were fetched."""
    grants, units = user.role_grants.all(), units_now()
    roles = {grant.role.label for grant in grants}
    where = {units[grant.scope_key].name for grant in grants if grant.scope_key in units}
    return ", ".join([*sorted(where), *sorted(roles)])
