"""The pages of calibration: a round is opened, scored blind, and agreed on."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.quality import made

from alo153.calls.media.recordings.actions import delete_recordings
from alo153.core import clock
from alo153.quality.media import CardMedium
from alo153.quality.models import AgreedScore, Calibration, Evaluation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day_of_the_cast")]
ROUNDS = "/quality/calibrations/"
ANSWERS = {"answer_greets": "1", "answer_listens": "5", "answer_privacy": "1"}


def as_(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def sent(**other: object) -> dict[str, object]:
    evaluators = [cast.staff("derya").pk, cast.staff("hakan").pk]
    return {"medium": "counter", "contacts": "1", "evaluators": evaluators} | other


def opened() -> Calibration:
    made.card()
    made.contact("elif", at=clock.now() - timedelta(days=1))
    assert as_("derya").post(ROUNDS, sent()).status_code == 302
    return Calibration.objects.get()


def own(row: Calibration, username: str) -> Evaluation:
    return row.evaluations.get(evaluator__username=username)


def test_what_is_wrong_with_a_round_is_said_at_its_field() -> None:
    derya = as_("derya")
    without = derya.post(ROUNDS, sent())
    assert without.status_code == 422
    assert "Bu kanalın kullanımda bir değerlendirme formu yok." in without.content.decode()
    made.card()
    few = derya.post(ROUNDS, sent(contacts="7"))
    assert "yalnızca 0 görüşme seçilebilir" in few.content.decode()
    assert 'value="7"' in few.content.decode()
    alone = derya.post(ROUNDS, sent(evaluators=[cast.staff("hakan").pk]))
    assert "En az iki değerlendiren seçin." in alone.content.decode()
    agent = derya.post(ROUNDS, sent(evaluators=[cast.staff("hakan").pk, cast.staff("elif").pk]))
    assert agent.status_code == 422
    for wrong in ({"contacts": "99"}, {"contacts": "x"}, {"medium": "unit"}, {"evaluators": "x"}):
        assert derya.post(ROUNDS, sent(**wrong)).status_code == 422
    assert not Calibration.objects.exists()


def test_an_evaluator_sees_no_result_before_the_own_score() -> None:
    row = opened()
    page = f"{ROUNDS}{row.pk}/"
    made.given(own(row, "hakan"), at=clock.now())
    assert "Soruya göre uyum" in as_("hakan").get(page).content.decode()
    hidden = as_("derya").get(page).content.decode()
    assert "Soruya göre uyum" not in hidden
    assert cast.staff("hakan").full_name not in hidden
    assert as_("derya").get(f"{page}{own(row, 'hakan').interaction_id}/").status_code == 404
    made.given(own(row, "derya"), at=clock.now())
    assert "Soruya göre uyum" in as_("derya").get(page).content.decode()


def test_a_score_of_a_round_has_no_words_for_the_agent() -> None:
    row = opened()
    page = reverse("quality:evaluation", args=[own(row, "hakan").pk])
    assert "answer_greets" in as_("hakan").get(page).content.decode()
    assert 'name="summary"' not in as_("hakan").get(page).content.decode()
    given = as_("hakan").post(page, ANSWERS | {"seen": "1", "give": "1"}, follow=True)
    assert "Başkalarının puanıyla karşılaştırılır." in given.content.decode()


def test_no_contact_of_a_round_is_dropped() -> None:
    mine, hakan = own(opened(), "hakan"), as_("hakan")
    drop = reverse("quality:drop", args=[mine.pk])
    assert drop not in hakan.get(reverse("quality:evaluation", args=[mine.pk])).content.decode()
    said = hakan.post(drop, follow=True)
    assert "Kalibrasyonda her görüşmeyi herkes puanlar." in said.content.decode()


def test_the_form_of_a_round_is_sent_once() -> None:
    shown = as_("derya").get(ROUNDS).content.decode()
    (form,) = re.findall(r'<form[^>]*aria-labelledby="new-round"[^>]*>', shown)
    assert " data-once" in form


def test_the_agreed_score_is_written_once_and_a_slower_hand_keeps_its_answers() -> None:
    row = opened()
    for name in ("derya", "hakan"):
        made.given(own(row, name), at=clock.now())
    page = f"{ROUNDS}{row.pk}/{own(row, 'derya').interaction_id}/"
    assert as_("hakan").get(page).status_code == 403
    derya = as_("derya")
    short = derya.post(page, {"answer_greets": "1"})
    assert short.status_code == 422
    assert "Bu soruyu yanıtlayın" in short.content.decode()
    assert derya.post(page, ANSWERS).status_code == 302
    assert AgreedScore.objects.get().percent == 100
    slow = derya.post(page, ANSWERS | {"answer_greets": "0"})
    assert slow.status_code == 422
    assert "uzlaşılan puanı başka biri yazdı" in slow.content.decode()
    typed = re.findall(r'<input[^>]*name="answer_greets"[^>]*>', slow.content.decode())
    assert [" checked" in box for box in typed if 'value="0"' in box] == [True]
    assert AgreedScore.objects.get().percent == 100
    assert "Uzlaşılan puana uzaklık" in derya.get(f"{ROUNDS}{row.pk}/").content.decode()


def test_a_contact_whose_recording_was_destroyed_is_closed_on_the_page(
    tmp_path: Path, settings: Settings
) -> None:
    at, spool = clock.now() - timedelta(days=1), recorded.settings_for(tmp_path, settings)
    call = recorded.keep(recorded.talk(spool, at=at, seconds=2), clock.now())
    made.card(CardMedium.PHONE)
    assert as_("derya").post(ROUNDS, sent(medium="phone")).status_code == 302
    row, derya = Calibration.objects.get(), as_("derya")
    made.given(own(row, "derya"), at=clock.now())
    page, button = f"{ROUNDS}{row.pk}/", "Verilen puanlarla kapat"
    assert button not in derya.get(page).content.decode()
    delete_recordings(calls=[call.pk], at=clock.now())
    assert button in derya.get(page).content.decode()
    assert button not in as_("hakan").get(page).content.decode()
    closure = f"{page}{call.interaction_id}/closure/"
    assert as_("hakan").post(closure, {"reason": "Silinmiş."}).status_code == 403
    empty = derya.post(closure, {"reason": ""})
    assert (empty.status_code, "Gerekçeyi yazın." in empty.content.decode()) == (422, True)
    shown = derya.post(closure, {"reason": "Kayıt süresi doldu."}, follow=True).content.decode()
    assert "Kayıt süresi doldu." in shown
    assert closure not in shown
    assert f"{page}{call.interaction_id}/" in shown, "they may agree on its score"
    again = derya.post(closure, {"reason": "Bir daha."}, follow=True).content.decode()
    assert "Bu görüşmenin eksik puanı kalmadı." in again


def test_supervisors_see_the_rounds_they_take_part_in_and_open_none() -> None:
    row = opened()
    shown = as_("hakan").get(ROUNDS).content.decode()
    assert f"{ROUNDS}{row.pk}/" in shown
    assert "Yeni tur" not in shown
    assert as_("hakan").post(ROUNDS, sent()).status_code == 403
    assert Calibration.objects.count() == 1
