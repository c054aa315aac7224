"""An evaluator gives a contact to a colleague on its page."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import cast
from tests.quality import made

from alo153.quality.models import Evaluation

pytestmark = pytest.mark.django_db


def as_(username: str) -> Client:
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def test_a_contact_is_given_to_a_colleague_who_opens_it() -> None:
    made.card()
    row, derya, hakan = made.asked(), as_("derya"), as_("hakan")
    page = reverse("quality:evaluation", args=[row.pk])
    give = reverse("quality:recuse", args=[row.pk])
    assert give in derya.get(page).content.decode()
    assert hakan.post(give).status_code == 404, "dealt to somebody else"
    assert "Bir çalışma arkadaşınıza verildi." in derya.post(give, follow=True).content.decode()
    assert (derya.get(page).status_code, hakan.get(page).status_code) == (404, 200)


def test_without_a_colleague_the_page_says_that_it_waits() -> None:
    made.card()
    row = made.asked()
    said = as_("derya").post(reverse("quality:recuse", args=[row.pk]), follow=True)
    assert "Şimdilik onu puanlayabilecek bir çalışma arkadaşınız yok." in said.content.decode()
    assert Evaluation.objects.get().evaluator is None
