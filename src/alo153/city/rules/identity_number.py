"""The identity number of a country's citizens, as far as a check digit can tell. Pure."""

from typing import Final

from stdnum.tr import tckimlik

_SHORTEST: Final = 4


def is_valid(text: str, *, country: str) -> bool:
    """Tell whether a text can be an identity number of a country, two letters (ISO 3166)."""
    return _is_turkish(text) if country == "TR" else len(text) >= _SHORTEST


def _is_turkish(text: str) -> bool:
    """Tell whether eleven digits carry their two check digits (foreigners' 99... have the same).

    Nothing else may be in the text: it is kept as it was typed.
    """
    return tckimlik.compact(text) == text and tckimlik.is_valid(text)
