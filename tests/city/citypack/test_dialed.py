"""One number has many spellings; whoever dials another one is somebody else's caller."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.city.rules.dialed import same_number

SPELLINGS = ("+902623181000", "902623181000", "00902623181000", "0262 318 10 00", "2623181000")
DIGITS = st.text("0123456789", min_size=3, max_size=15)


@pytest.mark.parametrize("one", SPELLINGS)
def test_every_spelling_is_the_same_number(one: str) -> None:
    assert all(same_number(one, other) for other in SPELLINGS)
    assert not same_number(one, "+902623181001")


@pytest.mark.parametrize(
    ("one", "other"),
    [("153", "4153"), ("153", "+90262153"), ("", ""), ("000", "00"), ("alo153", "153")],
)
def test_a_short_number_is_only_itself_and_a_name_is_none(one: str, other: str) -> None:
    assert not same_number(one, other)


@given(DIGITS, DIGITS)
def test_who_is_first_does_not_matter(one: str, other: str) -> None:
    assert same_number(one, other) == same_number(other, one)


@given(DIGITS)
def test_a_plus_or_zeros_before_it_change_nothing(number: str) -> None:
    known = bool(number.strip("0"))
    assert same_number(number, f"+{number}") is known
    assert same_number(number, f"00{number}") is known
