"""A citizen asks the city: answered from what it knows, or one step from a person."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings
from tests import cast
from tests.knowledge.feeds import duty

from alo153.cases.models import Case
from alo153.contacts.models import Chat, Interaction, Message
from alo153.core import clock
from alo153.knowledge.articles import queries
from alo153.knowledge.models import ArticleUse, UnansweredQuestion

pytestmark = pytest.mark.django_db
KARTAL = "kartala-nasil-giderim"
QUESTION = "Kartal'a nasıl giderim?"


@pytest.fixture(autouse=True)
def loaded(kocaeli: None) -> None:
    call_command("load_answers")


def ask(client: Client, question: str = QUESTION) -> str:
    return str(client.post("/ask/", {"question": question}).content.decode())


def say(client: Client, text: str = QUESTION, **other: Any) -> Any:
    return client.post("/chat/", {"text": text, "key": str(uuid4()), **other})


def used(what: str) -> int:
    return sum(ArticleUse.objects.values_list(what, flat=True))


def test_the_start_page_takes_a_question_and_keeps_it_out_of_the_address(client: Client) -> None:
    page = client.get("/").content.decode()
    assert 'method="post" action="/ask/"' in page
    assert "Ne öğrenmek istersiniz?" in page
    assert client.get("/ask/", {"question": "kartal"}).content.decode().count("Marmaray") == 1


def test_who_asks_the_way_to_kartal_is_answered_without_a_case(client: Client) -> None:
    page = ask(client)
    assert "Marmaray trenleri Gebze&#x27;den kalkar" in page
    assert 'href="tel:153"' in page
    said = client.post("/ask/helped/page/", {"article": KARTAL}, follow=True)
    assert "Yanıtınızı bulmanıza sevindik" in said.content.decode()
    assert Interaction.objects.get().disposition == "information"
    assert not Case.objects.exists()
    assert (used("shown"), used("helped"), used("went_on")) == (1, 1, 0)


def test_a_citizen_reads_how_old_the_answer_of_a_provider_is(
    client: Client, tmp_path: Path
) -> None:
    duty.said_at(tmp_path, datetime(2025, 6, 15, 9, tzinfo=UTC))
    page = ask(client, "nöbetçi eczane")
    assert "Şifa Eczanesi" in page
    assert "bilgi zamanı: 15 Haziran 2025 12:00" in page
    assert "eski bilgi: güvenmeden önce doğrulayın" in page
    duty.said_at(tmp_path, clock.now())
    page = ask(client, "nöbetçi eczane")
    assert "bilgi zamanı: bugün" in page
    assert "eski bilgi" not in page


def test_a_question_without_an_answer_goes_on_with_its_words(client: Client) -> None:
    page = ask(client, "Nikâh salonu <b>kirası</b> 0532 000 01 01")
    assert "hazır bir yanıtımız yok" in page
    assert "Nikâh salonu &lt;b&gt;kirası" in page
    assert UnansweredQuestion.objects.get().text == "Nikâh salonu … kirası …"
    client.post("/ask/apply/", {"question": "Nikâh salonu kirası", "offered": ""})
    assert "Nikâh salonu kirası</textarea>" in client.get("/apply/text/").content.decode()


def test_an_application_under_way_keeps_its_own_words(client: Client) -> None:
    client.post("/apply/text/", {"text": "Kaldırım kırık, yürüyemiyoruz."})
    client.post("/ask/apply/", {"question": "Nikâh salonu kirası"})
    assert "Kaldırım kırık" in client.get("/apply/text/").content.decode()


def test_it_goes_on_to_a_person_with_one_press(client: Client) -> None:
    ask(client)
    assert say(client, asked="yes", offered=KARTAL).status_code == 302
    assert Message.objects.get().body == QUESTION
    assert used("went_on") == 1
    client.post("/ask/apply/", {"question": QUESTION, "offered": KARTAL})
    assert used("went_on") == 2


def test_a_chat_offers_the_answer_before_a_person_is_called(client: Client) -> None:
    first = say(client)
    page = first.content.decode()
    assert (first.status_code, Chat.objects.count()) == (200, 0)
    assert "Bunlar işinize yarayabilir" in page
    assert "Mesajınız henüz gönderilmedi." in page
    assert f"{QUESTION.replace(chr(39), '&#x27;')}</textarea>" in page
    assert say(client, asked="yes", offered=KARTAL).status_code == 302
    assert Message.objects.get().body == QUESTION
    # Who is in a talk talks with a person
    assert say(client, "Kartal").status_code == 302
    assert Message.objects.count() == 2


def test_with_script_only_the_form_is_drawn_anew(client: Client) -> None:
    shown = client.post(
        "/chat/", {"text": QUESTION, "key": str(uuid4())}, headers={"HX-Request": "true"}
    )
    assert shown.status_code == 200
    assert shown.content.decode().lstrip().startswith("<form")
    assert "Bunlar işinize yarayabilir" in shown.content.decode()


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_an_answer_that_helps_ends_it_before_it_began(
    client: Client, settings: Settings, headers: dict[str, str]
) -> None:
    settings.WIDGET_SITES = ["https://www.kocaeli.example"]
    say(client)
    answer = client.post("/ask/helped/chat/", {"article": KARTAL}, headers=headers)
    # With script the page is left: nothing of another is put into the chat
    assert answer.headers.get("HX-Redirect" if headers else "Location") == "/chat/"
    assert "X-Frame-Options" not in answer.headers
    assert "Yanıtınızı bulmanıza sevindik" in client.get("/chat/").content.decode()
    assert not Chat.objects.exists()
    assert Interaction.objects.get().channel == "chat"


def test_a_count_that_fails_costs_nobody_their_message_or_page(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE knowledge_articleuse RENAME TO gone")
    assert "Marmaray" in ask(client)
    assert ask(client, "Nikâh salonu kirası")
    assert say(client).status_code == 200
    assert say(client, asked="yes", offered=KARTAL).status_code == 302
    assert Message.objects.get().body == QUESTION
    assert client.post("/ask/apply/", {"offered": KARTAL}).status_code == 302


@pytest.mark.parametrize("text", ["Kartal'da yangın var", "Sokakta çukur var, kime söyleyeyim?"])
def test_danger_and_what_is_not_known_go_to_a_person_at_once(client: Client, text: str) -> None:
    assert say(client, text).status_code == 302
    assert Message.objects.get().body == text


def test_a_photo_is_not_asked_for_twice(client: Client, photo: Any) -> None:
    assert say(client, photo=photo()).status_code == 302
    assert Chat.objects.exists()


def test_while_an_application_is_typed_the_answer_is_offered(client: Client) -> None:
    near = client.post("/ask/near/", {"text": "Kartal'a gitmek istiyorum"}).content.decode()
    assert "Bunlar işinize yarayabilir" in near
    assert 'formaction="/ask/helped/application/"' in near
    assert client.post("/ask/near/", {"text": "Yolda çukur"}).content.decode().strip() == ""
    assert not ArticleUse.objects.exists()
    # Without script on the next page
    client.post("/apply/text/", {"text": "Kartal'a gitmek istiyorum"})
    assert "Bunlar işinize yarayabilir" in client.get("/apply/topic/").content.decode()


def test_strangers_ask_so_often_and_no_more(client: Client, settings: Settings) -> None:
    limits = {"ask": "2/15m/ip", "ask_typing": "1/5m/ip"}
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | limits
    ask(client), ask(client)
    closed = client.post("/ask/", {"question": QUESTION})
    assert closed.status_code == 429
    assert "Kartal&#x27;a nasıl giderim?" in closed.content.decode()
    assert "Marmaray" not in closed.content.decode()
    client.post("/ask/apply/", {"question": QUESTION, "offered": KARTAL})
    assert used("went_on") == 0
    # A press too many is counted for nobody, and a chat goes on to a person
    client.post("/ask/helped/page/", {"article": KARTAL})
    assert not Interaction.objects.exists()
    assert say(client).status_code == 302
    near = [client.post("/ask/near/", {"text": QUESTION}).content.decode() for _ in range(2)]
    assert ["işinize yarayabilir" in each for each in near] == [True, False]


@pytest.mark.parametrize("question", ["", " ", "x" * 501, "🙂" * 200])
def test_what_is_no_question_is_said_or_finds_nothing(client: Client, question: str) -> None:
    answer = client.post("/ask/", {"question": question})
    assert answer.status_code in (200, 422)
    assert "Marmaray" not in answer.content.decode()


def test_unknown_places_and_articles_change_nothing(client: Client) -> None:
    assert client.post("/ask/helped/elsewhere/", {"article": KARTAL}).status_code == 404
    assert client.post("/ask/helped/page/", {"article": "yok"}).status_code == 302
    assert say(client, asked="yes", offered="yok " * 300).status_code == 302
    assert not ArticleUse.objects.exists()


def test_the_center_sees_figures_and_gaps_and_takes_one_off(client: Client) -> None:
    ask(client)
    client.post("/ask/helped/page/", {"article": KARTAL})
    ask(client, "Nikâh salonu kirası")
    client.force_login(cast.staff("hakan"))
    page = client.get("/center/answers/").content.decode()
    assert QUESTION.replace("'", "&#x27;") in page
    assert "Nikâh salonu kirası" in page
    number = UnansweredQuestion.objects.get().pk
    for _ in range(2):
        client.post(f"/center/answers/questions/{number}/settle/")
    assert "Nikâh salonu kirası" not in client.get("/center/answers/").content.decode()
    client.force_login(cast.staff("selin"))
    assert client.get("/center/answers/").status_code == 403


def test_nothing_of_a_question_is_kept_but_counts_and_masked_words(client: Client) -> None:
    ask(client, f"{QUESTION} ben Ayşe Işık 0532 000 01 01")
    assert not UnansweredQuestion.objects.exists()
    assert not Interaction.objects.exists()
    [shown] = queries.figures(language="tr", at=clock.now())
    assert (shown.question, shown.shown) == (QUESTION, 1)
