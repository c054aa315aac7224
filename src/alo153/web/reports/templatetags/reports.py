"""The year whose report is offered."""

from django import template

from alo153.city import queries as city
from alo153.core import clock

register = template.Library()


@register.simple_tag
def this_year() -> int:
    """Return the year of the city's clock."""
    return city.today(clock.now()).year
