"""On the web the words come first, and the topic is proposed from them; the citizen chooses."""

import html
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.parts.events.consuming import consume
from tests.suggestions import learned
from tests.web.portal.applying import ANSWERS

from alo153.cases.models import Case
from alo153.suggestions.models import LearnedModel, TopicChoice

SAID = "Ağaçların dalları uzadı, budanmasını istiyoruz, lambayı kapatıyor"
GAS = "Apartmanda gaz kokuyor, çok korkuyoruz."


def topic_page(client: Client, said: str = SAID) -> str:
    client.post("/apply/text/", {"text": said})
    return html.unescape(client.get("/apply/topic/").content.decode())


def proposed(page: str) -> list[str]:
    """Return the topics on the large buttons."""
    return re.findall(
        r'<button class="btn btn-quiet btn-large"\s+name="topic"\s+value="([\w-]+)"', page
    )


def test_a_likely_topic_is_one_press(client: Client) -> None:
    learned.model()
    page = topic_page(client)
    assert proposed(page)[0] == "agac-budama"
    assert "Hiçbiri değil mi?" in page
    assert "Bütün konuları göster" in page
    answer = client.post("/apply/topic/", {"topic": "agac-budama"})
    assert answer.headers["Location"] == "/apply/answer/"
    assert 'value="agac-budama" aria-pressed="true"' in " ".join(topic_page(client).split())


def test_before_anything_was_learned_the_words_lead_to_topics(client: Client) -> None:
    page = topic_page(client)
    assert proposed(page) == []
    assert 'id="near-agac-budama"' in page
    assert "Hiçbiri değil mi?" in page
    assert "Bütün konuları göster" in page


def test_words_that_name_no_topic_leave_the_list_as_ever(client: Client) -> None:
    page = topic_page(client, "xyz")
    assert "Hiçbiri değil mi?" not in page
    assert "Bütün konuları göster" in page


@pytest.mark.parametrize("said", ["dal", "Merhaba, iyi günler dilerim efendim"])
def test_nothing_is_proposed_that_is_not_sure(client: Client, said: str) -> None:
    learned.model()
    assert proposed(topic_page(client, said)) == []


def test_nothing_is_proposed_below_the_threshold(client: Client) -> None:
    model = learned.model()
    LearnedModel.objects.filter(pk=model.pk).update(threshold=2)
    assert proposed(topic_page(client)) == []


def test_the_choice_is_kept_with_version_and_confidence(client: Client) -> None:
    model = learned.model()
    for step, answers in (ANSWERS | {"text": {"text": SAID}}).items():
        client.post(f"/apply/{step}/", answers)
    client.post("/apply/check/")
    consume()
    choice = TopicChoice.objects.get(case=Case.objects.get())
    assert (choice.model, choice.shown, choice.rank) == (model, True, 1)
    assert choice.chosen == cast.topic("agac-budama")
    assert choice.proposals[0]["topic"] == "agac-budama"
    assert choice.proposals[0]["confidence"] > 0.5


def test_another_choice_than_the_proposed_ones_is_kept_too(client: Client) -> None:
    learned.model()
    for step, answers in (ANSWERS | {"text": {"text": SAID}}).items():
        client.post(f"/apply/{step}/", answers)
    client.post("/apply/topic/", {"topic": "basibos-hayvan"})
    client.post("/apply/topic/", {"topic": "su-kalitesi"})
    client.post("/apply/check/")
    consume()
    assert TopicChoice.objects.get().rank is None


def test_going_back_keeps_the_words(client: Client) -> None:
    learned.model()
    topic_page(client)
    assert client.post("/apply/topic/", {"go": "back"}).headers["Location"] == "/apply/text/"
    assert SAID in client.get("/apply/text/").content.decode()


def test_proposals_cost_two_statements(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    learned.model()
    topic_page(client)
    with django_assert_max_num_queries(6):
        client.get("/apply/topic/")


def test_who_writes_of_danger_is_told_whom_to_call(client: Client) -> None:
    page = topic_page(client, GAS)
    assert 'href="tel:112"' in page
    assert "Bizi beklemeyin" in page
    assert "Bizi beklemeyin" not in topic_page(client, "Yangın merdiveni kilitli.")
    for step, answers in (ANSWERS | {"text": {"text": GAS}}).items():
        client.post(f"/apply/{step}/", answers)
    assert 'href="tel:112"' in client.get("/apply/check/").content.decode()
    client.post("/apply/check/")
    assert Case.objects.get().alarms.get().alarm == "gaz"
