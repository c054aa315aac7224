"""The key of a row, as a form or an address sends it. Pure."""

from typing import Final

# The largest key of PostgreSQL (bigint) has one more; Python reads no number of thousands
_MOST_DIGITS: Final = 18


def row_key(text: str) -> int | None:
    """Read a key; None for anything but up to 18 digits of ASCII."""
    is_key = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_key else None
