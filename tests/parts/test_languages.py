"""A test reads Turkish, also after one whose page was English."""

import pytest
from django.test import Client
from django.utils import translation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_page_in_english_leaves_turkish_to_the_next_test(client: Client, turn: str) -> None:
    assert translation.get_language() == "tr"
    client.get("/", headers={"accept-language": "en"})
    assert translation.get_language() == "en", "else this test proves nothing"
