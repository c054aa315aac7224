"""A citizen applies where there is no line: what they wrote arrives by itself, and once."""

import io
import re

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Page, Route, expect
from tests.journeys.opened import Opened
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.parts.browser.caught import catch
from tests.parts.browser.line import go_offline, go_online
from tests.parts.waiting import until
from tests.web.portal.applying import AYSE, WORDS

from alo153.cases.models import Attachment, Case

pytestmark = pytest.mark.journey
DOOR = "**/apply/waiting/"
# Chromium wakes a worker for who may be told of things (unlisted rights are denied)
MAY_SYNC = ["background-sync", "notifications"]
TAKEN_OVER = "navigator.serviceWorker.controller !== null"
KEPT_IN_CACHES = """async () => {
  const names = await caches.keys();
  const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return kept.flat().map(({ url }) => new URL(url).pathname);
}"""


def photo(name: str = "pothole") -> FilePayload:
    content = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (40.0, 45.0, 56.0)
    Image.new("RGB", (2400, 1800), "gray").save(content, "JPEG", exif=exif)
    return {"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": content.getvalue()}


def installed(page: Page) -> Page:
    """Wait until the worker has kept what it needs, and has taken the page over.

    A page that is taken over while a test begins to catch its requests goes on past the test.
    """
    until(lambda: page.evaluate(TAKEN_OVER), what="no worker took the page over")
    return page


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open the form on a telephone that has been here before, and lose its line."""
    page = installed(open_page("/apply/offline/", viewport=PHONE))
    page.context.grant_permissions(MAY_SYNC)
    go_offline(page.context)
    page.goto("/apply/offline/")
    return ready(page)


def ready(page: Page) -> Page:
    page.locator("html[data-opened]").wait_for(state="attached")
    return page


def fill_in(page: Page, words: str = WORDS) -> None:
    page.get_by_label("Ne oldu?").fill(words)
    page.get_by_label("İlçe").select_option("İzmit")
    page.get_by_label("Bir iki sözcükle yazın").fill("agac bud")
    page.get_by_role("radio", name="Ağaç budama").check()
    page.get_by_role("radio", name="SMS ile").check()
    page.get_by_label("Telefon numarası").fill(AYSE)


def send(page: Page) -> None:
    page.get_by_role("button", name="Başvurumu gönder").click()


def arrived(page: Page) -> Case:
    """Wait until the telephone shows the code, and return its case."""
    code = page.locator("#kept .big-code").first
    expect(code).to_have_text(re.compile(r"^\d{3} \d{3} \d{3}$"))
    return Case.objects.get(tracking_code=code.inner_text().replace(" ", ""))


def test_without_a_line_it_waits_and_is_sent_by_itself(page: Page, opened: Opened) -> None:
    expect(page.get_by_text("Şu anda internet bağlantınız yok.")).to_be_visible()
    assert opened.looks.at(page, "empty") == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.get_by_label("Fotoğraf").set_input_files(photo())
    expect(page.get_by_alt_text("Fotoğrafınız")).to_be_visible()
    fill_in(page)
    # What is typed outlives the page
    expect(page.get_by_alt_text("Fotoğrafınız")).to_have_count(1)
    send(page)
    waiting = page.get_by_role("listitem").filter(has_text="Gönderilecek")
    expect(waiting).to_contain_text("Henüz bize ulaşmadı.")
    expect(page.get_by_label("Ne oldu?")).to_have_value("")
    expect(page.get_by_text("Başvurunuzu aldık")).to_have_count(0)
    assert opened.looks.at(page, "waiting") == []
    assert not Case.objects.exists()
    go_online(page.context)
    case = arrived(page)
    assert opened.looks.at(page, "taken") == []
    assert (case.text, case.contact_wish) == (WORDS, "sms")
    with Attachment.objects.get(case=case).file.open() as file:
        content = file.read()
    assert b"Exif" not in content
    assert max(Image.open(io.BytesIO(content)).size) == 1600
    page.get_by_role("link", name="Başvurumun sayfasına").click()
    expect(page.get_by_text("Başvurunuzu aldık.")).to_be_visible()
    page.go_back()
    ready(page)
    page.get_by_role("button", name="Not aldım, buradan sil").click()
    expect(page.locator("#kept")).to_be_hidden()
    page.reload()
    expect(ready(page).locator("#kept")).to_be_hidden()


@pytest.mark.windows  # the engine alone wakes no worker
def test_the_worker_sends_it_when_its_page_is_closed(page: Page) -> None:
    fill_in(page)
    send(page)
    expect(page.locator("#kept")).to_contain_text("Gönderilecek")
    tags = "navigator.serviceWorker.ready.then(({ sync }) => sync.getTags())"
    until(lambda: page.evaluate(tags) == ["applications"])
    page.goto("about:blank")
    go_online(page.context)
    until(Case.objects.exists, what="the worker was not woken")
    assert Case.objects.get().text == WORDS


def test_an_answer_that_was_lost_makes_no_second_case(open_page: OpenPage) -> None:
    # Requests of a worker pass by a test's routes: this telephone sends from its page
    page = ready(installed(open_page("/apply/offline/", viewport=PHONE)))
    fill_in(page)
    arrivals: list[Route] = []

    def lose(route: Route) -> None:
        if route.request.method == "POST" and not arrivals:
            arrivals.append(route)
            route.fetch()
            route.abort()
        else:
            route.continue_()

    catch(page, DOOR, lose)
    send(page)
    # Asking the page lets Playwright go on with what is held
    until(lambda: page.evaluate("true") and Case.objects.exists())
    unclear = page.get_by_role("listitem").filter(has_text="Ulaşıp ulaşmadığı henüz belli değil.")
    expect(unclear).to_be_visible()
    # It may be with the municipality: other words would be lost
    expect(unclear.get_by_role("button", name="Değiştir")).to_have_count(0)
    page.reload()
    assert arrived(page) == Case.objects.get()
    expect(page.locator("#kept li")).to_have_count(1)


def test_a_second_tab_takes_nothing_back_and_sends_nothing_twice(page: Page) -> None:
    fill_in(page)
    until(lambda: page.evaluate(KEPT_WORDS) == [WORDS], what="what is typed is not kept")
    other = page.context.new_page()
    other.goto("/apply/offline/")
    expect(ready(other).get_by_label("Ne oldu?")).to_have_value(WORDS)
    send(page)
    expect(page.locator("#kept")).to_contain_text("Gönderilecek")
    expect(other.get_by_label("Ne oldu?")).to_have_value("")
    other.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    other.get_by_label("Ne oldu?").fill("Başka bir sorun daha var.")
    until(lambda: len(page.evaluate(KEPT_WORDS)) == 2, what="the second tab keeps nothing")
    expect(page.get_by_role("listitem").filter(has_text="Gönderilecek")).to_contain_text(WORDS)
    go_online(page.context)
    assert arrived(page) == Case.objects.get()


def answering(page: Page, *statuses: int) -> None:
    """Answer so what is sent first; later ones reach the server."""
    left = list(statuses)

    def answer(route: Route) -> None:
        if route.request.method == "POST" and left:
            route.fulfill(status=left.pop(0), json={"errors": []})
        else:
            route.continue_()

    catch(page, DOOR, answer)


def test_what_is_too_large_or_known_by_other_words_stays_and_goes_out_at_its_owner_s_word(
    open_page: OpenPage,
) -> None:
    page = ready(installed(open_page("/apply/offline/", viewport=PHONE)))
    answering(page, 413, 409)
    fill_in(page)
    send(page)
    refused = page.get_by_role("listitem").filter(has_text="Başvurunuz alınamadı")
    expect(refused).to_contain_text("Dosyalar fazla büyük olabilir.")
    refused.get_by_role("button", name="Değiştir").click()
    expect(page.get_by_label("Ne oldu?")).to_have_value(WORDS)
    send(page)
    known = page.get_by_role("listitem").filter(has_text="başka bir hâli bize ulaşmış")
    expect(known).to_contain_text(WORDS)
    # What is open in the list stays so while one writes
    known.get_by_text("Sil", exact=True).click()
    page.get_by_label("Ne oldu?").fill("Başka")
    until(lambda: "Başka" in page.evaluate(KEPT_WORDS), what="what is typed is not kept")
    expect(known.get_by_role("button", name="Evet, tümüyle sil")).to_be_visible()
    known.get_by_role("button", name="Yeni başvuru olarak gönder").click()
    assert arrived(page).text == WORDS


HELD = """() => {
  const draw = createImageBitmap;
  window.createImageBitmap = (...of) => new Promise((done) => {
    window.drawn = () => done(draw(...of));
  });
}"""


def test_a_photo_that_is_being_made_small_is_waited_for(open_page: OpenPage) -> None:
    page = ready(installed(open_page("/apply/offline/", viewport=PHONE)))
    page.evaluate(HELD)
    fill_in(page)
    page.get_by_label("Fotoğraf").set_input_files(photo())
    send(page)
    expect(page.get_by_text("Fotoğraf hazırlanıyor…")).to_be_visible()
    page.evaluate("drawn()")
    assert arrived(page).attachments.count() == 1
    assert not page.evaluate(KEPT_WORDS)[1:]


def opened_without(open_page: OpenPage, lacking: str) -> Page:
    page = open_page("/", viewport=PHONE)
    page.add_init_script(lacking)
    page.goto("/apply/offline/")
    return page


def test_a_telephone_that_keeps_nothing_shows_the_form_and_leads_to_the_pages(
    open_page: OpenPage,
) -> None:
    broken = "IDBFactory.prototype.open = () => { throw new DOMException('full'); }"
    page = ready(opened_without(open_page, broken))
    expect(page.get_by_label("Ne oldu?")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("153 hattını arayın")
    page.get_by_role("link", name="soruları tek tek yanıtlayarak başvurun").click()
    page.wait_for_url("**/apply/photo/")


def test_an_old_browser_gets_the_pages(open_page: OpenPage) -> None:
    opened_without(open_page, "delete window.BroadcastChannel").wait_for_url("**/apply/photo/")


def test_what_is_refused_is_said_and_changed(page: Page) -> None:
    page.get_by_label("Fotoğraf").set_input_files(
        {"name": "note.jpg", "mimeType": "image/jpeg", "buffer": b"no photo at all"}
    )
    fill_in(page)
    send(page)
    expect(page.locator("#kept")).to_contain_text("Gönderilecek")
    go_online(page.context)
    refused = page.get_by_role("listitem").filter(has_text="Başvurunuz alınamadı")
    expect(refused).to_contain_text("Yalnızca fotoğraf")
    expect(page.get_by_role("status").filter(has_text="Başvurunuz alınamadı")).to_be_attached()
    refused.get_by_role("button", name="Değiştir").click()
    expect(page.get_by_label("Ne oldu?")).to_have_value(WORDS)
    expect(page.get_by_role("radio", name="Ağaç budama")).to_be_checked()
    page.get_by_role("button", name="Kaldır").click()
    send(page)
    assert arrived(page).attachments.count() == 0


def test_what_is_missing_is_said_without_a_line_and_nothing_typed_is_lost(page: Page) -> None:
    send(page)
    expect(page.get_by_role("alert").filter(has_text="Sorunu bir cümleyle yazın.")).to_be_visible()
    expect(page.get_by_label("Ne oldu?")).to_be_focused()
    page.keyboard.type(WORDS)
    until(lambda: page.evaluate(KEPT_WORDS) == [WORDS], what="what is typed is not kept")
    page.reload()
    expect(ready(page).get_by_label("Ne oldu?")).to_have_value(WORDS)
    # Of another day somebody may not know it any more
    page.evaluate(WRITTEN_DAYS_AGO, 1)
    page.reload()
    expect(ready(page).get_by_label("Ne oldu?")).to_have_value("")
    begun = page.get_by_role("listitem").filter(has_text="Yazmaya başladığınız bir başvuru var")
    expect(begun).to_contain_text("dün")
    begun.get_by_role("button", name="Devam et").click()
    expect(page.get_by_label("Ne oldu?")).to_have_value(WORDS)
    send(page)
    expect(page.get_by_text("Konunuza en yakın olanı seçin.").first).to_be_visible()
    assert not Case.objects.exists()


KEPT_WORDS = """() => new Promise((done) => {
  const request = indexedDB.open("portal", 1);
  request.onsuccess = () => {
    const rows = request.result.transaction("applications").objectStore("applications").getAll();
    rows.onsuccess = () => {
      request.result.close();
      done(rows.result.map(({ fields }) => Object.fromEntries(fields).text));
    };
  };
})"""


# A round of sending that has begun would write its own words over it
WRITTEN_DAYS_AGO = """(days) => navigator.locks.request("applications", () =>
  new Promise((done) => {
  const request = indexedDB.open("portal", 1);
  request.onsuccess = () => {
    const step = request.result.transaction("applications", "readwrite");
    const table = step.objectStore("applications");
    const kept = table.getAll();
    kept.onsuccess = () => {
      const written = Date.now() - days * 24 * 3600 * 1000;
      for (const one of kept.result) table.put({ ...one, written });
    };
    step.oncomplete = () => { request.result.close(); done(); };
  };
}))"""


def test_its_owner_deletes_it_and_is_asked_after_a_week(page: Page) -> None:
    fill_in(page)
    send(page)
    expect(page.locator("#kept")).to_contain_text("Gönderilecek")
    page.evaluate(WRITTEN_DAYS_AGO, 8)
    go_online(page.context)
    page.reload()
    old = ready(page).get_by_role("listitem").filter(has_text="Bu hâlâ geçerli mi?")
    expect(old).to_be_visible()
    assert not Case.objects.exists()
    old.get_by_text("Sil", exact=True).click()
    old.get_by_role("button", name="Evet, tümüyle sil").click()
    expect(page.locator("#kept")).to_be_hidden()
    assert not Case.objects.exists()


def test_whatever_page_of_an_application_is_opened_the_form_comes_up(page: Page) -> None:
    for path in ("/apply/", "/apply/start/", "/apply/check/"):
        page.goto(path)
        expect(ready(page).get_by_label("Ne oldu?")).to_be_visible()


def test_where_the_line_breaks_between_two_pages_the_words_go_on(open_page: OpenPage) -> None:
    page = installed(open_page("/apply/text/", viewport=PHONE))
    page.reload()  # a worker serves the page that is opened after it came
    page.get_by_label("Ne oldu?").fill(WORDS)
    go_offline(page.context)
    page.locator(".ways button[value=next]").click()
    expect(ready(page).get_by_label("Ne oldu?")).to_have_value(WORDS)
    expect(page.get_by_text("Şu anda internet bağlantınız yok.")).to_be_visible()


def test_the_worker_keeps_no_page_of_a_person_and_serves_no_page_of_staff(
    open_page: OpenPage,
) -> None:
    page = installed(open_page("/apply/offline/", viewport=PHONE))
    for path in ("/apply/text/", "/apply/start/", "/track/", "/chat/", "/accounts/login/"):
        page.goto(path)
        served = page.evaluate("navigator.serviceWorker.controller !== null")
        assert served == path.startswith("/apply/"), path
    kept = set(page.evaluate(KEPT_IN_CACHES))
    assert "/apply/offline/" in kept
    assert [each for each in kept if not each.startswith(("/static/", "/theme.css"))] == [
        "/apply/offline/"
    ]


def test_by_keyboard_alone(page: Page) -> None:
    page.get_by_label("Ne oldu?").focus()
    page.keyboard.type(WORDS)
    reach(page, "Konuyu bir iki sözcükle yazın")
    page.keyboard.type("agac bud")
    reach(page, "Ağaç budama")
    page.keyboard.press("Space")
    reach(page, "SMS ile")
    page.keyboard.press("Space")
    reach(page, "Telefon numarası")
    page.keyboard.type(AYSE)
    reach(page, "Başvurumu gönder")
    page.keyboard.press("Enter")
    expect(page.locator("#kept")).to_contain_text("Gönderilecek")


NAMED = """() => {
  const here = document.activeElement;
  return here.labels?.[0]?.textContent.trim() || here.textContent.trim();
}"""


def reach(page: Page, name: str) -> None:
    """Go on by the Tab key to what has this name."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(NAMED).startswith(name):
            return
    raise AssertionError(name)


def test_without_script_one_applies_question_by_question(open_page: OpenPage) -> None:
    page = open_page("/apply/offline/", java_script_enabled=False)
    page.get_by_role("link", name="Soruları tek tek yanıtlayarak başvurun.").click()
    expect(page.get_by_label("Fotoğraf")).to_be_visible()
