"""A citizen calls from the browser and uses the keys of the page in the voice menu (RFC 4733)."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect
from tests.calls.menu.kocaeli import CITY
from tests.journeys.calling import telephone
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.telephony.programs.played_sounds import played
from tests.telephony.programs.switchboards import Switchboard, until, write_tones

from alo153.calls.models import Call
from alo153.launch.telephony import prompts
from alo153.launch.telephony.asterisk import Asterisk

# The sound's line is there later than the call: keys sent before are lost, as Chromium loses them
LATE_LINE = """
const state = Object.getOwnPropertyDescriptor(RTCPeerConnection.prototype, "connectionState").get;
const insert = RTCDTMFSender.prototype.insertDTMF;
const lines = new Set();
let isThere = false;
Object.defineProperty(RTCPeerConnection.prototype, "connectionState", {
  get() {
    lines.add(this);
    return isThere ? state.call(this) : "connecting";
  },
});
RTCDTMFSender.prototype.insertDTMF = function (...keys) {
  if (isThere) insert.apply(this, keys);
};
window.lineComes = () => {
  isThere = true;
  for (const line of lines) line.dispatchEvent(new Event("connectionstatechange"));
};
"""
pytestmark = [pytest.mark.journey, pytest.mark.telephony]


def test_the_keys_of_the_page_are_heard_in_the_menu(
    open_page: OpenPage, switchboard: Switchboard, asterisk: Asterisk, settings: Any
) -> None:
    write_tones(asterisk.sounds / "kocaeli", [prompt.name for prompt in prompts.read(CITY)])
    switchboard.stop()
    switchboard.start(ALO153_CITY="kocaeli", ALO153_SOUNDS=str(asterisk.sounds))
    # A key ends what is said: nobody has to press within the two seconds after it.
    # Written now, for the switchboard refuses a menu that lasts so long.
    long = ["main-menu", "en/main-menu", "en/enter-code"]
    write_tones(asterisk.sounds / "kocaeli", long, seconds=80)
    page = open_page("/theme.css", permissions=["microphone"], viewport=PHONE)
    page.add_init_script(LATE_LINE)
    page.goto("/call/")
    with played(asterisk.telephony) as listening:
        page.get_by_role("button", name="Şimdi ara").click()
        telephone(page, "talking")
        until(lambda: "kocaeli/main-menu" in listening.heard)
        expect(page.get_by_role("status")).to_contain_text("Sesli menü")
        keys = page.get_by_role("group", name="Sesli menü")
        keys.get_by_role("button", name="5 İngilizce (English)").press("Enter")
        page.evaluate("lineComes()")
        until(lambda: "kocaeli/en/main-menu" in listening.heard)
        # The buttons follow, and whoever came by keyboard is still at them
        buttons = keys.get_by_role("button")
        foreign = ["1 Takip kodu", "2 Sizi arayalım", "8 Bilgi", "0 Temsilci"]
        expect(buttons).to_have_text(foreign)
        expect(page.get_by_role("status")).to_contain_text("Sesli menüdesiniz (Menü). Dinleyin")
        expect(keys).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        # A code is typed with the keypad, which is there now
        expect(buttons).to_have_text(["* Temsilci"])
        page.get_by_role("button", name="0", exact=True).click()
        until(lambda: Call.objects.filter(queued_at__isnull=False, language="en").exists())
        expect(buttons).to_have_count(0)
    pressed = [step["key"] for step in Call.objects.get(language="en").menu_path]
    assert pressed == ["5", "1", "0"], "the agent sees this way, too"
