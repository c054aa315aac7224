"""Turkish text: one folding rule in Python and SQL, and the order of the alphabet."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alo153.core.text import fold, slug, sort_key
from alo153.core.text.turkish import lower

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
    assert sorted(names, key=sort_key) == expected


def test_a_shorter_name_and_a_space_come_first() -> None:
    names = ["Yeniköy", "Yeni Mahalle", "Yeni", "100. Yıl", "Âlem", "Ala"]
    expected = ["100. Yıl", "Ala", "Âlem", "Yeni", "Yeni Mahalle", "Yeniköy"]
    assert sorted(names, key=sort_key) == expected


@given(turkish, turkish)
def test_sorting_does_not_see_case(a: str, b: str) -> None:
    assert (sort_key(a) < sort_key(b)) == (sort_key(lower(a)) < sort_key(lower(b)))


def test_slugs_keep_every_letter() -> None:
    assert slug("Işıklı İzmit / Ğ-3") == "isikli-izmit-g-3"
