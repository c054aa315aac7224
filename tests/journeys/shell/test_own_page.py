"""Somebody new looks at their own page and at what to do on the first day."""

import pytest
from playwright.sync_api import expect
from tests.journeys.opened import Opened
from tests.parts.browser.keys import tab_to

pytestmark = pytest.mark.journey


def test_a_first_day_by_keys(opened: Opened) -> None:
    page = opened.page("/me/", "elif")
    expect(page.get_by_role("heading", name="Profilim")).to_be_visible()
    wrong = opened.looks.at(page, "profile")
    tab_to(page, page.get_by_role("link", name="İlk günüm"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="İlk günüm")).to_be_visible()
    wrong += opened.looks.at(page, "first-day")
    page.get_by_role("link", name="Bildirimlerinizi ayarlayın").click()
    # Who goes on before it is kept goes on without it
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Kaydet").click()
    page.goto("/me/first-day/")
    expect(page.get_by_text("yapıldı")).to_be_visible()
    assert not wrong, "\n".join(wrong)
