"""An administrator writes what a topic asks in its form."""

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests import cast

from alo153.city import queries
from alo153.city.citypack.documents import document
from alo153.city.citypack.documents.entries import entry
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
TOPICS = "/settings/documents/topics/entries"
LAMP = "sokak-lambasi"


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


def send(client: Client, topic: str, **other: Any) -> Any:
    """Send the form of a topic as it is shown, with these fields changed."""
    form = client.get(f"{TOPICS}/{topic}/").context["form"]
    shown = {each.html_name: each.value() for each in form}
    typed = {name: "on" if value is True else value for name, value in shown.items() if value}
    return client.post(f"{TOPICS}/{topic}/", {**typed, **other})


def in_force() -> str:
    return queries.document_in_force(document("topics")).text


def draft() -> str:
    return queries.document_drafts(cast.staff("yasin"))["topics"].text


def asked(topic: str) -> list[dict[str, Any]]:
    said = entry("topics", draft(), topic)
    return list(said["question"]) if said and "question" in said else []


def test_a_form_that_is_sent_as_it_was_shown_changes_no_line(yasin: Client) -> None:
    assert send(yasin, LAMP).status_code == 302
    assert draft() == in_force()


def test_a_question_is_added_and_its_key_comes_from_its_words(yasin: Client) -> None:
    more = {
        "question_1_question": "Hangi gün başladı?",
        "question_1_kind": "date",
        "question_1_required": "on",
    }
    assert send(yasin, "su-kesintisi", **more).status_code == 302
    assert asked("su-kesintisi") == [
        {
            "key": "hangi-gun-basladi",
            "question": "Hangi gün başladı?",
            "kind": "date",
            "required": True,
        }
    ]
    old, new = in_force().splitlines(), draft().splitlines()
    assert len(new) - len(old) == len(asked("su-kesintisi")[0]) + 2


def test_a_question_is_changed_and_keeps_its_key(yasin: Client) -> None:
    changed = {"question_2_choices": "Bir\nÇok", "question_2_internal": "on"}
    assert send(yasin, LAMP, **changed).status_code == 302
    first, second, third = asked(LAMP)
    assert second["key"] == "kac-lamba"
    assert (second["choices"], second["internal"]) == (["Bir", "Çok"], True)
    assert (first["key"], third["key"]) == ("direk-numarasi", "tehlike")


def test_a_question_without_words_is_taken_out_and_all_else_stays(yasin: Client) -> None:
    assert send(yasin, LAMP, question_2_question="").status_code == 302
    assert [each["key"] for each in asked(LAMP)] == ["direk-numarasi", "tehlike"]
    empty = {f"question_{number}_question": "" for number in (1, 2)}
    assert send(yasin, LAMP, **empty).status_code == 302
    assert asked(LAMP) == []
    before, after = tomllib.loads(in_force()), tomllib.loads(draft())
    for groups in (before, after):
        topics = [topic for group in groups["group"] for topic in group["topic"]]
        next(each for each in topics if each["slug"] == LAMP).pop("question", None)
    assert before == after


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"question_2_choices": "Bir"}, "en az iki ayrı yanıt"),
        ({"question_1_choices": "Bir\nÇok"}, "yalnızca yanıtı seçilen"),
        ({"question_4_help": "Göz hizasında"}, "Bu alanı doldurun"),
        ({"information_only": "on"}, "Sorularını çıkarın"),
    ],
)
def test_what_contradicts_itself_is_named_and_stays_as_typed(
    yasin: Client, typed: dict[str, str], words: str
) -> None:
    answer = send(yasin, LAMP, **typed)
    assert answer.status_code == 422
    assert words.casefold() in answer.content.decode().casefold()
    assert [len(each) for each in answer.context["form"].errors.values()] == [1]
    assert "topics" not in queries.document_drafts(cast.staff("yasin"))
