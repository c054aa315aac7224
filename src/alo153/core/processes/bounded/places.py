"""Places in a line that strangers share: each holds two at most, and they leave one free. Pure."""

from collections.abc import Collection
from typing import Final

OURS: Final = ""
"""The source of staff and of the program: no share counts for them."""
_MOST_OF_ONE: Final = 2


def has_place(line: Collection[str], source: str, places: int) -> bool:
    """Tell whether one more may wait in a line.

    Args:
        line: the source of each that is in it.
        source: the name of a visitor with a proof, a stranger's network address, or `OURS`.
        places: of the line; its last one is for staff alone. A second of one source waits if
            another stranger still finds a place.
    """
    if source == OURS:
        return len(line) < places
    own = sum(each == source for each in line)
    return own < _MOST_OF_ONE and len(line) + own < places - 1
