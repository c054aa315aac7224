"""Ready answers are checked when they are kept: every slip is named with what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.cases.rules import ready_answers
from alo153.cases.rules.ready_answers import WORDS, WORDS_OF_CENTER, Mistake, Wrong, mistakes
from alo153.channels.sms.length import excess
from alo153.citizens.channel import Channel

typed = st.text(alphabet="{}ab code", max_size=40)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sayın {name}, {code}", []),
        ("{isim}", [Mistake(why=Wrong.UNKNOWN_WORD, word="isim")]),
        ("{ Code }", [Mistake(why=Wrong.UNKNOWN_WORD, word=" Code ", instead="code")]),
        ("{cod}", [Mistake(why=Wrong.UNKNOWN_WORD, word="cod", instead="code")]),
        ("{}", [Mistake(why=Wrong.UNKNOWN_WORD)]),
        ("{code", [Mistake(why=Wrong.BRACE, word="{code")]),
        ("code} geldi", [Mistake(why=Wrong.BRACE, word="code} geldi")]),
    ],
)
def test_each_slip_is_named(text: str, found: list[Mistake]) -> None:
    assert mistakes(text, words=WORDS_OF_CENTER) == found


def test_a_unit_does_not_know_the_citizen() -> None:
    assert [each.word for each in mistakes("{name}", words=WORDS)] == ["name"]


@given(st.integers(900, 1100))
def test_what_no_sms_holds_is_too_long_for_sms_and_for_nothing_else(length: int) -> None:
    text = "a" * length
    found = mistakes(text, words=WORDS, channel=Channel.SMS)
    assert [each.excess for each in found] == [each for each in [excess(text)] if each]
    assert mistakes(text, words=WORDS) == []


@given(typed)
def test_what_has_no_mistake_is_filled_without_a_brace_left(text: str) -> None:
    if not mistakes(text, words=WORDS):
        filled = ready_answers.filled(text, dict.fromkeys(WORDS, "x"))
        assert not set("{}") & set(filled)


@given(typed)
def test_what_nobody_knows_stays_open_and_is_named(text: str) -> None:
    assert ready_answers.filled(text, {}) == text
    assert all(f"{{{word}}}" in text for word in ready_answers.unfilled(text))
