"""A citizen signs in on a telephone by the code of an SMS, answers what is asked, and signs out."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests import cast
from tests.cases import stories
from tests.cases.life.confirmations import closed
from tests.citizens.vouching.real_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    NUMBER,
    real_provider,
)
from tests.journeys.opened import Opened
from tests.web.portal.own.by_code import code_of_last_sms

from alo153.cases import actions
from alo153.cases.models import Question
from alo153.contacts.actions import send
from alo153.contacts.models import Message
from alo153.core.clock import now

pytestmark = pytest.mark.journey


def asks_for_a_code(page: Page) -> None:
    page.get_by_role("link", name="Başvurum ne durumda?").click()
    page.get_by_role("link", name="Başvurularım").click()
    page.get_by_label("Cep telefonunuz").fill("0532 000 01 01")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Telefonunuza bakın")).to_be_visible()


def test_a_citizen_without_an_account_answers_from_their_list(opened: Opened) -> None:
    case, selin = stories.pruning(), cast.staff("selin")
    actions.accept(case=case, by=selin, at=now())
    actions.ask(case=case, text="Hangi pencereye değiyor?", by=selin, at=now())
    closed()
    stories.pruning()
    for pk in Message.objects.values_list("pk", flat=True):
        send(message_id=pk, now=now)
    page = opened.page("/")
    asks_for_a_code(page)
    wrong = opened.looks.at(page, "code")
    page.get_by_label("SMS ile gelen kod").fill("12 34")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kod 6 rakamdan oluşur.").first).to_be_visible()
    wrong += opened.looks.at(page, "wrong-code")
    page.get_by_label("SMS ile gelen kod").fill(code_of_last_sms())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sizi bekleyenler")).to_be_visible()
    wrong += opened.looks.at(page, "list")
    page.get_by_role("link", name="Hangi pencereye").click()
    expect(page.get_by_label("Yanıtınız")).to_be_visible()
    wrong += opened.looks.at(page, "asked")
    page.get_by_label("Yanıtınız").fill("Mutfak penceresi.")
    page.get_by_role("button", name="Yanıtı gönder").click()
    expect(page.get_by_text("Yanıtınız birime ulaştı", exact=False).first).to_be_visible()
    assert Question.objects.get().reply == "Mutfak penceresi."
    page.get_by_role("main").get_by_role("link", name="Başvurularım").click()
    page.get_by_role("link", name="Yazışmalarımız").click()
    expect(page.get_by_role("heading", name="Yazışmalarımız")).to_be_visible()
    wrong += opened.looks.at(page, "messages")
    page.get_by_role("main").get_by_role("link", name="Başvurularım").click()
    page.get_by_role("button", name="Çıkış yap", exact=True).click()
    expect(page.get_by_text("Çıkış yaptınız.", exact=False)).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Cep telefonunuz")).to_be_visible()
    wrong += opened.looks.at(page, "number")
    assert wrong == []


def test_a_citizen_signs_in_with_a_real_provider_and_applies_with_what_it_says(
    opened: Opened, settings: Settings
) -> None:
    case = stories.pruning()
    page = opened.page("/mine/sign-in/")
    back = urljoin(page.url, "/mine/sign-in/with/oidc/back/")
    settings.PUBLIC_URL = urljoin(page.url, "/").rstrip("/")
    with real_provider(back) as issuer:
        settings.OIDC_ISSUER, settings.OIDC_LABEL = issuer, "Kent Kimlik"
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
        page.reload()
        wrong = opened.looks.at(page, "providers")
        page.get_by_role("link", name="Kent Kimlik ile giriş yap").click()
        page.locator("input[name=login]").fill(NUMBER)
        page.locator("input[name=password]").fill("x")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_text("Ayşe Işık")).to_be_visible()
    expect(page.locator(f"a[href='/mine/{case.pk}/']")).to_be_visible()
    wrong += opened.looks.at(page, "vouched")
    page.goto("/apply/answer/")
    expect(page.get_by_label("Adınız")).to_have_value("Ayşe Işık")
    page.goto("/mine/sign-in/")
    page.get_by_role("link", name="Kent Kimlik ile giriş yap").click()
    expect(page.get_by_text("Kent Kimlik şu anda yanıt vermiyor.")).to_be_visible()
    wrong += opened.looks.at(page, "provider-away")
    assert wrong == []
