"""Telephone numbers as networks write them: one number has many spellings. Pure."""

from __future__ import annotations

SEPARATORS = frozenset("+ ()/-.")
LEAST_SUFFIX = 7
"""Digits from which on a number may be written without its prefix: no short number."""


def same_number(one: str, other: str) -> bool:
    """Say whether two spellings are of one number.

    `+902623181000`, `02623181000` and `2623181000` are, and a provider may send any of them.
    Short numbers such as 153 are only themselves.
    """
    short, long = sorted((_core(one), _core(other)), key=len)
    if short == long:
        return bool(short)
    return len(short) >= LEAST_SUFFIX and long.endswith(short)


def _core(number: str) -> str:
    """Return the digits without the zeros that lead out of a network; nothing for another name."""
    spelled = "".join(each for each in number if each not in SEPARATORS)
    return spelled.lstrip("0") if spelled.isdecimal() else ""
