"""Words of shift planning in templates."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import formats
from django.utils.translation import gettext as _

from alo153.calls.floor import city_queues
from alo153.city import queries as city
from alo153.web.planning import wording
from alo153.workforce import posing
from alo153.workforce.models import Leave
from alo153.workforce.models.people import STATUSES
from alo153.workforce.queries import leaves

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
def with_shift(day: date, shift: str) -> str:
    """Return a day with the shift that somebody has on it."""
    return f"{formats.date_format(day, 'WEEKDAY_FORMAT')} ({shift})"


@register.filter
def leave_why(leave: Leave) -> str:
    """Return why a leave is not granted: where too few people would be left, the day and skill."""
    said = leaves.why_refused(leave)
    if not said or not said.lack_day:
        return leave.get_why_display()
    facts = {
        "day": formats.date_format(date.fromisoformat(said.lack_day), "WEEKDAY_FORMAT"),
        "skill": skill_word(said.lack_skill),
    }
    if said.lack_skill:
        return _("On %(day)s too few people would be left for: %(skill)s.") % facts
    return _("On %(day)s too few people would be left.") % facts


@register.filter
def cause_words(cause: str) -> Any:
    """Return why a bid was refused."""
    return wording.cause(cause)


@register.filter
def time_value(at: datetime) -> str:
    """Return the time of day of the city as the value of a field for times."""
    return f"{city.local(at):%H:%M}"


@register.filter
def per_cent(share: float, digits: int = 0) -> str:
    """Return a change in per cent; the minus comes before the sign, wherever the sign is."""
    rounded = round(share, digits)
    words = _("%(percent)s %%") % {"percent": formats.number_format(abs(rounded), digits)}
    return f"-{words}" if rounded < 0 else words
