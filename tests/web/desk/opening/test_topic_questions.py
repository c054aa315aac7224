"""A topic asks what its crew must know: at the desk, by another system, and read afterwards."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests import cast
from tests.contacts.conversations.chat.chats import begun
from tests.contacts.conversations.letters import sms, taken_in
from tests.integrations.keys import made
from tests.partners.tables import HEAD, states, taken
from tests.web.api.asking import System, fields
from tests.web.desk.records import record

from alo153.cases.confidential.actions.erasing import erase_words
from alo153.cases.models import Case, TopicAnswer
from alo153.citizens.channel import Channel
from alo153.city.models import Topic
from alo153.core.ttl_cache import forget_cached
from alo153.integrations.scopes import KeyScope

pytestmark = pytest.mark.django_db
LAMP = {"topic": "sokak-lambasi", "topic_text": "Sokak lambası"}
DOGS = {"topic": "basibos-kopek", "topic_text": "Sahipsiz köpekler"}
ANSWERS = {
    "question-direk-numarasi": "K-174",
    "question-kac-lamba": "Bütün sokak",
    "question-tehlike": "no",
}


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget_cached()
    yield
    forget_cached()


def send(agent: Client, **more: str) -> str:
    answer = agent.post("/desk/work/new:1/case/", record(**more), follow=True)
    return answer.content.decode()


def kept() -> list[tuple[str, str]]:
    return [(each.question, each.words) for each in TopicAnswer.objects.all()]


def test_the_questions_come_when_the_topic_is_chosen_and_keep_what_was_typed(
    agent: Client,
) -> None:
    typed = LAMP | {"kind": "request", "question-direk-numarasi": "K-174"}
    page = agent.post("/desk/needs/", typed).content.decode()
    for words in ("Direğin üzerindeki numara", "Kaç lamba yanmıyor?", "Birkaç lamba", "K-174"):
        assert words in page
    other = agent.post("/desk/needs/", {"topic": "agac-budama", "kind": "request"})
    assert "question-" not in other.content.decode()


def test_a_required_answer_that_lacks_is_named_and_nothing_typed_is_lost(agent: Client) -> None:
    page = send(agent, **LAMP, **ANSWERS | {"question-kac-lamba": ""})
    assert "Bu soru yanıtlanmalı." in page
    assert 'value="K-174"' in page
    assert "Dallar pencereme değiyor." in page
    assert not Case.objects.exists()


def test_a_topic_that_is_typed_and_not_chosen_asks_before_the_case_is_opened(
    agent: Client,
) -> None:
    page = send(agent, topic="", topic_text="Sokak lambası")
    assert "Kaç lamba yanmıyor?" in page
    assert not Case.objects.exists()


def test_the_page_of_the_case_shows_the_answers_as_they_were_asked(agent: Client) -> None:
    send(agent, **LAMP, **ANSWERS)
    Topic.objects.filter(slug="sokak-lambasi").update(questions=[])
    forget_cached()
    case = Case.objects.get()
    page = agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    for words in ("Direğin üzerindeki numara", "K-174", "Kaç lamba yanmıyor?", "Bütün sokak"):
        assert words in page


def test_the_citizen_reads_all_but_the_internal_answers(agent: Client, client: Client) -> None:
    send(agent, **DOGS, **{"question-kac-kopek": "5", "question-besleyen": "yes"})
    case = Case.objects.get()
    page = client.get(f"/t/{case.link_key}/", follow=True).content.decode()
    assert "Kaç köpek var?" in page
    assert "Köpekleri besleyen" not in page


def test_where_a_channel_asks_nothing_the_case_opens_and_says_so(agent: Client) -> None:
    case = cast.open_case(about="sokak-lambasi")
    assert [answer for _question, answer in kept()] == ["", ""]
    page = agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert page.count("sorulmadı") == len(kept())


@pytest.mark.parametrize("channel", ["sms", "chat"])
def test_an_agent_who_opens_a_case_from_a_message_is_asked_too(agent: Client, channel: str) -> None:
    conversation = (
        begun() if channel == "chat" else taken_in(sms("Karanlık"), channel=Channel.SMS)[1]
    )
    address = f"/desk/work/letter:{conversation.pk}/case/"
    page = agent.post(address, record(**LAMP, channel=channel)).content.decode()
    assert "Bu soru yanıtlanmalı." in page
    assert not Case.objects.exists()
    agent.post(address, record(**LAMP, **ANSWERS, channel=channel))
    assert Case.objects.get().channel == channel
    assert "K-174" in {answer for _question, answer in kept()}


def test_a_line_of_a_partner_s_list_opens_and_says_that_nothing_was_asked(agent: Client) -> None:
    line = "26-1;02.11.2026;20.11.2026;Şikâyet;Sokak lambası;Sokak karanlık.;Ayşe Işık;05320000101"
    assert states(taken(f"{HEAD}\n{line}\n")) == {2: "opened"}
    case = Case.objects.get()
    page = agent.get(f"/center/cases/{case.tracking_code}/").content.decode()
    assert page.count("sorulmadı") == len(kept()) == 2


def test_the_answers_go_with_the_words_of_a_person_who_is_erased(agent: Client) -> None:
    send(agent, **LAMP, **ANSWERS)
    erase_words(cases=[Case.objects.get().pk], word="—")
    assert {answer for _question, answer in kept()} == {"—"}


def test_another_system_learns_the_questions_and_sends_the_answers() -> None:
    system = System(key=made(KeyScope.OPEN_CASES, system="Kocaeli Cepte")[1])
    case = {"topic": "sokak-lambasi", "text": "Sokak karanlık."}
    wrong = system.post("/cases", case | {"answers": {"kac-lamba": "Üç"}})
    assert wrong.status_code == 422
    assert set(fields(wrong)) == {"/answers/kac-lamba", "/answers/tehlike"}
    right = {"kac-lamba": "Bir lamba", "tehlike": "yes"}
    assert system.post("/cases", case | {"answers": right}).status_code == 201
    assert kept() == [
        ("Kaç lamba yanmıyor?", "Bir lamba"),
        ("Açıkta kablo veya yıkılacak direk var mı?", "evet"),
    ]
