"""A topic asks the citizen who applies on the web what its crew must know."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from tests.web.portal.applying import ANSWERS

from alo153.cases.models import Case, TopicAnswer
from alo153.core.ttl_cache import forget_cached

pytestmark = pytest.mark.django_db
LAMP = "question-sokak-lambasi-"
ANSWERED = {
    f"{LAMP}direk-numarasi": "K-174",
    f"{LAMP}kac-lamba": "Bütün sokak",
    f"{LAMP}tehlike": "no",
}


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


def say(client: Client, topic: str) -> str:
    """Answer all but what the topic asks; return the page that follows the topic."""
    for step in ("place", "text", "answer"):
        client.post(f"/apply/{step}/", ANSWERS[step])
    return str(client.post("/apply/topic/", {"topic": topic}).headers["Location"])


def ask(client: Client, **more: str) -> str:
    return client.post("/apply/questions/", ANSWERED | more, follow=True).content.decode()


def kept() -> list[tuple[str, str]]:
    return [(each.question, each.words) for each in TopicAnswer.objects.all()]


def test_the_questions_come_after_the_topic_and_only_where_it_asks(client: Client) -> None:
    assert say(client, "sokak-lambasi") == "/apply/questions/"
    page = client.get("/apply/questions/").content.decode()
    for words in ("Birkaç soru", "Direğin üzerindeki numara", "Kaç lamba yanmıyor?", "Bir lamba"):
        assert words in page
    assert say(client, "agac-budama") == "/apply/answer/"
    assert client.get("/apply/questions/").headers["Location"] == "/apply/topic/"


def test_a_required_answer_that_lacks_is_named_and_nothing_typed_is_lost(client: Client) -> None:
    say(client, "sokak-lambasi")
    page = ask(client, **{f"{LAMP}kac-lamba": ""})
    assert page.count("Kaç lamba yanmıyor? Bu soru yanıtlanmalı.") == 1
    assert 'value="K-174"' in page
    assert client.post("/apply/check/").headers["Location"] == "/apply/questions/"
    assert not Case.objects.exists()


def test_an_answer_that_does_not_fit_is_named(client: Client) -> None:
    say(client, "sokak-lambasi")
    assert "Yanıtlardan birini seçin." in ask(client, **{f"{LAMP}kac-lamba": "Üç"})


def test_the_summary_shows_the_answers_and_the_case_keeps_them(client: Client) -> None:
    say(client, "sokak-lambasi")
    ask(client)
    page = client.get("/apply/check/").content.decode()
    for words in ("Direğin üzerindeki numara", "K-174", "Bütün sokak", "hayır"):
        assert words in page
    client.post("/apply/check/")
    assert kept() == [
        ("Direğin üzerindeki numara", "K-174"),
        ("Kaç lamba yanmıyor?", "Bütün sokak"),
        ("Açıkta kablo veya yıkılacak direk var mı?", "hayır"),
    ]


def test_a_topic_changed_in_the_summary_asks_its_own_and_forgets_nothing(client: Client) -> None:
    say(client, "agac-budama")
    client.get("/apply/check/")
    assert say(client, "sokak-lambasi") == "/apply/questions/"
    ask(client)
    assert say(client, "basibos-kopek") == "/apply/questions/"
    assert "K-174" not in client.get("/apply/check/").content.decode()
    say(client, "sokak-lambasi")
    assert "K-174" in client.get("/apply/questions/").content.decode()


def test_what_is_for_agents_alone_is_not_asked(client: Client) -> None:
    say(client, "basibos-kopek")
    page = client.get("/apply/questions/").content.decode()
    assert "Kaç köpek var?" in page
    assert "Köpekleri besleyen" not in page
    client.post("/apply/questions/", {"question-basibos-kopek-kac-kopek": "5"})
    client.post("/apply/check/")
    assert kept() == [("Kaç köpek var?", "5")]


def test_what_waited_in_a_telephone_is_taken_with_the_answers_it_brings(client: Client) -> None:
    typed = {name: value for page in ANSWERS.values() for name, value in page.items()}
    brought = {f"{LAMP}kac-lamba": "Bütün sokak", f"{LAMP}tehlike": "belki"}
    answer = client.post(
        "/apply/waiting/",
        typed | brought | {"topic": "sokak-lambasi"},
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert answer.status_code == 201
    assert kept() == [
        ("Kaç lamba yanmıyor?", "Bütün sokak"),
        ("Açıkta kablo veya yıkılacak direk var mı?", ""),
    ]
    page = client.get(answer.json()["link"], follow=True).content.decode()
    assert "Bütün sokak" in page
