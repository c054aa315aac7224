"""Other forms of a word are found by their common beginning, by the rules of its language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.core.text import beginnings, fold, stem

FORMS = {
    "çukur": "çukuru çukurlar çukurda çukurun çukurları çukurdan",
    "sokak": "sokağı sokakta sokağımız sokaklar sokaklarda sokağında",
    "ağaç": "ağacı ağaçlar ağacın ağaçların ağaçtan ağaca",
    "kaldırım": "kaldırımı kaldırımda kaldırımlar kaldırımın",
    "durak": "durağı durakta duraklar durağında duraktaki",
    "köpek": "köpeği köpekler köpeklerin köpekten",
    "otobüs": "otobüsü otobüsler otobüsün otobüste otobüsle",
    "elektrik": "elektriği elektrikler elektriğin",
    "lamba": "lambası lambalar lambanın lambaları",
    "park": "parkı parkta parklar parkın parktaki parkımız",
    "çöp": "çöpü çöpler çöpün çöplerin çöpten",
    "koku": "kokusu kokular kokunun kokudan",
    "gürültü": "gürültüsü gürültünün gürültüden",
    "asfalt": "asfaltı asfaltın asfaltlar asfaltta",
    "logar": "logarı logarlar logarın logardan",
    "yol": "yolu yolda yollar yolun yoldan",
    "patlak": "patlağı patlaklar",
    "kitap": "kitabı kitaplar kitabın",
    "cadde": "caddesi caddede caddeden caddeler caddenin",
}


ENGLISH = {
    "pothole": "potholes",
    "city": "cities",
    "bus": "buses",
    "leak": "leaks leaked leaking",
    "drip": "drips dripped dripping",
    "smoke": "smokes smoked smoking",
    "house": "houses",
    "drain": "drains drained draining",
}


@pytest.mark.parametrize("root", ENGLISH)
def test_every_form_of_an_english_word_finds_every_other_one(root: str) -> None:
    forms = [root, *ENGLISH[root].split()]
    assert all(
        other.startswith(tuple(beginnings(typed, "en"))) for typed in forms for other in forms
    )


@pytest.mark.parametrize("word", ["drain", "cabin", "train", "street", "gas"])
def test_an_english_word_loses_no_turkish_ending(word: str) -> None:
    assert stem(word, "en") == word


def test_words_of_a_language_without_rules_stay_whole() -> None:
    assert beginnings("strassen", "de") == ["strassen"]


@pytest.mark.parametrize("root", FORMS)
def test_every_form_finds_every_other_one(root: str) -> None:
    forms = [fold(form) for form in [root, *FORMS[root].split()]]
    lost = [
        f"{typed} -> {stands}"
        for typed in forms
        for stands in forms
        if not stands.startswith(tuple(beginnings(typed, "tr")))
    ]
    assert len(lost) <= 0.1 * len(forms) ** 2, lost


def test_words_of_different_things_stay_apart() -> None:
    words = ["park", "cadde", "cami", "kapi", "kopek", "kopru", "durak", "duvar"]
    assert len({stem(word, "tr") for word in words}) == len(words)


@given(
    st.text("abcdefghiklmnoprstuvyz", min_size=1, max_size=14), st.sampled_from(["tr", "en", "de"])
)
def test_a_stem_begins_its_word_and_says_something(word: str, language: str) -> None:
    root = stem(word, language)
    assert word.startswith(root)
    assert len(root) >= min(len(word), 3)
    assert all(len(begin) == len(root) for begin in beginnings(word, language))
