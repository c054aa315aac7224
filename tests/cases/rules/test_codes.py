"""Tracking codes: every slip of the finger is caught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.cases.rules import codes
from alo153.cases.rules.codes import CodeError, display, new_code, normalize

fresh_codes = st.integers(0, 9 * 10**7 - 1).map(lambda n: new_code(lambda _limit: n))


@given(fresh_codes)
def test_a_code_is_nine_digits_and_never_starts_with_zero(code: str) -> None:
    assert len(code) == codes.LENGTH
    assert code.isdigit()
    assert code[0] != "0"
    assert normalize(code) == code


@given(fresh_codes, st.integers(0, 8), st.integers(1, 9))
def test_a_single_wrong_digit_is_caught(code: str, place: int, shift: int) -> None:
    wrong = str((int(code[place]) + shift) % 10)
    with pytest.raises(CodeError):
        normalize(code[:place] + wrong + code[place + 1 :])


@given(fresh_codes, st.integers(0, 7))
def test_a_swap_of_neighbors_is_caught(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    if swapped == code:
        return
    with pytest.raises(CodeError):
        normalize(swapped)


@given(fresh_codes)
def test_spaces_and_dashes_do_not_matter(code: str) -> None:
    assert normalize(f" {display(code)} ") == code
    assert normalize("-".join(code)) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345678",
        "1234567890",
        "12345678a",
        "²" * 9,
        "X100000006",
        # The check digit fits all the same
        "5724",
        "1000000060",
        "١٠٠٠٠٠٠٠٦",
    ],
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(CodeError):
        normalize(text)


@pytest.mark.parametrize("code", ["100000006", "100000011", "223456781", "482109379", "999999999"])
def test_a_code_that_was_given_out_stays_right(code: str) -> None:
    assert normalize(code) == code
    assert new_code(lambda _limit: int(code[:-1]) - 10**7) == code


def test_codes_are_shown_in_groups_of_three() -> None:
    assert display("482109373") == "482 109 373"


def test_every_number_that_begins_with_another_digit_than_zero_may_come() -> None:
    assert new_code(lambda limit: 0) == "100000006"
    assert new_code(lambda limit: limit - 1) == "999999999"


def test_codes_are_random() -> None:
    assert len({new_code() for _ in range(100)}) > 95
