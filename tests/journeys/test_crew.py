"""The crew's page on a telephone that loses its line, is closed, and comes back."""

import io

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from tests import cast
from tests.journeys.conftest import PHONE
from tests.journeys.test_telephone_pages import Opened, opened

from alo153.cases import actions
from alo153.cases.models import Case, FieldPhoto, FieldReport
from alo153.core.clock import now

pytestmark = pytest.mark.journey
__all__ = ["opened"]


def photo(color: str) -> FilePayload:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), color).save(content, "JPEG")
    return {"name": f"{color}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def work(page: Page, case: Case) -> Page:
    page.locator(f"#work-{case.tracking_code} > details > summary").click()
    return page


@pytest.fixture
def case(transactional_db: None) -> Case:
    selin = cast.staff("selin")
    mine = [cast.open_case(at=now()), cast.open_case("Parktaki bank kırık.", at=now())]
    for each in mine:
        actions.accept(case=each, by=selin, at=now())
    return mine[0]


def test_a_report_without_a_line_arrives_once(opened: Opened, case: Case) -> None:
    page = opened.page("/crew/", "selin")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.locator("html[data-kept=yes]").wait_for()
    wrong = opened.looks.at(page, "works")
    page.context.set_offline(True)
    page.reload()
    form = work(page, case).locator(f"#work-{case.tracking_code} form")
    form.get_by_label("yapıldı").check()
    form.get_by_label("Önceki fotoğraf").set_input_files(photo("red"))
    form.get_by_label("Sonraki fotoğraf").set_input_files(photo("green"))
    form.get_by_label("Not").fill("Dallar budandı.")
    wrong += opened.looks.at(page, "work")
    form.get_by_role("button", name="Bildirimi gönder").click()
    expect(page.locator("#crew-count")).to_have_text("1")
    expect(page.locator("#crew-line")).to_contain_text("Bağlantı yok")
    wrong += opened.looks.at(page, "waiting")
    assert not FieldReport.objects.exists()
    context = page.context
    page.close()
    page = context.new_page()
    page.goto("/crew/")
    expect(page.locator("#crew-count")).to_have_text("1")
    context.set_offline(False)
    expect(page.locator("#crew-waiting")).to_be_hidden()
    report = FieldReport.objects.get()
    assert (report.case, report.found, report.note) == (case, "done", "Dallar budandı.")
    assert FieldPhoto.objects.filter(report=report).count() == 2
    assert wrong == []


def test_what_the_server_refuses_is_said_and_can_be_thrown_away(opened: Opened, case: Case) -> None:
    page = opened.page("/crew/", "selin")
    form = work(page, case).locator(f"#work-{case.tracking_code} form")
    form.get_by_role("button", name="Bildirimi gönder").click()
    expect(page.locator("#crew-queue")).to_contain_text("Nasıl olduğunu söyleyin.")
    page.get_by_role("button", name="Sil").click()
    expect(page.locator("#crew-waiting")).to_be_hidden()
    assert not FieldReport.objects.exists()
