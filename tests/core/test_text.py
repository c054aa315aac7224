"""Text: one folding rule in Python and SQL; case and order of the alphabet by language."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alo153.core.text import fold, slug, sort_key, telling_words
from alo153.core.text.letters import lower

LETTERS = "abcçdefgğhıijklmnoöpqrsştuüvwxyzABCÇDEFGĞHIİJKLMNOÖPQRSŞTUÜVWXYZâîûÂÎÛ"
turkish = st.text(alphabet=LETTERS + "0123456789 \t\n.,-'’/()", max_size=60)


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(turkish)
def test_python_and_postgresql_fold_alike(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT alo_fold(%s)", [text])
        (folded,) = cursor.fetchone()
    assert folded == fold(text)


@given(turkish)
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("İZMİT", "izmit"),
        ("IZMIT", "izmit"),
        ("ızmıt", "izmit"),
        ("  Işıklı   İzmit ", "isikli izmit"),
        ("Çağrı Merkezi", "cagri merkezi"),
        ("KÂĞIT", "kagit"),
        ("", ""),
    ],
)
def test_words_typed_without_marks_are_found(typed: str, key: str) -> None:
    assert fold(typed) == key


def test_names_sort_in_the_order_of_the_alphabet() -> None:
    names = ["Zonguldak", "Izgara", "İzmit", "Çayırova", "Cumhuriyet", "Gölcük", "Gebze", "Şile"]
    names += ["Darıca", "Dilovası", "Sapanca", "Ören", "Oba", "Üçtepe", "Ulu", "Ğ", "Gz", "H"]
    expected = ["Cumhuriyet", "Çayırova", "Darıca", "Dilovası", "Gebze", "Gölcük", "Gz", "Ğ", "H"]
    expected += ["Izgara", "İzmit", "Oba", "Ören", "Sapanca", "Şile", "Ulu", "Üçtepe", "Zonguldak"]
    assert sorted(names, key=lambda name: sort_key(name, "tr")) == expected


def test_a_shorter_name_and_a_space_come_first() -> None:
    names = ["Yeniköy", "Yeni Mahalle", "Yeni", "100. Yıl", "Âlem", "Ala"]
    expected = ["100. Yıl", "Ala", "Âlem", "Yeni", "Yeni Mahalle", "Yeniköy"]
    assert sorted(names, key=lambda name: sort_key(name, "tr")) == expected


def test_stored_keys_of_a_turkish_city_stay_as_they_are() -> None:
    assert sort_key("Âlem İzmit 41/a", "tr") == "00140515! 1131151124! !4!1!/00"


@given(turkish, st.sampled_from(["tr", "en", "de"]))
def test_sorting_does_not_see_case(text: str, language: str) -> None:
    assert sort_key(text, language) == sort_key(lower(text, language), language)


def test_case_is_the_one_of_the_language() -> None:
    assert (lower("TITLE", "en"), lower("İstanbul Ave", "en")) == ("title", "istanbul ave")
    assert (lower("TITLE", "tr"), lower("ILIK İZMİT", "tr")) == ("tıtle", "ılık izmit")


def test_english_names_sort_in_the_order_of_the_english_alphabet() -> None:
    names = ["Ivy Lane", "IRIS COURT", "Ida Street", "Hyde Park", "Jay Street", "Quarry"]
    names += ["Öland Way", "Oak Way", "Ozone Way", "José Plaza", "Josh Plaza", "5th Avenue"]
    expected = ["5th Avenue", "Hyde Park", "Ida Street", "IRIS COURT", "Ivy Lane", "Jay Street"]
    expected += ["José Plaza", "Josh Plaza", "Oak Way", "Öland Way", "Ozone Way", "Quarry"]
    assert sorted(names, key=lambda name: sort_key(name, "en")) == expected


@pytest.mark.parametrize("typed", ["IRIS", "iris", "Iris", "ırıs", "İRİS"])
def test_one_key_is_right_for_both_languages(typed: str) -> None:
    assert fold(typed) == "iris"


def test_words_that_say_nothing_are_those_of_the_city() -> None:
    assert telling_words("Is the light at NE 5th out?", "en") == ["light", "ne", "5th", "out"]
    assert telling_words("Şu sokakta ne var, is it the light?", "tr") == ["sokakta", "it", "light"]
    assert telling_words("Die Lampe in der Gasse", "de") == ["die", "lampe", "in", "der", "gasse"]


def test_slugs_keep_every_letter() -> None:
    assert slug("Işıklı İzmit / Ğ-3") == "isikli-izmit-g-3"
