"""A name is one line, and nothing in it hides or turns what is written behind it."""

import pytest

from alo153.core.text import is_plain_name, plain_name, plain_words, seen_letters

NAMES = ["Ayşe Işık", "İbrahim O'Connor-Özgül", "Zoë", "محمد علي", "山田", "Nur 👩\u200d👧"]
HIDDEN = {
    "turned": "Ali\u202egpj.exe",
    "isolated": "Ali\u2067 Veli\u2069",
    "marked": "Ali\u200f",
    "two lines": "Ali\nBcc: x@y.example",
    "paragraph": "Ali\u2029Veli",
    "escape": "Ali\x1b[31m",
    "next line": "Ali\x85Veli",
}


@pytest.mark.parametrize("name", NAMES)
def test_names_of_all_scripts_are_plain(name: str) -> None:
    assert is_plain_name(name)
    assert plain_name(name) == name


@pytest.mark.parametrize("kind", HIDDEN)
def test_what_hides_or_turns_is_no_name_and_is_taken_out_of_one(kind: str) -> None:
    assert not is_plain_name(HIDDEN[kind])
    assert is_plain_name(plain_name(HIDDEN[kind]))
    assert plain_name(HIDDEN[kind]).startswith("Ali")


UNSEEN = ["\u200b", "\u00ad", "\ufeff", "\U000e0041", "\u3164", "\u200e", "\u200f", "\u061c"]


@pytest.mark.parametrize("letter", UNSEEN)
def test_a_harmless_letter_that_nobody_sees_is_dropped_from_a_name(letter: str) -> None:
    assert seen_letters(f"{letter}Ber{letter}en Kaya") == "Beren Kaya"
    assert plain_name(f"Ber{letter}en Kaya") == "Beren Kaya"
    assert seen_letters(letter) == ""


@pytest.mark.parametrize("name", ["\u200d", "\u2800\u2800", "\u0301\ufe0f", " \u200c \u00a0"])
def test_of_a_name_without_a_letter_nothing_is_left(name: str) -> None:
    assert seen_letters(name) == ""
    assert plain_name(name) == ""
    assert plain_name(f"\u202e{name}") == ""
    assert seen_letters(f"Zoe\u0308{name}") == f"Zoe\u0308{name}"


@pytest.mark.parametrize("name", NAMES)
def test_every_letter_of_a_name_is_seen(name: str) -> None:
    assert seen_letters(name) == name


@pytest.mark.parametrize("kind", ["turned", "isolated", "escape"])
def test_what_turns_or_controls_is_not_dropped_from_a_name(kind: str) -> None:
    assert not is_plain_name(seen_letters(HIDDEN[kind]))


def test_free_text_reads_as_it_was_typed() -> None:
    assert plain_words("Burada \u202eters\u202c yaz\x07\x1b[31m") == "Burada ters yaz[31m"
    assert plain_words("Bir\r\niki\tüç\x0bdört") == "Bir\r\niki\tüç\ndört"
    for said in ("الشارع مظلم \u200fجداً", "می\u200cخواهم", "Çöp 👩\u200d👧"):
        assert plain_words(said) == said
