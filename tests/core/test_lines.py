"""A name is one line, and nothing in it hides or turns what is written behind it."""

import pytest

from alo153.core.text import is_plain_name, plain_name

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
