"""Places in a line that strangers share: each holds one at most, and they leave one free. Pure."""

from collections.abc import Collection
from typing import Final

OURS: Final = ""
"""The source of staff and of the program: no share counts for them."""


def has_place(line: Collection[str], source: str, places: int) -> bool:
    """Tell whether one more may wait in a line.

    Args:
        line: the source of each that is in it.
        source: a stranger's network address, or `OURS`.
        places: of the line; its last one is for staff alone.
    """
    if source == OURS:
        return len(line) < places
    return source not in line and len(line) < places - 1
