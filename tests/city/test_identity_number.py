"""An identity number is checked before a petition rests on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.city.rules import identity_number


def is_valid(text: str) -> bool:
    return identity_number.is_valid(text, country="TR")


def test_the_published_example_is_right_and_its_neighbors_are_not() -> None:
    assert is_valid("10000000146")
    assert [n for n in range(10000000140, 10000000150) if is_valid(str(n))] == [10000000146]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1000000014",
        "01234567890",
        "1000000014a",
        "١٠٠٠٠٠٠٠١٤٦",
        "１0000000146",
        " 10000000146",
        "10000000146\n",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    assert not is_valid(text)


@given(st.integers(10**8, 10**9 - 1), st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(first: int, place: int, change: int) -> None:
    whole = next(f"{first}{end:02}" for end in range(100) if is_valid(f"{first}{end:02}"))
    digits = list(whole)
    digits[place] = str((int(digits[place]) + change) % 10)
    assert not is_valid("".join(digits))


def test_a_foreigner_s_number_has_the_same_check_digits() -> None:
    assert [n for n in range(99000000000, 99000000100) if is_valid(str(n))] == [99000000042]


def test_another_country_has_other_numbers() -> None:
    assert identity_number.is_valid("219-09-9999", country="US")
    assert not identity_number.is_valid("219", country="US")
