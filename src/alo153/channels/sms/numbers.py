"""Telephone numbers as providers of SMS write them. Pure."""

import re
from typing import Final

from alo153.channels.contract import PermanentFailure

_HOME: Final = "+90"
_MOBILE: Final = "5"
# As dialed at home, with or without the zero
_NATIONAL: Final = re.compile(r"0?(5\d{9})", re.ASCII)
_LENGTHS: Final = range(8, 16)


def is_home(phone: str) -> bool:
    """Say whether an E.164 number is one of Turkey."""
    return phone.startswith(_HOME)


def e164(given: str) -> str:
    """Return a number that a provider wrote in E.164; empty if it is none that can be answered."""
    digits = given.removeprefix("+").removeprefix("00")
    if not (digits.isascii() and digits.isdecimal()):
        return ""
    if national := _NATIONAL.fullmatch(given):
        digits = f"{_HOME}{national[1]}".removeprefix("+")
    return f"+{digits}" if len(digits) in _LENGTHS else ""


def check_takes_sms(phone: str) -> None:
    """Refuse what is no mobile number, before anything leaves.

    Raises:
        PermanentFailure: a landline of Turkey, or no whole number.
    """
    if not phone.startswith("+"):
        raise PermanentFailure("sms short number", wrong_address=True)
    if is_home(phone) and not phone.removeprefix(_HOME).startswith(_MOBILE):
        raise PermanentFailure("sms landline", wrong_address=True)


def dialed(phone: str) -> str:
    """Return a number as it is dialed in Turkey without the leading zero: abroad ``0049...``."""
    return phone.removeprefix(_HOME) if is_home(phone) else f"00{phone.removeprefix('+')}"
