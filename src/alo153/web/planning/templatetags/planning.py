"""Words of shift planning in templates."""

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _

from alo153.calls.floor import city_queues
from alo153.city import queries as city
from alo153.web.planning import wording
from alo153.workforce import posing
from alo153.workforce.models.people import STATUSES

register = template.Library()
_WORDS = dict(STATUSES)


@register.filter
def status_words(status: str) -> Any:
    """Return what staff call a status."""
    return _WORDS.get(status, status)


@register.filter
def skill_word(skill: str) -> str:
    """Return what staff call a skill; the empty one is everybody's."""
    if not skill:
        return _("everybody")
    return (
        _("supervisors") if skill == posing.SUPERVISOR else city_queues.skills().get(skill, skill)
    )


@register.filter
def cause_words(cause: str) -> Any:
    """Return why a bid was refused."""
    return wording.cause(cause)


@register.filter
def time_value(at: datetime) -> str:
    """Return the time of day of the city as the value of a field for times."""
    return f"{city.local(at):%H:%M}"
