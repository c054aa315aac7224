"""Telephone numbers in the forms people write them."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from alo153.city.rules import phone
from alo153.city.rules.phone import NumberClass, PhoneError, PhoneNumber, PhoneProblem

UNDERSTOOD = [
    ("05321234567", "+905321234567"),
    ("0532 123 45 67", "+905321234567"),
    ("0 532 123 45 67", "+905321234567"),
    ("532 123 45 67", "+905321234567"),
    ("+90 532 123 45 67", "+905321234567"),
    ("+90 (532) 123-45-67", "+905321234567"),
    ("00 90 532 123 45 67", "+905321234567"),
    ("90 532 123 45 67", "+905321234567"),
    ("0532.123.45.67", "+905321234567"),
    ("(0262) 317 80 00", "+902623178000"),
    ("0262 317 80 00", "+902623178000"),
    ("262 317 80 00", "+902623178000"),
    ("444 1 153", "+904441153"),
    ("4441153", "+904441153"),
    ("+44 20 7946 0958", "+442079460958"),
    ("0049 30 901820", "+4930901820"),
    ("\u00a00532\u00a0123\u00a045\u00a067\u00a0", "+905321234567"),
]
SHORT = ["153", "112", "185", "182", "1530", "11811"]
REFUSED = [
    ("", PhoneProblem.EMPTY),
    ("   ", PhoneProblem.EMPTY),
    ("-()", PhoneProblem.EMPTY),
    ("numaram yok", PhoneProblem.LETTERS),
    ("0532 abc 45 67", PhoneProblem.LETTERS),
    ("0532 123 45 67 dahili", PhoneProblem.LETTERS),
    ("05+321234567", PhoneProblem.LETTERS),
    ("٠٥٣٢١٢٣٤٥٦٧", PhoneProblem.LETTERS),
    ("0532", PhoneProblem.TOO_SHORT),
    ("0532 123", PhoneProblem.TOO_SHORT),
    ("317 80 00", PhoneProblem.TOO_SHORT),
    ("12", PhoneProblem.TOO_SHORT),
    ("+", PhoneProblem.LETTERS),
    ("0532 123 45 67 89", PhoneProblem.UNKNOWN),
    ("0000 000 00 00", PhoneProblem.UNKNOWN),
    ("0999 123 45 67", PhoneProblem.UNKNOWN),
]


def parse(text: str, country: str = "TR") -> PhoneNumber:
    return phone.parse(text, country=country)


@pytest.mark.parametrize(("typed", "value"), UNDERSTOOD)
def test_usual_forms_are_understood(typed: str, value: str) -> None:
    number = parse(typed)
    assert number.value == value
    assert not number.is_short


@pytest.mark.parametrize("typed", SHORT)
def test_short_numbers_stay_as_they_are(typed: str) -> None:
    number = parse(f" {typed} ")
    assert (number.value, number.is_short) == (typed, True)


@pytest.mark.parametrize(("typed", "problem"), REFUSED)
def test_what_is_no_number_is_refused_clearly(typed: str, problem: PhoneProblem) -> None:
    with pytest.raises(PhoneError) as refused:
        parse(typed)
    assert refused.value.problem is problem


@pytest.mark.parametrize("problem", PhoneProblem)
def test_every_refusal_has_turkish_words(problem: PhoneProblem) -> None:
    with translation.override("en"):
        english = str(phone.MESSAGES[problem])
    with translation.override("tr"):
        assert str(phone.MESSAGES[problem]) not in {english, ""}


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_a_clear_refusal(text: str) -> None:
    try:
        number = parse(text)
    except PhoneError:
        return
    assert parse(number.value) == number


def test_mobiles_are_told_from_landlines() -> None:
    assert parse("0532 123 45 67").is_mobile
    assert not parse("0262 317 80 00").is_mobile
    assert parse("(212) 555-2368", "US").is_mobile, "nobody can tell there"


@pytest.mark.parametrize(
    ("typed", "country", "ordinary"),
    [
        ("0532 123 45 67", "TR", True),
        ("0262 317 80 00", "TR", True),
        ("0800 211 00 00", "TR", True),
        ("444 1 153", "TR", True),
        ("0850 345 67 89", "TR", True),
        ("0900 211 00 00", "TR", False),  # premium rate
        ("+44 20 7946 0958", "TR", False),
        ("030 901820", "DE", True),
        ("0180 5 123456", "DE", False),  # shared cost: Turkey's plan has none
        ("(212) 555-2368", "US", True),
        ("+1 212 555 2368", "US", True),
        ("1 800 234 5678", "US", True),
        ("+1 212 555 2368", "TR", False),
        ("+90 532 123 45 67", "US", False),
        ("1 900 234 5678", "US", False),  # premium rate
        ("1 876 555 1234", "US", False),  # Jamaica, and it rings but once
        ("+1 416 555 2368", "US", False),  # Canada
    ],
)
def test_only_numbers_of_our_country_without_a_surcharge_are_ordinary(
    typed: str, country: str, ordinary: bool
) -> None:
    assert parse(typed, country).is_ordinary is ordinary


@pytest.mark.parametrize(
    ("typed", "country", "kind"),
    [
        ("185", "TR", NumberClass.SERVICE),
        ("118", "TR", NumberClass.SERVICE),
        ("118 11", "TR", NumberClass.SURCHARGED),
        ("0532 123 45 67", "TR", NumberClass.ORDINARY),
        ("444 1 153", "TR", NumberClass.ORDINARY),
        ("0900 211 00 00", "TR", NumberClass.SURCHARGED),
        ("+44 20 7946 0958", "TR", NumberClass.FOREIGN),
        ("+44 909 879 0000", "TR", NumberClass.SURCHARGED),
        ("311", "US", NumberClass.SERVICE),
        ("911", "US", NumberClass.SERVICE),
        ("411", "US", NumberClass.SURCHARGED),
        ("411", "TR", NumberClass.SERVICE),
        ("118 11", "DE", NumberClass.SURCHARGED),
        ("(212) 555-2368", "US", NumberClass.ORDINARY),
        ("1 900 234 5678", "US", NumberClass.SURCHARGED),
        ("+90 532 123 45 67", "US", NumberClass.FOREIGN),
        ("1 876 555 1234", "US", NumberClass.FOREIGN),
    ],
)
def test_a_number_says_what_calling_it_means(typed: str, country: str, kind: NumberClass) -> None:
    assert parse(typed, country).kind is kind


@pytest.mark.parametrize(
    ("value", "country", "shown"),
    [
        ("+905321234567", "TR", "0532 123 45 67"),
        ("+442079460958", "TR", "+44 20 7946 0958"),
        ("153", "TR", "153"),
        ("+12125552368", "US", "(212) 555-2368"),
        ("+12125552368", "TR", "+1 212-555-2368"),
        ("+18765551234", "US", "+1 876-555-1234"),
        ("+905321234567", "US", "+90 532 123 45 67"),
    ],
)
def test_numbers_are_shown_as_people_write_them(value: str, country: str, shown: str) -> None:
    assert phone.display(value, country=country) == shown


def test_a_masked_number_can_be_recognized_but_not_used() -> None:
    assert phone.masked("+905321234567", country="TR") == "05** *** ** 67"
    assert phone.masked("+12125552368", country="US") == "(2**) ***-**68"


@pytest.mark.parametrize("country", ["TR", "US", "DE"])
def test_the_example_is_a_number_to_write_to(country: str) -> None:
    assert phone.is_country(country)
    number = parse(phone.example(country), country)
    assert (number.is_ordinary, number.is_mobile) == (True, True)


def test_no_country_has_no_numbers() -> None:
    assert not phone.is_country("ZZ")


@pytest.mark.parametrize(
    ("country", "code", "form"), [("TR", "+90", "0### ### ## ##"), ("US", "+1", "(###) ###-####")]
)
def test_a_page_is_told_how_a_number_is_written(country: str, code: str, form: str) -> None:
    assert phone.written_form(country) == (code, form)


@pytest.mark.parametrize("typed", ["+", "+" + "9" * 400, "+abc", "+99912"])
def test_what_is_no_number_is_shown_as_it_was_typed(typed: str) -> None:
    assert phone.display(typed, country="TR") == typed
