"""The reports that are offered, and of which year."""

from django import template

from alo153.city import queries as city
from alo153.core import clock
from alo153.reports.queries.yearly import tells_disclosures

register = template.Library()
register.simple_tag(tells_disclosures)


@register.simple_tag
def this_year() -> int:
    """Return the year of the city's clock."""
    return city.today(clock.now()).year
