"""Slips of spelling: what counts as one, and how many make another word."""

from hypothesis import given
from hypothesis import strategies as st

from alo153.core.text.slips import nearest, slips

LETTERS = st.text(alphabet="abcd", max_size=6)


@given(LETTERS, LETTERS)
def test_slips_are_the_same_in_both_directions_and_none_is_the_same_word(a: str, b: str) -> None:
    assert slips(a, b) == slips(b, a)
    assert (slips(a, b) == 0) == (a == b)
    assert abs(len(a) - len(b)) <= slips(a, b) <= max(len(a), len(b))


@given(st.text(alphabet="abcd", min_size=2, max_size=6), st.data())
def test_each_kind_of_slip_counts_one(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    wrong = (
        word[:at] + "z" + word[at:],
        word[:at] + word[at + 1 :],
        word[:at] + "z" + word[at + 1 :],
    )
    assert {slips(word, each) for each in wrong} == {1}
    crossed = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    assert slips(word, crossed) == (word != crossed)


def test_a_short_word_is_near_by_one_slip_and_a_long_one_by_two() -> None:
    assert nearest("budma", ["budama", "burma", "budamak"]) == ["budama", "burma"]
    assert nearest("kaldrimi", ["kaldirimi", "kaldirimim"]) == ["kaldirimi", "kaldirimim"]
