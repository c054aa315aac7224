"""The pages of care by hand: mark, ask, suggest, plan, note."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings
from tests import cast
from tests.care import keepers

from alo153.accounts.models import User
from alo153.care import actions
from alo153.care.models import HardCall, Room, Suggestion, Visit, VisitNote
from alo153.city import queries as city
from alo153.core import clock

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def asked() -> Visit:
    elif_ = cast.staff("elif")
    return actions.ask_visit(room=Room.PSYCHOLOGIST, wish="", by=elif_, at=cast.AT)


def test_a_call_is_marked_and_what_is_missing_is_named() -> None:
    elif_ = browser(cast.staff("elif"))
    assert "Neden zor olduğunu seçin." in elif_.post(reverse("care:hard")).content.decode()
    sent = elif_.post(reverse("care:hard"), {"hardness": "threat"}, follow=True)
    assert "Toparlanma molanız başlıyor." in sent.content.decode()
    assert HardCall.objects.get().hardness == "threat"


def test_from_a_suggestion_to_a_note() -> None:
    hakan, elif_ = browser(cast.staff("hakan")), browser(cast.staff("elif"))
    sent = {"person": cast.staff("elif").pk, "room": "psychologist"}
    hakan.post(reverse("care:suggest"), sent)
    page = elif_.get(reverse("care:own")).content.decode()
    assert "Size bir öneri: psikolog" in page
    elif_.post(reverse("care:answer", args=[Suggestion.objects.get().pk]), {"take": "1"})
    visit = Visit.objects.get()
    ece = browser(keepers.psychologist())
    assert "Elif Yıldız" in ece.get(reverse("care:room")).content.decode()
    time = reverse("care:plan", args=[visit.pk])
    assert ece.post(time, {"date": "x", "time": "09:00", "minutes": "45"}).status_code == 422
    ece.post(time, {"date": "2026-11-25", "time": "09:00", "minutes": "45"})
    assert "planlandı" in elif_.get(reverse("care:own")).content.decode()
    note = reverse("care:note", args=[visit.pk])
    assert ece.post(note, {"words": " "}).status_code == 422
    shown = ece.post(note, {"words": "İyi geçti."}, follow=True).content.decode()
    assert "İyi geçti." in shown


def test_a_second_wish_is_not_thanked_as_if_it_were_the_first() -> None:
    elif_ = browser(cast.staff("elif"))
    first = elif_.post(reverse("care:ask"), {"room": "psychologist"}, follow=True)
    assert "Teşekkürler" in first.content.decode()
    again = {"room": "psychologist", "wish": "Uyku"}
    assert (
        "Yazdıklarınız eklendi"
        in elif_.post(reverse("care:ask"), again, follow=True).content.decode()
    )
    too_long = elif_.post(reverse("care:ask"), {**again, "wish": "x" * 10_000})
    assert too_long.status_code == 422
    assert "kısaltın" in too_long.content.decode()


def test_the_psychologist_moves_and_cancels_a_visit() -> None:
    visit, ece = asked(), browser(keepers.psychologist())
    plan = reverse("care:plan", args=[visit.pk])
    ece.post(plan, {"date": "2026-11-25", "time": "09:00", "minutes": "45"})
    page = ece.get(reverse("care:visit", args=[visit.pk])).content.decode()
    assert 'value="2026-11-25"' in page
    assert "Görüşmeyi taşı" in page
    ece.post(plan, {"date": "2026-11-26", "time": "10:00", "minutes": "45"})
    ece.post(reverse("care:call_off", args=[visit.pk]))
    visit.refresh_from_db()
    assert visit.state == Visit.State.CANCELLED
    elif_ = browser(cast.staff("elif"))
    assert "Yalnızca sizin gördüğünüz" in elif_.get("/notices/").content.decode()
    assert "iptal" in elif_.get(reverse("care:own")).content.decode()


def test_without_a_key_no_word_is_kept(settings: Settings) -> None:
    settings.CARE_KEYS = ""
    elif_, ece = browser(cast.staff("elif")), browser(keepers.psychologist())
    refused = elif_.post(reverse("care:ask"), {"room": "psychologist", "wish": "Uyku"})
    assert refused.status_code == 422
    assert "Uyku" in refused.content.decode()
    elif_.post(reverse("care:ask"), {"room": "psychologist"})
    note = reverse("care:note", args=[Visit.objects.get().pk])
    assert "ALO153_CARE_KEYS" in ece.post(note, {"words": "Not"}).content.decode()
    assert not VisitNote.objects.exists()


def test_planners_read_that_somebody_is_unavailable_and_not_why() -> None:
    visit = asked()
    actions.plan(visit=visit, begins_at=cast.AT, minutes=45, by=keepers.psychologist(), at=cast.AT)
    page = browser(cast.staff("hakan")).get(reverse("planning:day"), {"day": "2026-11-24"})
    shown = page.content.decode()
    assert "Müsait olmayanlar" in shown
    assert "Elif Yıldız" in shown
    assert "psikolog" not in shown


def test_small_numbers_are_not_shown() -> None:
    gulay = browser(cast.staff("gulay"))
    assert (
        "Görüşme yapılan hiçbir çeyrek henüz bitmedi."
        in gulay.get(reverse("care:counts")).content.decode()
    )


def test_the_survey_is_opened_answered_once_and_read_later() -> None:
    gulay, elif_ = browser(cast.staff("gulay")), browser(cast.staff("elif"))
    sent = {"statements": "Molalarım yeterli.\n\nİyiyim.", "closes": "2020-01-01"}
    assert gulay.post(reverse("care:surveys"), sent).status_code == 422
    closes = (city.today(clock.now()) + timedelta(days=5)).isoformat()
    gulay.post(reverse("care:surveys"), sent | {"closes": closes})
    assert "Molalarım yeterli." in elif_.get(reverse("care:survey")).content.decode()
    assert "Yıllık anket açık" in elif_.get(reverse("care:own")).content.decode()
    elif_.post(reverse("care:survey"), {"statement_0": "5", "send": "1"})
    assert "Katıldınız" in elif_.get(reverse("care:survey")).content.decode()
    assert "Sonuçlar" in gulay.get(reverse("care:surveys")).content.decode()
