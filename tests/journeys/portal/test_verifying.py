"""A citizen checks a receipt on a telephone, and sees the seals of the municipality."""

import pytest
from playwright.sync_api import expect
from tests.cases import stories
from tests.journeys.opened import Opened
from tests.parts.events.sealing import ended

from alo153.cases.life import receipts
from alo153.cases.rules import codes
from alo153.cases.telling import proofs
from alo153.core.clock import now
from alo153.core.history import horizon
from alo153.core.history.sealing import actions
from alo153.core.models import Seal

pytestmark = pytest.mark.journey


def test_a_receipt_is_taken_from_one_page_and_checked_on_another(opened: Opened) -> None:
    case = stories.relaying()
    assert actions.seal_events(since=ended(horizon.mark()), at=now())
    seal = Seal.objects.get()
    page = opened.page(f"/t/{case.link_key}/", "elif")
    page.get_by_text("Belgeniz").click()
    receipt = receipts.display(proofs.receipt_of(case))
    expect(page.get_by_text(receipt)).to_be_visible()
    assert opened.looks.at(page, "receipt") == []

    with page.expect_response(lambda answer: answer.request.method == "POST") as proved:
        page.get_by_role("main").get_by_role("link", name="Başvuru belgesi doğrula").click()
    assert proved.value.status == 204  # the browser's work was taken, and nobody was asked
    assert "visitor" in {cookie["name"] for cookie in page.context.cookies()}
    page.get_by_label("Takip kodu").fill(codes.display(case.tracking_code))
    page.get_by_label("Belge kodu").fill(receipt.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_text("Hiçbir şey değiştirilmemiş.")).to_be_visible()
    page.get_by_text("Bu nasıl çalışıyor?").click()
    expect(page.get_by_role("cell", name=str(seal.pk), exact=True)).to_be_visible()
    assert opened.looks.at(page, "verified") == []
