"""A citizen calls from the browser and uses the keys of the page in the voice menu (RFC 4733)."""

from __future__ import annotations

from typing import Any

import pytest
from tests.journeys.calling import telephone
from tests.parts.browsing import PHONE, OpenPage
from tests.switchboard.menu.kocaeli import CITY
from tests.telephony.ears import ears
from tests.telephony.switchboards import Switchboard, until, write_tones

from alo153.launch import prompts
from alo153.launch.asterisk import Asterisk
from alo153.switchboard.models import Call

pytestmark = [pytest.mark.journey, pytest.mark.telephony]


def test_the_keys_of_the_page_are_heard_in_the_menu(
    open_page: OpenPage, switchboard: Switchboard, asterisk: Asterisk, settings: Any
) -> None:
    write_tones(asterisk.sounds / "kocaeli", [prompt.name for prompt in prompts.read(CITY)])
    switchboard.stop()
    switchboard.start(ALO153_CITY="kocaeli", ALO153_SOUNDS=str(asterisk.sounds))
    page = open_page("/call/", permissions=["microphone"], viewport=PHONE)
    with ears(asterisk.telephony) as listening:
        page.get_by_role("button", name="Şimdi arayın").click()
        telephone(page, "talking")
        until(lambda: "kocaeli/main-menu" in listening.heard)
        page.locator("summary", has_text="Tuşlar").click()
        page.get_by_role("button", name="5", exact=True).click()
        until(lambda: "kocaeli/en/main-menu" in listening.heard)
        page.get_by_role("button", name="0", exact=True).click()
        until(lambda: Call.objects.filter(queued_at__isnull=False, language="en").exists())
