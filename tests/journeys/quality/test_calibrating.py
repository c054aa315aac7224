"""Three evaluators score the same contacts blind, and agree on each score afterward."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.opened import Opened, leaving
from tests.parts.roles import Role
from tests.quality import made

from alo153.core import clock
from alo153.quality.models import AgreedScore, Calibration, Evaluation

pytestmark = pytest.mark.journey


@pytest.fixture
def selin(transactional_db: None) -> str:
    """Let there be a card, two contacts of yesterday, and Selin as the third evaluator."""
    made.card()
    for hours in (24, 25):
        made.contact("elif", at=clock.now() - timedelta(hours=hours))
    for name in ("derya", "hakan"):
        cast.staff(name)
    return cast.with_roles("selin", Role.QUALITY).username


def round_opened(opened: Opened) -> Page:
    """Open the round as Derya, who is one of the three."""
    page = opened.page(reverse("quality:calibrations"), "derya")
    page.get_by_label("Değerlendirme formu").select_option("counter")
    page.get_by_label("Görüşme sayısı").fill("2")
    for name in ("derya", "hakan", "selin"):
        page.get_by_label(cast.staff(name).full_name).check()
    assert opened.looks.at(page, "open") == []
    with leaving(page):
        page.get_by_role("button", name="Görüşmeleri seç ve turu aç").click()
    expect(page.get_by_text("6 puan henüz eksik.")).to_be_visible()
    expect(page.get_by_text("puanlarınız girilince gösterilir", exact=False)).to_be_visible()
    return page


def scored(opened: Opened, username: str, *answers: tuple[str, str]) -> None:
    """Score what waits, oldest first: greeting and listening of each contact."""
    page = opened.page(reverse("quality:to_do"), username)
    for greets, listens in answers:
        with leaving(page):
            page.locator("tbody a").first.click()
        expect(page.get_by_text("ikinci puanlama, bağımsız", exact=False)).to_be_visible()
        page.locator(f"input[name=answer_greets][value='{greets}']").check()
        page.locator(f"input[name=answer_listens][value='{listens}']").check()
        page.locator("input[name=answer_privacy][value='1']").check()
        with leaving(page):
            page.locator("button[name=give]").press("Enter")
    expect(page.locator("tbody a")).to_have_count(0)
    page.close()


def agreed(opened: Opened, page: Page) -> None:
    """Write down the agreed score of the first contact as Derya."""
    with leaving(page):
        page.get_by_role("link", name="Uzlaşılan puanı yaz").first.click()
    page.locator("input[name=answer_greets][value='1']").check()
    page.locator("input[name=answer_listens][value='5']").check()
    page.locator("input[name=answer_privacy][value='1']").check()
    assert opened.looks.at(page, "agree") == []
    with leaving(page):
        page.locator("button[name=agree]").press("Enter")


def test_three_score_blind_and_see_how_far_they_agree(opened: Opened, selin: str) -> None:
    page = round_opened(opened)
    scored(opened, "hakan", ("0", "5"), ("1", "1"))
    theirs = Evaluation.objects.filter(evaluator__username="hakan").earliest("pk")
    hidden = page.request.get(reverse("quality:evaluation", args=[theirs.pk]))
    assert hidden.status == 404
    page.reload()
    expect(page.get_by_text(cast.staff("hakan").full_name)).to_have_count(0)
    scored(opened, "derya", ("1", "5"), ("0", "1"))
    scored(opened, selin, ("1", "5"), ("0", "1"))
    page.reload()
    questions = page.get_by_role("table", name="Soruya göre uyum").locator("tbody tr")
    expect(questions.nth(0)).to_contain_text("Selamladı mı?")
    expect(questions.nth(0)).to_contain_text("yeniden yazın")
    expect(questions.filter(has_text="dinledi mi?")).to_contain_text("1,00")
    agreed(opened, page)
    distances = page.get_by_role("table", name="Uzlaşılan puana uzaklık").locator("tbody tr")
    expect(distances.filter(has_text=cast.staff("hakan").full_name)).to_contain_text("40,0")
    expect(distances.filter(has_text=cast.staff("derya").full_name)).to_contain_text("0,0")
    assert opened.looks.at(page, "results") == []
    assert AgreedScore.objects.get().calibration == Calibration.objects.get()
