"""Alarms in templates: what rings for a reader, and how values are written."""

from django import template

from alo153.accounts.models import User
from alo153.alarms.models import Alarm
from alo153.alarms.queries import standing
from alo153.alarms.rules.figures import Figure
from alo153.alarms.wording import said

register = template.Library()


@register.simple_tag
def ringing_for(user: User) -> list[Alarm]:
    """Return the alarms that ring and concern a reader; one query."""
    return list(standing.ringing(user)[:20])


@register.filter
def as_said(value: float, figure: Figure) -> str:
    """Write a value of a figure with its unit."""
    return said(figure, value)


@register.simple_tag
def limits_of(alarm: Alarm) -> dict[str, str]:
    """Write the values of an alarm with their unit: its limit, its worst and its latest."""
    figure, rule = alarm.rule.watched, alarm.rule
    return {
        "limit": said(figure, rule.rings_at),
        "worst": said(figure, alarm.worst),
        "latest": said(figure, alarm.latest),
    }
