"""A template filter for the cells of lists."""

from datetime import datetime

from django import template

from alo153.web.kit.lists.tables import Cell
from alo153.web.templatetags.when import moment

register = template.Library()


@register.filter
def cell(value: Cell) -> object:
    """Write what a cell holds: instants as "today 14:05", a dash for nothing."""
    if isinstance(value, datetime):
        return moment(value)
    return "–" if value in (None, "") else value
