"""Words to the citizen are looked at as their reader would: what makes them hard is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories

from alo153.cases import actions
from alo153.cases.life.plain import LONGEST_SENTENCE, Found, Stumble, find
from alo153.core import events
from alo153.core.clock import now

OFFICE = ("tarafımızca", "ivedilikle", "bahse konu")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ağacı bugün budadık. İyi günler.", []),
        ("Tarafımızca budandı.", [(Stumble.OFFICIALESE, "tarafımızca")]),
        ("Bahse konu ağaç budandı.", [(Stumble.OFFICIALESE, "bahse konu")]),
        ("İSU borusu onarıldı, İSU sorumlu.", [(Stumble.ABBREVIATION, "İSU")]),
        ("İSU (su idaresi) onardı. Su idaresi (İSU) onardı.", []),
        ("SMS gelecek.", []),
        ("5393 sayılı Kanun, madde 14", [(Stumble.LAW, "5393 sayılı"), (Stumble.LAW, "madde 14")]),
    ],
)
def test_what_is_hard_is_named(text: str, found: list[tuple[Stumble, str]]) -> None:
    assert find(text, officialese=OFFICE, known=["SMS"]) == [Found(*each) for each in found]


@pytest.mark.parametrize(("words", "too_long"), [(LONGEST_SENTENCE, 0), (LONGEST_SENTENCE + 1, 1)])
def test_a_sentence_has_an_end(words: int, too_long: int) -> None:
    text = "Kısa. " + " ".join(["söz"] * words) + ". Kısa."
    assert len(find(text, officialese=())) == too_long


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_nothing_is_told_twice(text: str) -> None:
    found = find(text, officialese=OFFICE)
    assert len(found) == len(set(found))


@pytest.mark.django_db
def test_what_was_left_hard_stays_known() -> None:
    case = stories.answered()
    text = "Tarafımızca budandı."
    actions.approve(case=case, plain_text=text, by=cast.staff("murat"), at=now())
    approved = events.history(case).get(name="case.answer_approved")
    assert approved.data["hard"] == ["officialese"]
