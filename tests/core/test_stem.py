"""Other forms of a Turkish word are found by their common beginning."""

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


@pytest.mark.parametrize("root", FORMS)
def test_every_form_finds_every_other_one(root: str) -> None:
    forms = [fold(form) for form in [root, *FORMS[root].split()]]
    lost = [
        f"{typed} -> {stands}"
        for typed in forms
        for stands in forms
        if not stands.startswith(tuple(beginnings(typed)))
    ]
    assert len(lost) <= 0.1 * len(forms) ** 2, lost


def test_words_of_different_things_stay_apart() -> None:
    words = ["park", "cadde", "cami", "kapi", "kopek", "kopru", "durak", "duvar"]
    assert len({stem(word) for word in words}) == len(words)


@given(st.text("abcdefghiklmnoprstuvyz", min_size=1, max_size=14))
def test_a_stem_begins_its_word_and_says_something(word: str) -> None:
    root = stem(word)
    assert word.startswith(root)
    assert len(root) >= min(len(word), 3)
    assert all(len(begin) == len(root) for begin in beginnings(word))
