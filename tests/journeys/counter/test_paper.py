"""The number goes out on a roll of 80 mm: the PDF of Chromium is what a printer's driver gets."""

import io
import uuid

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from tests.counter import visitors
from tests.parts.browser.browsing import OpenPage

from alo153.city import queries as city
from alo153.city.models import Office, OfficeService

pytestmark = pytest.mark.journey
MILLIMETER = 72 / 25.4
# On a roll of 80 mm the head of the printer reaches 72
ROLL, HEAD = 80, 72


def test_a_number_fits_a_roll_of_80_mm_whatever_it_is_called(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(city, "is_office_open", lambda *_: True)
    long = "Büyükşehir Belediyesi Başkanlığı İletişim Merkezi, Yahyakaptan"
    Office.objects.filter(slug="izmit").update(name=long)
    labels = {"tr": "Emlak, çevre temizlik ve ilan reklam vergisi işlemleri"}
    OfficeService.objects.filter(office__slug="izmit", letter="A").update(labels=labels)
    device, token = visitors.device()
    for _ in range(3):
        visitors.take("A", at_kiosk=device)
    press = uuid.uuid4()
    visitors.take("A", at_kiosk=device, press=press, priority=True)
    page = open_page("/theme.css")
    page.add_init_script("window.print = () => {};")
    page.goto(f"/counter/kiosk/{token}/tr/{press}/")
    expect(page.locator(".paper-number")).to_be_visible()
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 1, "a second page is a second paper"
    assert float(pages[0].mediabox.width) == pytest.approx(ROLL * MILLIMETER, abs=1)
    words = pages[0].extract_text()
    assert "A004" in words
    assert "Yahyakaptan" in words
    assert "reklam vergisi" in words
    assert "Tamam" not in words
    page.emulate_media(media="print")
    # As wide as the paper without its margins
    page.set_viewport_size({"width": round((ROLL - 10) * 96 / 25.4), "height": 600})
    widest = page.evaluate("document.documentElement.scrollWidth")
    assert widest <= HEAD * 96 / 25.4
