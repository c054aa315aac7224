"""A refused value is said at its field in the words of a form, and nothing is chosen in advance."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests import cast

from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
HOME = "/settings/documents"


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


@pytest.fixture
def yasin(client: Client) -> Client:
    """The browser of Yasin, who administers the municipality."""
    client.force_login(cast.staff("yasin"))
    return client


@pytest.mark.parametrize(
    ("address", "wrong", "said"),
    [
        ("city/entries/table--facts", {"number": "1-5-3"}, "Yalnızca rakam yazın: 153 gibi."),
        (
            "city/entries/table--facts",
            {"emergency_number": "1"},
            "Üç ile beş rakam yazın: 112 gibi.",
        ),
        ("city/entries/table--facts", {"question_days": "0"}, "En az 1 yazın."),
        ("city/entries/table--facts", {"question_days": "91"}, "En çok 90 yazın."),
        (
            "contacts/entries/psikolog",
            {"phone": "12", "name": "Psikolog", "role": "Destek"},
            '"12" telefon numarası değil (çok kısa). '
            "Çevrildiği gibi yazın; örneğin 0501 234 56 78 ya da 153.",
        ),
        (
            "partners/entries/cimer",
            {"name": "Valilik"},
            "Hiçbir başvuru türünün “Valilik” adlı kayıt defteri yok. "
            "Şunlardan birini yazın: CİMER.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_a_form(
    yasin: Client, address: str, wrong: dict[str, str], said: str
) -> None:
    refused = yasin.post(f"{HOME}/{address}/", wrong)
    assert refused.context["form"].errors[next(iter(wrong))] == [said]


@pytest.mark.parametrize(("address", "field"), [("feeds/new", "topic"), ("topics/new", "group")])
def test_where_a_new_entry_belongs_is_chosen_by_a_person(
    yasin: Client, address: str, field: str
) -> None:
    form = yasin.get(f"{HOME}/{address}/").context["form"]
    assert '<option value="" selected>seçin</option>' in str(form[field])
    refused = yasin.post(f"{HOME}/{address}/", {field: ""})
    assert refused.context["form"].errors[field] == ["Bu alanı doldurun."]
