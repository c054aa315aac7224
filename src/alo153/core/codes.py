"""Tracking codes: short, speakable, typed on a telephone's keys, with a check digit.

Nine digits in three groups, ``482 109 373``: digits are spoken alike by everybody, work on a
keypad, and need no spelling alphabet. The last one is a check digit by H. M. Damm, "Total
anti-symmetrische Quasigruppen" (dissertation, Marburg 2004), which catches every single wrong
digit and every swap of neighbors.
"""

import secrets
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

LENGTH = 9
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
WRONG_CODE = _("The tracking code is not right. It has nine digits; please check them.")


class CodeError(ValueError):
    """The text is not a tracking code."""


def _damm(digits: str) -> int:
    state = 0
    for digit in digits:
        state = _DAMM[state][int(digit)]
    return state


def new_code(random_below: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a random code; the caller makes sure that it is free."""
    head = str(10 ** (LENGTH - 2) + random_below(9 * 10 ** (LENGTH - 2)))
    return head + str(_damm(head))


def normalize(text: str) -> str:
    """Return the nine digits of a code as typed or said, with spaces or dashes.

    Raises:
        CodeError: it is not nine digits, or the check digit does not fit.
    """
    digits = "".join(c for c in text if c not in " -.\u00a0\t\n")
    well_formed = len(digits) == LENGTH and digits.isascii() and digits.isdigit()
    if not well_formed or _damm(digits):
        raise CodeError(text)
    return digits


def display(code: str) -> str:
    """Return the code in groups: ``482 109 373``."""
    return " ".join(code[i : i + 3] for i in range(0, len(code), 3))
