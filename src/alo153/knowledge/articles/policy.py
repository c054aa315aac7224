"""Permission to write an article. No query."""

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted
from alo153.city import queries as city
from alo153.city.models import Unit
from alo153.knowledge.permissions import EDIT_ARTICLES


def may_write(user: User, unit: Unit) -> bool:
    """Tell whether somebody may write what a unit is responsible for."""
    return writes_all(user) or unit.pk in city.unit_keys(user, EDIT_ARTICLES)


def permit_unit(unit: str, *, by: User) -> None:
    """Let somebody write what a unit is responsible for, by its slug.

    Raises:
        NotPermitted: they may not.
    """
    if not may_write(by, city.units_now()[unit]):
        raise NotPermitted(EDIT_ARTICLES.key)


def writes_all(user: User) -> bool:
    """Tell whether somebody may write for the whole city."""
    return any(not grant.scope_key and EDIT_ARTICLES in grant.permissions for grant in user.grants)
