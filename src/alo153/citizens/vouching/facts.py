"""Name and telephone out of what a provider said, as they are kept."""

from collections.abc import Mapping
from typing import Any, Final

from alo153.city import numbers
from alo153.city.rules.phone import PhoneError
from alo153.core.text import is_plain_name, seen_letters

LONGEST_NAME: Final = 120


def one_name(told: Mapping[str, Any]) -> str:
    """Return the full name, of its parts if need be; empty if there is none that can be kept."""
    parts = [_text(told, "given_name"), _text(told, "family_name")]
    name = _text(told, "name") or " ".join(filter(None, parts))
    return name if len(name) <= LONGEST_NAME else ""


def verified_phone(told: Mapping[str, Any]) -> str:
    """Return the telephone as E.164 if the provider says that it is verified; else nothing."""
    if told.get("phone_number_verified") is not True:
        return ""
    try:
        number = numbers.parse(_text(told, "phone_number"))
    except PhoneError:
        return ""
    return "" if number.is_short else number.value


def verified_email(told: Mapping[str, Any]) -> str:
    """Return the e-mail in small letters if the provider says that it is verified; else nothing.

    Nor one with other letters than ASCII: the database takes `ı` for `i`, and so somebody else's
    address for that of an account.
    """
    if told.get("email_verified") is not True:
        return ""
    found = told.get("email")
    if not isinstance(found, str) or "@" not in found or not found.isascii():
        return ""
    return found.strip().lower()


def _text(told: Mapping[str, Any], name: str) -> str:
    found = told.get(name)
    text = " ".join(found.split()) if isinstance(found, str) else ""
    return text if is_plain_name(text) and seen_letters(text) else ""
