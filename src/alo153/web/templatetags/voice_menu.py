"""Words and numbers for the picture of the voice menu."""

from collections.abc import Mapping
from typing import Any

from django import template

from alo153.calls.models import Call
from alo153.web.kit.telephone import menu_way

register = template.Library()


@register.filter
def of(table: Mapping[str, Any], key: str) -> Any:
    """Look a word up; one that is not there stands for itself."""
    return table.get(key, key)


@register.filter
def menu_words(call: Call) -> str:
    """Tell the keys a caller pressed in the voice menu."""
    return menu_way.words_of(call)
