"""Words of streets: one name in all its spellings, and a typed line taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.city.streets.street_names import asked, house_number, number_key, searched, words_of

TYPED = st.text(alphabet="abİıŞş 12/-.,ckdo", max_size=30)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Şehit Ergün Köncü Sokağı", "SEHIT ERGUN KONCU SK."),
        ("İnönü Caddesi", "inonu cd"),
        ("Gazi Mustafa Kemal Bulvarı", "gazi mustafa kemal blv"),
        ("1453/2. Sokak", "1453-2 sok"),
        ("Harbor Road", "harbor rd"),
    ],
)
def test_a_name_is_the_same_in_all_its_spellings(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


def test_a_house_number_is_the_same_in_all_its_spellings() -> None:
    assert {number_key(each) for each in ("12/A", "12A", "12 a", "12-a")} == {"12/a"}
    assert number_key("12") != number_key("1/2")


@pytest.mark.parametrize(
    ("line", "needed", "number", "name"),
    [
        ("cumhuriyet cad no 12", ("cumhuriyet",), "12", "Cumhuriyet Caddesi"),
        ("12 Pier Street", ("pier",), "12", "Pier Street"),
        ("1453. sokak 12/a yahyakaptan", ("1453", "yahyakaptan"), "12/a", "1453. Sokak"),
        ("23 nisan cd 5", ("nisan",), "5", "23 Nisan Caddesi"),
        ("12. sokak 12", ("12",), "12", "12. Sokak"),
        ("12. sokak", ("12",), "", "12. Sokak"),
        ("1453", ("1453",), "", "1453. Sokak"),
        ("cadde", (), "", "Cumhuriyet Caddesi"),
    ],
)
def test_a_typed_line_is_street_and_number(
    line: str, needed: tuple[str, ...], number: str, name: str
) -> None:
    assert asked(line).needed == needed
    assert house_number(asked(line), words_of(name)) == number


@given(TYPED)
def test_a_word_written_again_is_the_same_word(typed: str) -> None:
    assert [words_of(word) for word in words_of(typed)] == [[word] for word in words_of(typed)]


@given(TYPED)
def test_no_word_of_a_line_is_lost(typed: str) -> None:
    said = asked(typed)
    kept = {*said.needed, *said.helping}
    assert kept <= set(words_of(typed))
    assert set(words_of(typed)) - kept <= {"no"}
    assert set(said.numbers) <= kept


def test_words_of_a_name_are_found_together_too() -> None:
    assert "yahyakaptan" in searched(["gazi", "cadde"], ["yahya", "kaptan", "izmit"])
