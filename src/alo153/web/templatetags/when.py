"""Template filters for moments and due dates, shared by desk and units.

``{{ case.due_at|due_words }}`` and ``{{ case.due_at|urgency }}`` make a due chip,
``{{ step.at|moment }}`` tells when.
"""

from datetime import datetime, timedelta

from django import template

from alo153.city import queries
from alo153.core import clock
from alo153.web.kit.dates import when

register = template.Library()


@register.filter
def due_words(due_at: datetime | None) -> str:
    """Say how much time is left in the city's working days, or how late it is."""
    return when.due_words(clock.now(), due_at, queries.zone(), queries.working_calendar().is_worked)


@register.filter
def urgency(due_at: datetime | None) -> when.Urgency:
    """Tell how much a due date presses: none, calm, soon, today, late."""
    return when.urgency(clock.now(), due_at, queries.zone(), queries.working_calendar().is_worked)


@register.filter
def moment(at: datetime) -> str:
    """Say when: "today 14:05"."""
    return when.moment_words(clock.now(), at, queries.zone())


@register.filter
def time_words(time: timedelta) -> str:
    """Say how long: "2 days 4 hours"."""
    return when.time_words(time)
