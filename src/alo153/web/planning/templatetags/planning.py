"""Words of shift planning in templates."""

from typing import Any

from django import template

from alo153.workforce.models.people import STATUSES

register = template.Library()
_WORDS = dict(STATUSES)


@register.filter
def status_words(status: str) -> Any:
    """Return what staff call a status."""
    return _WORDS.get(status, status)
