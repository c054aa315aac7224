"""The line breaks while somebody applies page by page: nothing is lost, nothing comes twice."""

import io

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, expect
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.parts.browser.line import go_offline, go_online
from tests.parts.waiting import until
from tests.web.portal.applying import AYSE, WORDS

from alo153.cases.models import Case

pytestmark = pytest.mark.journey
# As if the answer, a redirect, came back and the page behind it did not
TAKEN_OVER = "navigator.serviceWorker.controller !== null"
PRESS = """async () => {
  const form = document.querySelector("form[data-last]");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.requestSubmit();
  await fetch("/apply/check/", { method: "POST", redirect: "manual", body: new FormData(form) });
}"""


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open the first page on a telephone that has been here before."""
    page = open_page("/apply/photo/", viewport=PHONE)
    until(lambda: page.evaluate(TAKEN_OVER), what="no worker took the page over")
    page.reload()  # a worker serves the page that is opened after it came
    return page


def ready(page: Page) -> Page:
    page.locator("html[data-opened]").wait_for(state="attached")
    return page


def go_on(page: Page, path: str) -> None:
    page.locator(".ways button[value=next]").click()
    page.wait_for_url(f"**{path}")


def photo() -> FilePayload:
    content = io.BytesIO()
    Image.new("RGB", (640, 480), "gray").save(content, "JPEG")
    return {"name": "pothole.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def answer(page: Page) -> None:
    """Answer all but the last page."""
    page.goto("/apply/place/")
    page.get_by_label("İlçe").select_option("İzmit")
    go_on(page, "/apply/text/")
    page.get_by_label("Ne oldu?").fill(WORDS)
    go_on(page, "/apply/topic/")
    page.locator("details.all-topics").evaluate("(part) => { part.open = true; }")
    topic = page.locator("input[name=topic][value=agac-budama]").last
    topic.wait_for(state="attached")

    def chosen() -> bool:
        # The list may be drawn anew, and closed, as its proposals arrive
        for part in page.locator("details.all-topics, details.all-topics details").all():
            part.evaluate("(part) => { part.open = true; }")
        topic.evaluate("(box) => box.checkVisibility() && box.click()")
        return topic.is_checked()

    until(chosen)
    go_on(page, "/apply/answer/")
    page.get_by_role("radio", name="SMS ile").check()
    page.get_by_label("Telefon numarası").fill(AYSE)
    go_on(page, "/apply/check/")


@pytest.mark.parametrize("path", ["/apply/sent/", "/apply/check/", "/apply/text/"])
def test_what_may_have_arrived_is_not_offered_once_more(page: Page, path: str) -> None:
    answer(page)
    page.evaluate(PRESS)
    until(lambda: page.evaluate("true") and Case.objects.exists())
    go_offline(page.context)
    page.goto(path)
    expect(ready(page).locator("#unclear")).to_be_visible()
    expect(page.get_by_label("Ne oldu?")).to_have_value("")
    go_online(page.context)
    page.get_by_role("link", name="Ulaştı mı, bakın").click()
    expect(page.get_by_text("Başvurunuzu aldık")).to_be_visible()
    # With that it is settled: the next one is another
    page.goto("/apply/text/")
    go_offline(page.context)
    page.goto("/apply/text/")
    expect(ready(page).locator("#unclear")).to_be_hidden()
    assert Case.objects.count() == 1


def test_photos_of_the_pages_are_named_and_go_along(page: Page) -> None:
    page.get_by_label("Fotoğraf").set_input_files(photo())
    go_on(page, "/apply/place/")
    page.goto("/apply/text/")
    page.get_by_label("Ne oldu?").fill(WORDS)
    go_on(page, "/apply/topic/")
    go_offline(page.context)
    page.reload()
    expect(ready(page).get_by_label("Ne oldu?")).to_have_value(WORDS)
    expect(page.get_by_text("Daha önce eklediğiniz 1 fotoğraf bizde")).to_be_visible()
    page.get_by_label("Bir iki sözcükle yazın").fill("agac bud")
    page.get_by_role("radio", name="Ağaç budama").check()
    page.get_by_role("radio", name="SMS ile").check()
    page.get_by_label("Telefon numarası").fill(AYSE)
    go_online(page.context)
    page.get_by_role("button", name="Başvurumu gönder").click()
    until(lambda: page.evaluate("true") and Case.objects.exists())
    assert Case.objects.get().attachments.count() == 1
    expect(page.locator("#offline-staged")).to_be_hidden()
