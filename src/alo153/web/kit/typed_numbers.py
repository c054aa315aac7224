"""Whole numbers that come in an address or a form: what is none, or no key of a row, is None."""

_MOST_DIGITS = 9
"""As long as a key of a row can be; Python refuses to read thousands of digits."""


def whole_number(typed: str) -> int | None:
    """Return a number of at most nine digits from 0 up."""
    plain = typed.isascii() and typed.isdigit() and len(typed) <= _MOST_DIGITS
    return int(typed) if plain else None
