"""What was typed, as the index is asked for it: nothing twice, and nothing lost."""

import re

from hypothesis import given
from hypothesis import strategies as st

from alo153.cases.search import typed
from alo153.city.queries import Mark
from alo153.core.text import beginnings

words = st.lists(
    st.text("abdegiklopt", min_size=1, max_size=9), min_size=1, max_size=4, unique=True
)


def test_a_word_is_asked_for_by_its_beginning_alone() -> None:
    assert typed.loosely(["sokagimiz"], [], "tr") == "('sokag':* | 'sokak':*)"
    assert typed.exactly(["cinar"], []) == "('cinar')"
    assert typed.loosely(["12", "cad"], [], "tr").startswith("('12') & ('cad' | ")


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others() -> None:
    assert typed.words_of("Kuru ağaç, KURU dal ve budama") == ["kuru", "agac", "dal", "budama"]
    assert typed.words_of("ve de") == ["ve", "de"]
    assert typed.words_of("a_b 12-14") == ["a", "b", "12", "14"]
    assert typed.words_of("") == []
    assert typed.words_of(" ".join("abcdefghij")) == list("abcdefgh")


def test_a_topic_or_a_place_that_is_called_so_fits_as_well() -> None:
    whole, part = Mark("agac", "#t7", True), Mark("agac", "#n12", False)
    assert typed.exactly(["agac", "dal"], [whole, part]) == "('agac' | '#t7') & ('dal')"
    asked = typed.widely(["agac", "12"], {"agac": ["agacli"]}, [whole, part], "tr")
    tree = typed.widely(["agac"], {"agac": ["agacli"]}, [whole, part], "tr")
    assert asked == f"{tree} & ('12')"
    assert asked.endswith("'#t7' | '#n12') & ('12')")
    assert typed.widely(["dal"], {}, [whole], "tr") == typed.loosely(["dal"], [], "tr")


def test_numbers_and_the_shortest_words_have_no_other_forms() -> None:
    assert typed.begins("1234", "tr") == []
    assert typed.begins("ev", "tr") == []
    assert typed.begins("dal", "tr") == beginnings("dal", "tr") != []


def test_near_words_that_begin_alike_are_one() -> None:
    near = {"luminares": ["luminaires", "luminaire"]}
    assert typed.widely(["luminares"], near, [], "tr") == "('luminair':* | 'luminares':*)"


def test_an_english_city_searches_by_english_endings() -> None:
    assert typed.loosely(["drains"], [], "en") == "('drain':*)"
    assert typed.loosely(["cities"], [], "en") == "('citi':* | 'city':*)"


@given(words)
def test_each_word_and_each_of_its_forms_still_fits(those: list[str]) -> None:
    first, *near = those
    asked = typed.widely([first], {first: near}, [], "tr")
    whole = re.findall(r"'(\w+)'(?!:)", asked)
    begun = tuple(re.findall(r"'(\w+)':\*", asked))
    for word in those:
        for form in (word, *typed.begins(word, "tr")):
            assert form in whole or form.startswith(begun)
    assert not any(one != other and one.startswith(other) for one in begun for other in begun)
