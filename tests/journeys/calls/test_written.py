"""An agent with a call and two chats, on real parts: none of the three is lost."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.contacts.conversations.chat.chats import said
from tests.journeys.calling import be_ready, call_of, picks_up, telephone
from tests.parts.browser import sounds
from tests.parts.browser.browsing import OpenPage
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import Switchboard, until, write_prompts

from alo153.calls.models import Call
from alo153.contacts.models import Conversation
from alo153.core.clock import now

pytestmark = [pytest.mark.journey, pytest.mark.telephony]
QUEUES = """
[skills]

[[queue]]
key = "general"
name = "Genel"

[written]
caller_waits = 1

[[medium]]
channel = "chat"
at_once = 3
live = true
"""
PACKETS = "document.querySelector('alo-softphone').audioPackets()"
LAMP, WATER = "Sokak lambası yanmıyor.", "Su ne zaman gelecek?"


@pytest.fixture(autouse=True)
def city(switchboard: Switchboard, tmp_path: Path, settings: Any) -> None:
    """Run a center that offers chats, and lets a caller wait for a second because of one."""
    cast.staff("elif")
    folder = tmp_path / "city"
    write_prompts(folder)
    (folder / "queues.toml").write_text(QUEUES)
    settings.CITY = str(folder)
    switchboard.stop()
    switchboard.start(ALO153_CITY=str(folder))


def takes(agent: Page, words: str) -> Conversation:
    """Let a citizen write, and take it with one key."""
    talk = said(words, token=f"a-token-for-{words}", at=now()).conversation
    assert talk
    expect(agent.locator("#written [data-offer]")).to_be_visible()
    agent.keyboard.press("Control+F11")
    expect(agent.get_by_label("Mesajlar")).to_contain_text(words)
    expect(agent.locator("#written [data-offer]")).to_have_count(0)
    return talk


def test_a_call_and_two_chats(open_page: OpenPage, sipp: Sippers) -> None:
    agent = be_ready(open_page, "elif")
    lamp, _ = takes(agent, LAMP), takes(agent, WATER)
    chips = agent.locator("#written .written-hand a")
    expect(chips).to_have_count(2)

    sounds.write_down(agent)
    sipp.call("caller_until_bye")
    telephone(agent, "ringing")
    sounds.heard(agent, 2)
    picks_up(agent)
    call = call_of("elif")
    expect(chips).to_have_count(2)

    agent.locator(f"#written a[href='/center/conversations/{lamp.pk}/']").click()
    expect(agent.get_by_label("Mesajlar")).to_contain_text(LAMP)
    agent.get_by_label("Yanıtınız").fill("Yarın onarılacak.")
    agent.get_by_role("button", name=re.compile("Gönder: ")).click()
    expect(agent.get_by_label("Mesajlar")).to_contain_text("Yarın onarılacak.")
    before = agent.evaluate(PACKETS)["received"]
    until(lambda: agent.evaluate(PACKETS)["received"] > before + 25, what="the caller is silent")
    sounds.write_down(agent)
    said("Teşekkürler.", token=f"a-token-for-{LAMP}", at=now())
    expect(chips.locator("visible=true").filter(has_text="yanıtlandı")).to_have_count(0)
    expect(agent.get_by_label("Mesajlar")).to_contain_text("Teşekkürler.")
    sounds.heard(agent, 1)
    expect(agent.locator("#written-words")).to_contain_text("Yeni mesaj: ")
    assert len(sounds.notes(agent)) == 1

    agent.keyboard.press("Shift+F8")
    until(lambda: Call.objects.filter(pk=call.pk, outcome="answered").exists())
    expect(chips).to_have_count(2)
    mine = Conversation.objects.filter(assignee=cast.staff("elif"), state="waiting")
    assert mine.count() == 2
