"""The length meter agrees with the specification, and with a slow way to count."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.sms.length import Alphabet, Length, measure, simplify

TURKISH = "abcçdefgğhıijklmnoöprsştuüvyz ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ 0123456789.,:;?!/()€"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Length(Alphabet.GSM, 0, 1, 160)),
        ("a" * 160, Length(Alphabet.GSM, 160, 1, 0)),
        ("a" * 161, Length(Alphabet.GSM, 161, 2, 145)),
        ("ÇÖÜöü", Length(Alphabet.GSM, 5, 1, 155)),
        ("€", Length(Alphabet.GSM, 2, 1, 158)),
        ("ş", Length(Alphabet.TURKISH, 2, 1, 153)),
        ("ş" + "a" * 153, Length(Alphabet.TURKISH, 155, 1, 0)),
        ("ş" + "a" * 154, Length(Alphabet.TURKISH, 156, 2, 142)),
        ("Türkçe", Length(Alphabet.TURKISH, 7, 1, 148)),
        ("ж" * 70, Length(Alphabet.UCS2, 70, 1, 0)),
        ("ж" * 71, Length(Alphabet.UCS2, 71, 2, 63)),
        ("🌳", Length(Alphabet.UCS2, 2, 1, 68)),
    ],
)
def test_sizes_of_the_specification(text: str, expected: Length) -> None:
    assert measure(text) == expected


def test_a_letter_of_two_units_is_not_split_between_parts() -> None:
    # 149 a part, so the 75th pair would begin at unit 149
    assert measure("ş" * 75 * 2) == Length(Alphabet.TURKISH, 300, 3, 145)


@given(st.text(max_size=700))
def test_parts_hold_the_units(text: str) -> None:
    length = measure(text)
    room = length.alphabet.single if length.parts == 1 else length.alphabet.part
    # Each full part may waste one unit before a letter of two
    assert length.units <= room * length.parts - length.left
    assert length.parts <= max(1, math.ceil(length.units / (room - 1)))
    assert 0 <= length.left <= room


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_longer_text_is_never_cheaper(beginning: str, rest: str) -> None:
    assert measure(beginning).parts <= measure(beginning + rest).parts


@given(st.text(alphabet=TURKISH, max_size=500))
def test_turkish_never_needs_ucs2(text: str) -> None:
    assert measure(text).alphabet is not Alphabet.UCS2


@given(st.text(alphabet=TURKISH + "’“”–—…âîûÂÎÛ\t\u00a0", max_size=500))
def test_simple_marks_and_folding_make_a_text_cheaper(text: str) -> None:
    simple, folded = simplify(text), simplify(text, fold=True)
    assert measure(simple).alphabet is not Alphabet.UCS2
    assert measure(folded).alphabet is Alphabet.GSM
    assert measure(folded).parts <= measure(simple).parts


def test_turkish_letters_survive_unless_folded() -> None:
    assert simplify("Işıklı Çağ’da “şûra”…") == 'Işıklı Çağ\'da "şura"...'
    assert simplify("Işıklı Çağ İzmit", fold=True) == "Isikli Çag Izmit"
