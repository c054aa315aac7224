"""The rate of wrong words, by hand and by its properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.quality.rules.error_rate import errors, words

WORDS = st.lists(st.sampled_from(["su", "yok", "var", "sokak"]), max_size=8)


@pytest.mark.parametrize(
    ("reference", "heard", "wrong"),
    [
        ("su akmıyor", "su akmıyor", 0),
        ("su akmıyor", "su akıyor", 1),
        ("suyumuz iki gündür yok", "suyumuz gündür hiç yok", 2),
        ("su", "", 1),
        ("", "efendim efendim", 2),
    ],
)
def test_wrong_words_by_hand(reference: str, heard: str, wrong: int) -> None:
    assert errors(words(reference), words(heard)) == wrong


def test_case_accents_and_punctuation_are_no_errors() -> None:
    assert errors(words("İyi günler, Işık Sokak!"), words("iyi gunler isik sokak")) == 0


@given(WORDS, WORDS)
def test_it_is_a_distance(one: list[str], other: list[str]) -> None:
    wrong = errors(one, other)
    assert wrong == errors(other, one)
    assert (wrong == 0) == (one == other)
    assert abs(len(one) - len(other)) <= wrong <= max(len(one), len(other))
