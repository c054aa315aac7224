"""What was typed, as the index is asked for it: nothing twice, and nothing lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from alo153.cases.search import typed

words = st.lists(
    st.text("abdegiklopt", min_size=1, max_size=9), min_size=1, max_size=4, unique=True
)


def test_a_word_is_asked_for_by_its_beginning_alone() -> None:
    assert typed.loosely(["sokagimiz"], []) == "('sokag':* | 'sokak':*)"
    assert typed.exactly(["cinar"], []) == "('cinar')"
    assert typed.loosely(["12", "cad"], []).startswith("('12') & ('cad' | ")


def test_near_words_that_begin_alike_are_one() -> None:
    near = {"luminares": ["luminaires", "luminaire"]}
    assert typed.widely(["luminares"], near, []) == "('luminair':* | 'luminares':*)"


@given(words)
def test_each_word_and_each_of_its_forms_still_fits(those: list[str]) -> None:
    first, *near = those
    asked = typed.widely([first], {first: near}, [])
    whole = re.findall(r"'(\w+)'(?!:)", asked)
    begun = tuple(re.findall(r"'(\w+)':\*", asked))
    for word in those:
        for form in (word, *typed.begins(word)):
            assert form in whole or form.startswith(begun)
    assert not any(one != other and one.startswith(other) for one in begun for other in begun)
