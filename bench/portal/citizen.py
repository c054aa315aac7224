"""A citizen who applies on a cheap phone: how many presses and how long, from the first page on.

The phone is that of the scores: a processor four times slower on a slow mobile line. Nobody types
as fast as a script: letters come at the mean of 37,000 people on telephones (36 words a minute,
five letters a word; Palin et al., MobileHCI 2019), and each page is looked at before it is
answered.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import Geolocation, Page, sync_playwright

SLOWER: Final = 4
_LINE: Final = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.75e6 / 8,
}
_LETTER_MS: Final = 60_000 / (36 * 5)
LOOK_SECONDS: Final = 1.5
"""Before each page is answered."""
_HERE: Final[Geolocation] = {"latitude": 40.7691, "longitude": 29.9752}
_WORDS: Final = "Ağacın dalları lambayı kapatıyor."
_PHONE: Final = "05320000101"
_CAMERA: Final = (4000, 3000)


@dataclass
class Citizen:
    """Somebody with a phone; `presses` counts fingers on buttons, letters are counted apart."""

    page: Page
    presses: int = 0
    letters: int = 0

    def press(self, name: str, role: Any = "button") -> None:
        """Press what has this name."""
        self.page.get_by_role(role, name=name).first.click()
        self.presses += 1

    def type(self, label: str, words: str) -> None:
        """Press a field and type into it, letter by letter."""
        field = self.page.get_by_label(label).first
        field.click()
        field.press_sequentially(words, delay=_LETTER_MS)
        self.presses += 1
        self.letters += len(words)

    def look(self, heading: str) -> None:
        """Wait for a page and read it."""
        self.page.get_by_role("heading", level=1, name=heading).wait_for()
        time.sleep(LOOK_SECONDS)

    def go_on(self) -> None:
        """Press the button that leads to the next page."""
        self.page.locator(".ways button[value=next]").click()
        self.presses += 1


@dataclass(frozen=True)
class Applied:
    """What an application took."""

    presses: int
    letters: int
    seconds: float


def apply(url: str, *, chromium: Path, clock: Callable[[], float] = time.monotonic) -> Applied:
    """Apply once, with a photo, the place of the phone and an answer by SMS."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(
            viewport={"width": 360, "height": 740},
            has_touch=True,
            locale="tr-TR",
            geolocation=_HERE,
            permissions=["geolocation"],
        )
        citizen = Citizen(context.new_page())
        _slow(citizen.page)
        citizen.page.goto(url)
        citizen.look("yardımcı")
        begun = clock()
        _answer(citizen)
        seconds = clock() - begun
        browser.close()
    return Applied(citizen.presses, citizen.letters, seconds)


def _slow(page: Page) -> None:
    """Make the phone a cheap one on a slow line."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", _LINE)
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def _answer(citizen: Citizen) -> None:
    page = citizen.page
    citizen.press("Başvuru yapın", "link")
    citizen.look("Fotoğrafınız")
    # Choose the camera, and press its shutter
    citizen.presses += 2
    page.get_by_label("Fotoğraf").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": _photo()}
    )
    page.get_by_alt_text("1. fotoğrafınız").wait_for()
    citizen.go_on()
    citizen.look("Nerede")
    citizen.press("Bulunduğum yeri kullan")
    page.get_by_text("mahallesinde görünüyor").wait_for()
    citizen.go_on()
    citizen.look("Bize anlatın")
    citizen.type("Ne oldu?", _WORDS)
    citizen.go_on()
    citizen.look("Konu nedir")
    citizen.type("Bir iki sözcükle yazın", "ağaç")
    citizen.press("Ağaç budama", "radio")
    citizen.go_on()
    citizen.look("Size nasıl")
    citizen.press("SMS ile", "radio")
    citizen.type("Telefon numarası", _PHONE)
    citizen.go_on()
    citizen.look("Her şey")
    citizen.press("Başvurumu gönder")
    page.get_by_role("heading", name="Başvurunuzu aldık").wait_for()


def _photo() -> bytes:
    """Return a photo as large as a telephone makes."""
    noise = Image.effect_noise((_CAMERA[0] // 8, _CAMERA[1] // 8), 60).convert("RGB")
    file = io.BytesIO()
    noise.resize(_CAMERA).save(file, "JPEG", quality=90)
    return file.getvalue()
