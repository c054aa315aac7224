"""Approved words: their gaps, and what may be in them. Pure.

https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview
"""

import re
from collections.abc import Sequence
from typing import Final

_GAP: Final = re.compile(r"\{\{(\d{1,2})\}\}")
MOST_GAPS: Final = 20
LONGEST: Final = 1024
"""Of the words, with what is in their gaps."""
_FORBIDDEN: Final = re.compile(r"[\r\n\t]| {5}")


class GapsError(ValueError):
    """The gaps of a text are not counted from {{1}} without a hole."""


class FillingError(ValueError):
    """A text cannot be in a gap; ``number`` is the gap, or 0 if the whole is too long."""

    def __init__(self, number: int) -> None:
        super().__init__(f"gap {number}")
        self.number = number


def gaps(body: str) -> int:
    """Return how many gaps there are.

    Raises:
        GapsError: see there.
    """
    found = {int(number) for number in _GAP.findall(body)}
    if found != set(range(1, len(found) + 1)) or len(found) > MOST_GAPS:
        raise GapsError
    return len(found)


def fill(body: str, values: Sequence[str]) -> str:
    """Return the words as they are read.

    Raises:
        FillingError: a value is missing, empty, or holds what WhatsApp refuses.
    """
    for number in range(1, gaps(body) + 1):
        value = values[number - 1] if number <= len(values) else ""
        if not value.strip() or _FORBIDDEN.search(value):
            raise FillingError(number)
    whole = _GAP.sub(lambda gap: values[int(gap[1]) - 1], body)
    if len(whole) > LONGEST:
        raise FillingError(0)
    return whole
