"""Tracking codes: short, speakable, typed on a telephone's keys, with a check digit.

Nine digits in three groups, ``482 109 373``: digits are spoken alike by everybody, work on a
keypad, and need no spelling alphabet. The last one is a check digit by H. M. Damm, "Total
anti-symmetrische Quasigruppen" (dissertation, Marburg 2004), which catches every single wrong
digit and every swap of neighbors.
"""

import secrets
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from stdnum import damm

LENGTH = 9
WRONG_CODE = _("The tracking code is not right. It has nine digits; please check them.")


class CodeError(ValueError):
    """The text is not a tracking code."""


def new_code(random_below: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a random code; the caller makes sure that it is free."""
    head = str(10 ** (LENGTH - 2) + random_below(9 * 10 ** (LENGTH - 2)))
    return head + damm.calc_check_digit(head)


def normalize(text: str) -> str:
    """Return the nine digits of a code as typed or said, with spaces or dashes.

    Raises:
        CodeError: it is not nine digits, or the check digit does not fit.
    """
    digits = "".join(c for c in text if c not in " -.\u00a0\t\n")
    well_formed = len(digits) == LENGTH and digits.isascii() and digits.isdigit()
    if not well_formed or not damm.is_valid(digits):
        raise CodeError(text)
    return digits


def display(code: str) -> str:
    """Return the code in groups: ``482 109 373``."""
    return " ".join(code[i : i + 3] for i in range(0, len(code), 3))
