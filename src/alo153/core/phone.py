"""Telephone numbers in any form people write or say them."""

from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from django.utils.translation import gettext_lazy as _

COUNTRY = "TR"
_SHORT_DIGITS = range(3, 6)
_DIRECTORIES = "118"
_MARKS = str.maketrans("", "", " ()-./\u00a0")


class PhoneProblem(StrEnum):
    """Why a number was not understood."""

    EMPTY = "empty"
    LETTERS = "letters"
    TOO_SHORT = "too_short"
    UNKNOWN = "unknown"


MESSAGES = {
    PhoneProblem.EMPTY: _("Write the telephone number."),
    PhoneProblem.LETTERS: _("A telephone number has only digits. Example: 0532 123 45 67"),
    PhoneProblem.TOO_SHORT: _("The number is too short. Example: 0532 123 45 67"),
    PhoneProblem.UNKNOWN: _("There is no such telephone number. Example: 0532 123 45 67"),
}


class PhoneError(ValueError):
    """The text is not a telephone number; ``problem`` says why."""

    def __init__(self, problem: PhoneProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class NumberClass(StrEnum):
    """What calling a number means for the bill."""

    SERVICE = "service"
    """A short number of a public service, such as 185."""
    ORDINARY = "ordinary"
    FOREIGN = "foreign"
    SURCHARGED = "surcharged"
    """Premium rate, shared cost, or directory inquiries (118 and two digits)."""


@dataclass(frozen=True)
class PhoneNumber:
    """A number that was understood. ``value`` is E.164, or the digits of a short number."""

    value: str
    is_short: bool = False
    is_mobile: bool = False
    # Of our own country and without a surcharge: what a stranger may make the city pay for
    is_ordinary: bool = False
    kind: NumberClass = NumberClass.SERVICE

    def __str__(self) -> str:
        return self.value


def parse(text: str, *, country: str = COUNTRY) -> PhoneNumber:
    """Understand ``0532...``, ``+90 532...``, ``532 123 45 67``, ``00905...`` or ``153``.

    Short numbers (three to five digits) are kept as they are: phonenumbers calls 153, 112 and 185
    invalid.

    Raises:
        PhoneError: it is empty, has letters, is too short, or no such number exists.
    """
    digits = text.strip().translate(_MARKS)
    if not digits:
        raise PhoneError(PhoneProblem.EMPTY)
    if not digits.removeprefix("+").isascii() or not digits.removeprefix("+").isdigit():
        raise PhoneError(PhoneProblem.LETTERS)
    if len(digits) in _SHORT_DIGITS and not digits.startswith(("0", "+")):
        directory = digits.startswith(_DIRECTORIES) and len(digits) > len(_DIRECTORIES)
        kind = NumberClass.SURCHARGED if directory else NumberClass.SERVICE
        return PhoneNumber(digits, is_short=True, kind=kind)
    return _parse_long(digits, country)


def _parse_long(digits: str, country: str) -> PhoneNumber:
    country_code = str(phonenumbers.country_code_for_region(country))
    candidates = [digits, f"+{digits}"] if digits.startswith(country_code) else [digits]
    for candidate in candidates:
        try:
            number = phonenumbers.parse(candidate, country)
        except phonenumbers.NumberParseException as error:
            raise PhoneError(PhoneProblem.TOO_SHORT) from error
        if phonenumbers.is_valid_number(number):
            return _understood(number, country)
    if _lacks_digits(number):
        raise PhoneError(PhoneProblem.TOO_SHORT)
    raise PhoneError(PhoneProblem.UNKNOWN)


def _lacks_digits(number: phonenumbers.PhoneNumber) -> bool:
    """Tell whether it is shorter than an ordinary number of its country."""
    region = phonenumbers.region_code_for_country_code(number.country_code or 0)
    ordinary = phonenumbers.example_number(region)
    length = phonenumbers.national_significant_number
    return ordinary is not None and len(length(number)) < len(length(ordinary))


def _understood(number: phonenumbers.PhoneNumber, country: str) -> PhoneNumber:
    kind, kinds = phonenumbers.number_type(number), phonenumbers.PhoneNumberType
    home = number.country_code == phonenumbers.country_code_for_region(country)
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    surcharged = kind in {kinds.PREMIUM_RATE, kinds.SHARED_COST}
    return PhoneNumber(
        value,
        is_mobile=kind == kinds.MOBILE,
        is_ordinary=home and not surcharged,
        kind=_class_of(home=home, surcharged=surcharged),
    )


def _class_of(*, home: bool, surcharged: bool) -> NumberClass:
    if surcharged:
        return NumberClass.SURCHARGED
    return NumberClass.ORDINARY if home else NumberClass.FOREIGN


def display(value: str, *, country: str = COUNTRY) -> str:
    """Return a stored number as people write it: ``0532 123 45 67``; others unchanged."""
    if not value.startswith("+"):
        return value
    number = phonenumbers.parse(value, None)
    home = number.country_code == phonenumbers.country_code_for_region(country)
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL)


def masked(value: str) -> str:
    """Return a number that can be recognized but not used: ``05** *** ** 67``."""
    shown = display(value)
    keep = {0, 1, len(shown) - 1, len(shown) - 2}
    return "".join(c if i in keep or not c.isdigit() else "*" for i, c in enumerate(shown))
