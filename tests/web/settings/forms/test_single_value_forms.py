"""The menu's beginnings, single words of the voice, and the edition of the roles have forms."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests import cast

from alo153.accounts.registry import edition
from alo153.city import queries
from alo153.city.citypack.documents import document
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
HOME = "/settings/documents"
BEGINNINGS = "menu/entries/table--beginnings"
SPOKEN = "voice/entries/table--spoken"
EDITION = "roles/entries/table--edition"


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


def send(client: Client, address: str, **other: Any) -> Any:
    """Send a form as it is shown, with these fields changed."""
    page = client.get(f"{HOME}/{address}/")
    assert page.status_code == 200
    shown = {each.html_name: each.value() for each in page.context["form"]}
    typed = {name: value for name, value in shown.items() if value not in (None, "")}
    return client.post(f"{HOME}/{address}/", {**typed, **other})


def in_force(kind: str) -> str:
    return queries.document_in_force(document(kind)).text


def draft(kind: str) -> str:
    return queries.document_drafts(cast.staff("yasin"))[kind].text


def new_lines(kind: str) -> set[str]:
    return set(draft(kind).splitlines()) - set(in_force(kind).splitlines())


@pytest.mark.parametrize(
    "address",
    [BEGINNINGS, SPOKEN, EDITION, "voice/entries/numbers--tr", "voice/entries/numbers--ar"],
)
def test_a_form_that_is_sent_as_it_was_shown_changes_no_line(yasin: Client, address: str) -> None:
    assert send(yasin, address).status_code == 302
    kind = address.partition("/")[0]
    assert draft(kind) == in_force(kind)


@pytest.mark.parametrize(
    ("address", "changed", "line"),
    [
        (BEGINNINGS, {"start": "own-case"}, 'start = "own-case"'),
        (BEGINNINGS, {"operator": "water"}, 'operator = "water"'),
        (BEGINNINGS, {"operator_key": "*"}, 'operator_key = "*"'),
        (BEGINNINGS, {"starts": ["water", "social-line"]}, 'starts = ["social-line", "water"]'),
        (BEGINNINGS, {"lists": ["satisfaction"]}, 'lists = ["satisfaction"]'),
        (SPOKEN, {"words": "İSU = isu\nİZAYDAŞ = izay daş"}, '"İZAYDAŞ" = "izay daş"'),
        ("voice/entries/numbers--tr", {"20": "yirmii"}, '20 = "yirmii"'),
        ("voice/entries/numbers--ar", {"and": "وَ"}, 'and = "وَ"'),
        (EDITION, {"edition": "24"}, "edition = 24"),
    ],
)
def test_one_field_changes_one_line(
    yasin: Client, address: str, changed: dict[str, Any], line: str
) -> None:
    assert send(yasin, address, **changed).status_code == 302
    assert new_lines(address.partition("/")[0]) == {line}


@pytest.mark.parametrize(
    ("address", "wrong", "field"),
    [
        (BEGINNINGS, {"start": "nowhere"}, "start"),
        (BEGINNINGS, {"operator": "goodbye"}, "operator"),
        (BEGINNINGS, {"main": "status"}, "main"),
        (SPOKEN, {"words": "İSU isu"}, "words"),
        (SPOKEN, {"words": "İSU = isu\nİSU = iski"}, "words"),
        ("voice/entries/numbers--en", {"7": ""}, "7"),
        (EDITION, {"edition": str(edition() + 1)}, "edition"),
    ],
)
def test_a_wrong_value_is_said_at_its_field(
    yasin: Client, address: str, wrong: dict[str, str], field: str
) -> None:
    refused = send(yasin, address, **wrong)
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {field}
    assert not queries.document_drafts(cast.staff("yasin"))


def test_a_word_that_is_taken_out_is_read_as_it_is_spelled(yasin: Client) -> None:
    assert send(yasin, SPOKEN, words="İSU = isu").status_code == 302
    assert tomllib.loads(draft("voice"))["spoken"] == {"İSU": "isu"}


def test_another_key_to_an_agent_is_named_in_words_and_a_taken_one_as_a_mistake(
    yasin: Client,
) -> None:
    assert send(yasin, BEGINNINGS, operator_key="*").status_code == 302
    assert yasin.get(f"{HOME}/menu/").context["work"].effects == ["Temsilcinin tuşu artık farklı"]
    assert send(yasin, BEGINNINGS, operator_key="3").status_code == 302
    assert "main: 3 tuşu iki kez" in yasin.get(f"{HOME}/menu/").context["work"].mistakes[0]


def test_the_pages_name_these_forms(yasin: Client) -> None:
    for kind, words in (
        ("menu", "Başlangıçlar ve temsilciye giden yol"),
        ("voice", "Yazıldığından farklı okunanlar"),
        ("voice", "Sayıların okunuşu"),
        ("roles", "Yetki listesinin sürümü"),
    ):
        assert words in yasin.get(f"{HOME}/{kind}/").content.decode()
