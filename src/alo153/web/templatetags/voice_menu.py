"""Words and numbers for the picture of the voice menu."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(table: Mapping[str, Any], key: str) -> Any:
    """Look a word up; one that is not there stands for itself."""
    return table.get(key, key)


@register.filter
def unlocal(number: int) -> str:
    """Write a coordinate as SVG reads it, without a separator of thousands."""
    return str(number)
