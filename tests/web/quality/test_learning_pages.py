"""Library, learning cards, transcripts and call-backs by hand."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.quality import made
from tests.quality.transcribing.engines import Pretended

from alo153.accounts.queries import skills_of
from alo153.calls.models import Call, Command
from alo153.citizens.models import AccessLog
from alo153.city import numbers
from alo153.contacts.actions import log_information, rate_interaction
from alo153.core.actor import CITIZEN
from alo153.quality import actions
from alo153.quality.models import ContactFeedback, GoodMoment, HandTranscript, LearningCard

pytestmark = pytest.mark.django_db


def browser(who: str) -> Client:
    client = Client()
    client.force_login(cast.staff(who))
    return client


@pytest.fixture
def call(tmp_path: Path, settings: Settings) -> Call:
    spool = recorded.settings_for(tmp_path, settings)
    return recorded.keep(recorded.talk(spool, seconds=20))


def test_a_moment_is_proposed_released_heard_and_taken_back(call: Call) -> None:
    derya, elif_, murat = browser("derya"), browser("elif"), browser("murat")
    url = reverse("quality:propose_moment", args=[call.pk])
    assert url in derya.get(reverse("recordings:call", args=[call.pk])).content.decode()
    typed = {"title": "Sakin", "why": "Dinledi.", "begin": "0:02", "end": "0:12"}
    refused = derya.post(url, typed | {"silent": "0:05"})
    assert refused.status_code == 422
    assert "“0:05” bir aralık değil" in refused.content.decode()
    derya.post(url, typed | {"silent": "0:05-0:08\n"})
    moment = GoodMoment.objects.get()
    assert moment.muted == [[5.0, 8.0]]
    library = reverse("quality:library")
    assert "Sakin" not in murat.get(library).content.decode()
    sound = reverse("quality:moment_sound", args=[moment.pk])
    assert sound in elif_.get(library).content.decode(), "its player stands beside the buttons"
    answer = reverse("quality:answer_moment", args=[moment.pk])
    unheard = elif_.post(answer, {"release": "1"}, follow=True)
    assert "Önce dinleyin" in unheard.content.decode()
    assert murat.get(sound).status_code == 404
    assert elif_.get(sound).headers["Content-Type"] == "audio/ogg"
    elif_.post(answer, {"release": "1"})
    assert murat.get(sound).headers["Content-Type"] == "audio/ogg"
    elif_.post(reverse("quality:withdraw_moment", args=[moment.pk]))
    assert murat.get(sound).status_code == 404


@pytest.mark.parametrize("place", ["²", "9" * 400, "1:75", "-1"])
def test_a_place_that_is_none_is_named(call: Call, place: str) -> None:
    typed = {"title": "x", "why": "x", "begin": "0:02", "end": "0:12"}
    url, derya = reverse("quality:propose_moment", args=[call.pk]), browser("derya")
    assert derya.post(url, typed | {"end": place}).status_code == 422
    assert derya.post(url, typed | {"silent": f"0:05-{place}"}).status_code == 422
    assert not GoodMoment.objects.exists()


def test_a_part_beyond_the_talk_is_named(call: Call) -> None:
    typed = {"title": "x", "why": "x", "begin": "0:02", "end": "9:00", "silent": ""}
    url = reverse("quality:propose_moment", args=[call.pk])
    refused = browser("derya").post(url, typed)
    assert refused.status_code == 422
    assert not GoodMoment.objects.exists()


def test_a_card_is_written_learned_and_gives_a_skill() -> None:
    hakan, elif_ = browser("hakan"), browser("elif")
    url = reverse("quality:write_card")
    typed = {"title": "Su", "text": "Adresi sorun.", "skill": "social", "level": "2"}
    refused = hakan.post(url, typed | {"questions": "İlk soru?\n- Kimlik\n- Ad"})
    assert refused.status_code == 422
    assert "“İlk soru?”" in refused.content.decode()
    hakan.post(url, typed | {"questions": "İlk soru?\n- Kimlik\n+ Adres"})
    card = LearningCard.objects.get()
    url = reverse("quality:learning_card", args=[card.pk])
    wrong = elif_.post(url, {"question_0": "0"})
    assert wrong.status_code == 422
    assert "1 yanıt yanlış" in wrong.content.decode()
    elif_.post(url, {"question_0": "1"})
    assert skills_of(cast.staff("elif"))["social"] == 2
    assert "geçtiniz" in elif_.get(reverse("quality:learning")).content.decode()
    hakan.post(reverse("quality:retire_card", args=[card.pk]))
    assert elif_.get(url).status_code == 404


def test_quality_writes_cards_without_skills() -> None:
    page = browser("derya").get(reverse("quality:write_card")).content.decode()
    assert 'name="skill"' not in page


def test_words_are_searched_and_each_look_is_written_down(call: Call) -> None:
    call.interaction.citizen = cast.citizen("Ayşe Işık")
    call.interaction.save(update_fields=["citizen"])
    actions.transcribe_due(at=cast.AT + timedelta(minutes=5), engine=Pretended())
    derya = browser("derya")
    page = derya.get(reverse("recordings:words"), {"q": "SUYUMUZ"}).content.decode()
    assert "Suyumuz akmıyor" in page
    assert "güvenmeyin" in page, "nothing is claimed before it is measured"
    assert AccessLog.objects.filter(what="transcript").count() == 1
    shown = derya.get(reverse("recordings:call", args=[call.pk])).content.decode()
    assert "Hemen bakıyorum" in shown
    assert browser("elif").get(reverse("recordings:words")).status_code == 403


def test_a_recording_is_written_down_by_hand_without_the_words_of_the_engine(call: Call) -> None:
    actions.transcribe_due(at=cast.AT + timedelta(minutes=5), engine=Pretended())
    derya, url = browser("derya"), reverse("quality:write_by_hand", args=[call.pk])
    assert "Suyumuz" not in derya.get(url).content.decode()
    assert derya.post(url, {"citizen": " ", "agent": ""}).status_code == 422
    derya.post(url, {"citizen": "Suyumuz hiç akmıyor", "agent": "Hemen bakıyorum"})
    assert HandTranscript.objects.get().errors == 1


def test_who_wished_a_call_is_called_and_the_result_is_kept() -> None:
    contact = made.contact()
    rate_interaction(interaction=contact, rating=1, by=CITIZEN, at=cast.AT)
    row = actions.give_feedback(
        interaction=contact,
        rating=None,
        words="Dinlemediler.",
        number=numbers.parse("0532 000 01 01"),
        at=cast.AT,
    )
    hakan, page = browser("hakan"), reverse("quality:call_backs")
    assert "Dinlemediler." in hakan.get(page).content.decode()
    hakan.post(reverse("quality:dial", args=[row.pk]))
    assert Command.objects.get().payload["number"] == "+905320000101"
    url = reverse("quality:handle_feedback", args=[row.pk])
    assert hakan.post(url, {"result": ""}).status_code == 422
    hakan.post(url, {"result": "Özür diledik."})
    later = hakan.post(url, {"result": "Ben de aradım."}, follow=True)
    assert "zaten yazdı" in later.content.decode()
    assert ContactFeedback.objects.get().handled_by == cast.staff("hakan")
    assert "Özür diledik." in hakan.get(page).content.decode()


def test_words_without_a_wish_for_a_call_are_read_by_a_supervisor() -> None:
    contact = made.contact()
    rate_interaction(interaction=contact, rating=2, by=CITIZEN, at=cast.AT)
    actions.give_feedback(
        interaction=contact, rating=None, words="Çok bekledim.", number=None, at=cast.AT
    )
    page = browser("hakan").get(reverse("quality:call_backs")).content.decode()
    assert "Çok bekledim." in page
    assert "Aranmayı bekleyen yok." in page


def test_words_of_every_rating_are_listed_by_topic_and_the_look_is_written_down() -> None:
    pruning = cast.topic("agac-budama")
    for rating, words in ((1, "Dinlemediler."), (5, "Çok yardımcı oldular.")):
        contact = made.contact()
        contact.citizen = cast.citizen("Ayşe Işık")
        contact.save()
        rate_interaction(interaction=contact, rating=rating, by=CITIZEN, at=cast.AT)
        log_information(interaction=contact, topic=pruning, by=cast.actor("elif"), at=cast.AT)
        actions.give_feedback(
            interaction=contact, rating=None, words=words, number=None, at=cast.AT
        )
    derya, page = browser("derya"), reverse("quality:words")
    shown = derya.get(page).content.decode()
    assert "Dinlemediler." in shown
    assert "Çok yardımcı oldular." in shown
    assert f"?topic={pruning.slug}" in shown
    assert AccessLog.objects.filter(what="feedback", user=cast.staff("derya")).count() == 1

    def listed(**query: str) -> list[str]:
        return [row.words for row in derya.get(page, query_params=query).context["list"].rows]

    assert listed(rating="better") == ["Çok yardımcı oldular."]
    assert listed(rating="low", topic=pruning.slug) == ["Dinlemediler."]
    assert listed(unit="halkla-iliskiler") == []
    assert browser("elif").get(page).status_code == 403
    file = derya.get(page, query_params={"as": "csv"}).content.decode("utf-8-sig")
    assert pruning.name in file
    assert "Dinlemediler" not in file
