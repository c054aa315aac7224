"""Sub-tasks where another page shows them: in the inbox, and next to a case."""

from django import template

from alo153.accounts.models import User
from alo153.cases.models import Case, SubTask
from alo153.cases.together import shared_work

register = template.Library()


@register.simple_tag
def sub_tasks_for(user: User) -> list[SubTask]:
    """Return the open sub-tasks of this person's units; one query."""
    return shared_work.sub_tasks_for(user)


@register.simple_tag
def sub_tasks_of(user: User, case: Case) -> list[SubTask]:
    """Return the sub-tasks of a case; one query."""
    return shared_work.sub_tasks_of(user, case)


@register.simple_tag
def may_ask(user: User, case: Case) -> bool:
    """Tell whether this person may ask units for sub-tasks of a case."""
    return shared_work.may_ask(user, case)
