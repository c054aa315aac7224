"""The identity number of a country's citizens, as far as a check digit can tell. Pure."""

from typing import Final

_SHORTEST: Final = 4
_TURKISH_LENGTH: Final = 11


def is_valid(text: str, *, country: str) -> bool:
    """Tell whether a text can be an identity number of a country, two letters (ISO 3166)."""
    return _is_turkish(text) if country == "TR" else len(text) >= _SHORTEST


def _is_turkish(text: str) -> bool:
    """Tell whether eleven digits carry their two check digits (rule of the population office).

    Foreigners' numbers (99...) have the same.
    """
    if len(text) != _TURKISH_LENGTH or not (text.isascii() and text.isdigit()) or text[0] == "0":
        return False
    digits = [int(each) for each in text]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return digits[9] == tenth and digits[10] == sum(digits[:10]) % 10
