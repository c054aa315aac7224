"""Telephone numbers in any form people write or say them."""

import re
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers
from django.utils.translation import gettext_lazy as _

_SHORT_DIGITS = range(3, 6)
# Directory inquiries cost more than a call: 411 in North America (country code 1), 118 and some
# digits elsewhere (ECC Recommendation (06)03). phonenumbers knows the price of neither.
_DIRECTORIES, _DIRECTORIES_OF_CODE = re.compile("118.+"), {1: re.compile("411")}
_MARKS = str.maketrans("", "", " ()-./\u00a0")


class PhoneProblem(StrEnum):
    """Why a number was not understood."""

    EMPTY = "empty"
    LETTERS = "letters"
    TOO_SHORT = "too_short"
    UNKNOWN = "unknown"


MESSAGES = {
    PhoneProblem.EMPTY: _("Write the telephone number."),
    PhoneProblem.LETTERS: _("A telephone number has only digits. Example: %(example)s"),
    PhoneProblem.TOO_SHORT: _("The number is too short. Example: %(example)s"),
    PhoneProblem.UNKNOWN: _("There is no such telephone number. Example: %(example)s"),
}


class PhoneError(ValueError):
    """The text is not a telephone number; ``problem`` says why."""

    def __init__(self, problem: PhoneProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class NumberClass(StrEnum):
    """The cost class of a number."""

    SERVICE = "service"
    """A short number of a public service, such as 185."""
    ORDINARY = "ordinary"
    FOREIGN = "foreign"
    SURCHARGED = "surcharged"
    """Premium rate, shared cost, or directory inquiries (such as 118 80)."""


@dataclass(frozen=True)
class PhoneNumber:
    """A number that was understood. ``value`` is E.164, or the digits of a short number."""

    value: str
    is_short: bool = False
    is_mobile: bool = False
    kind: NumberClass = NumberClass.SERVICE

    @property
    def is_ordinary(self) -> bool:
        """Say whether a stranger may make the city pay for it: at home, and no surcharge."""
        return self.kind is NumberClass.ORDINARY

    def __str__(self) -> str:
        return self.value


def parse(text: str, *, country: str) -> PhoneNumber:
    """Understand ``0532...``, ``+90 532...``, ``532 123 45 67``, ``00905...`` or ``153``.

    Short numbers (three to five digits) are kept as they are: phonenumbers calls 153, 112 and 185
    invalid.

    Args:
        country: where it is dialed, two letters (ISO 3166).

    Raises:
        PhoneError: it is empty, has letters, is too short, or no such number exists.
    """
    digits = text.strip().translate(_MARKS)
    if not digits:
        raise PhoneError(PhoneProblem.EMPTY)
    if not digits.removeprefix("+").isascii() or not digits.removeprefix("+").isdigit():
        raise PhoneError(PhoneProblem.LETTERS)
    if len(digits) in _SHORT_DIGITS and not digits.startswith(("0", "+")):
        return PhoneNumber(digits, is_short=True, kind=_class_of_short(digits, country))
    return _parse_long(digits, country)


def _class_of_short(digits: str, country: str) -> NumberClass:
    code = phonenumbers.country_code_for_region(country)
    directory = _DIRECTORIES_OF_CODE.get(code, _DIRECTORIES).fullmatch(digits)
    return NumberClass.SURCHARGED if directory else NumberClass.SERVICE


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
    # North America does not tell mobile numbers from others: an SMS may reach any
    mobile = kind in {kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE}
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return PhoneNumber(value, is_mobile=mobile, kind=_class_of(number, kind, country))


def _class_of(number: phonenumbers.PhoneNumber, kind: int, country: str) -> NumberClass:
    kinds = phonenumbers.PhoneNumberType
    if kind in {kinds.PREMIUM_RATE, kinds.SHARED_COST}:
        return NumberClass.SURCHARGED
    return NumberClass.ORDINARY if _is_home(number, country) else NumberClass.FOREIGN


def _is_home(number: phonenumbers.PhoneNumber, country: str) -> bool:
    """Tell by more than the country code: a call from New York to Jamaica begins with +1, too."""
    return phonenumbers.region_code_for_number(number) == country


def display(value: str, *, country: str) -> str:
    """Return a stored number as people write it: ``0532 123 45 67``; what is none, unchanged."""
    if not value.startswith("+"):
        return value
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value  # a field shows what was typed again
    form = phonenumbers.PhoneNumberFormat
    shown = form.NATIONAL if _is_home(number, country) else form.INTERNATIONAL
    return phonenumbers.format_number(number, shown)


def masked(value: str, *, country: str) -> str:
    """Return a number that can be recognized but not used: ``05** *** ** 67``."""
    shown = display(value, country=country)
    keep = {0, 1, len(shown) - 1, len(shown) - 2}
    return "".join(c if i in keep or not c.isdigit() else "*" for i, c in enumerate(shown))


def is_country(country: str) -> bool:
    """Tell whether two letters name a country with telephone numbers."""
    return country in phonenumbers.SUPPORTED_REGIONS


def example(country: str) -> str:
    """Return a mobile number of a country as people write it there, to show a form."""
    number = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    form = phonenumbers.PhoneNumberFormat.NATIONAL
    return phonenumbers.format_number(number, form) if number else ""


def written_form(country: str) -> tuple[str, str]:
    """Return how numbers of a country begin abroad, and how a mobile one is written there.

    For pages that write a number without the server: ``+90`` and ``0### ### ## ##``.
    """
    number = phonenumbers.example_number_for_type(country, phonenumbers.PhoneNumberType.MOBILE)
    places = len(phonenumbers.national_significant_number(number)) if number else 0
    form = ""
    for mark in reversed(example(country)):
        form = ("#" if mark.isdigit() and form.count("#") < places else mark) + form
    return f"+{phonenumbers.country_code_for_region(country)}", form
