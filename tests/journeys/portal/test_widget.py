"""A citizen presses a button on the city's own site, asks in writing, and hears of the answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import FrameLocator, Page, expect
from tests.journeys.opened import Opened

pytestmark = pytest.mark.journey
WORDS = "Suyumuz ne zaman gelecek?"


@contextmanager
def site_of_the_city(portal: str) -> Iterator[str]:
    """Serve a page with our button, and a policy that allows nothing but what the how-to names.

    It is on the portal's domain, by another port.
    """

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header(
                "Content-Security-Policy",
                f"default-src 'none'; script-src {portal}; frame-src {portal}",
            )
            self.end_headers()
            self.wfile.write(
                f"""<!DOCTYPE html><html lang="tr"><title>Belediye</title><h1>Haberler</h1>
                <script async src="{portal}/static/alo153/widget.js" data-open="Bize yazın"
                data-close="Kapat" data-news="Yanıt geldi"></script>""".encode()
            )

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{urlsplit(portal).hostname}:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(name="page")
def _page(opened: Opened, settings: Any) -> Iterator[Page]:
    """Open the city's own site."""
    page = opened.page("/theme.css")
    address = urlsplit(page.url)
    with site_of_the_city(f"{address.scheme}://{address.netloc}") as site:
        settings.WIDGET_SITES = [site]
        page.goto(site)
        yield page
        page.goto("about:blank")


def frame_of(page: Page) -> FrameLocator:
    """Open the panel and return what is in it."""
    page.get_by_role("button", name="Bize yazın").click()
    return page.frame_locator("iframe")


def calls_from(page: Page, frame: FrameLocator) -> None:
    """Press call in the panel: the window that opens asks for a telephone of its own."""
    with page.context.expect_page() as window:
        frame.get_by_role("link", name="153 hattını arayın").click()
    calling = window.value
    calling.locator("html[data-ready]").wait_for(state="attached")
    with calling.expect_response("**/call/session/") as given:
        calling.get_by_role("button", name="Şimdi ara").click()
    assert given.value.json()["number"] == "153"
    calling.close()


def test_an_answer_comes_to_the_page_of_the_city(opened: Opened, page: Page) -> None:
    frame = frame_of(page)
    apply = frame.get_by_role("link", name="Başvuru yapın")
    with page.context.expect_page() as window:
        apply.click()
    expect(window.value.get_by_role("heading", level=1)).to_be_visible()
    window.value.close()

    calls_from(page, frame)

    frame.get_by_role("link", name="Bize yazın").click()
    frame.locator("html[data-ready]").wait_for(state="attached")
    frame.get_by_label("Mesajınız").fill(WORDS)
    frame.get_by_role("button", name="Gönder", exact=True).click()
    expect(frame.get_by_role("log")).to_contain_text(WORDS)
    frame.locator("html[data-ready]").wait_for(state="attached")

    frame.get_by_label("Mesajınız").press("Escape")
    button = page.get_by_role("button", name="Bize yazın")
    expect(button).to_be_focused()

    agent = opened.desk("elif", "/center/conversations/")
    agent.locator("[data-row]").first.click()
    agent.get_by_label("Yanıtınız").fill("Bugün saat 18.00'de.")
    agent.get_by_role("button", name="Gönder: canlı yazışma").click()
    button = page.get_by_role("button", name="Bize yazın: Yanıt geldi")
    expect(button).to_be_visible()
    button.press("Enter")
    expect(frame.get_by_role("log")).to_contain_text("Bugün saat 18.00'de.")
