"""A letter waits in its queue: the switchboard offers it there, and a move takes it elsewhere.

Mail server, Asterisk and switchboard are real ones; the agent without a telephone uses keys.
"""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests import cast
from tests.contacts.conversations.by_mail import comes, written
from tests.journeys.calling import be_ready
from tests.journeys.opened import Opened
from tests.parts.browser.browsing import OpenPage
from tests.parts.processes.dovecot import Box
from tests.telephony.programs.switchboards import Switchboard, write_prompts

from alo153.accounts.actions import set_skills
from alo153.contacts.models import Conversation, ConversationOffer
from alo153.core.actor import SYSTEM
from alo153.core.clock import now

pytestmark = [pytest.mark.journey, pytest.mark.telephony]
QUEUES = """
[skills]
roads = "Yol"
water = "Su"

[[queue]]
key = "general"
name = "Genel"

[[queue]]
key = "roads"
name = "Yol ve bakım"
skill = "roads"

[[queue]]
key = "water"
name = "Su ve kanal"
skill = "water"

[[medium]]
channel = "email"
at_once = 3
target = 3600
addresses = { "yol@kent.example" = "roads", "su@kent.example" = "water" }
"""
PIPE, METER = "Caddede boru patladı", "Sayacım okunmadı"


@pytest.fixture(autouse=True)
def city(switchboard: Switchboard, tmp_path: Path, settings: Any) -> None:
    """Run a center in which Murat serves water, and nobody who is ready serves roads."""
    cast.staff("elif")
    set_skills(user=cast.staff("murat"), skills={"water": 3}, by=SYSTEM, at=now())
    folder = tmp_path / "city"
    write_prompts(folder)
    (folder / "queues.toml").write_text(QUEUES)
    settings.CITY = str(folder)
    switchboard.stop()
    switchboard.start(ALO153_CITY=str(folder))


def letter(subject: str, to: str) -> bytes:
    mail: EmailMessage = written(subject, "Merhaba.", Message_ID=f"<{to}-1>")
    mail.replace_header("To", to)
    return mail.as_bytes()


def waiting(wall: Page, queue: str) -> Locator:
    """Return the cell of the wall that says how many letters of a queue wait."""
    row = wall.locator(".wall-now tbody tr").filter(has_text=f"{queue}, e-posta")
    return row.locator("td").first


def test_a_letter_is_offered_in_its_queue_and_moved_to_the_agents_of_another(
    opened: Opened, open_page: OpenPage, box: Box
) -> None:
    murat = be_ready(open_page, "murat")
    comes(box, letter(PIPE, "yol@kent.example"), now=now)
    comes(box, letter(METER, "su@kent.example"), now=now)
    pipe = Conversation.objects.get(subject=PIPE)

    takes(murat, METER)
    # It waits longer than the one that he was offered
    assert not ConversationOffer.objects.filter(conversation=pipe).exists()
    wall = opened.page("/live/", "hakan")
    expect(waiting(wall, "Yol ve bakım")).to_have_text("1")
    expect(waiting(wall, "Su ve kanal")).to_have_text("1")

    elif_ = opened.desk("elif", "/center/conversations/")
    wrong = moves_it(elif_, opened)
    takes(murat, PIPE)
    expect(waiting(wall, "Su ve kanal")).to_have_text("2")
    expect(waiting(wall, "Yol ve bakım")).to_have_count(0)
    pipe.refresh_from_db()
    assert (pipe.queue, pipe.assignee) == ("water", cast.staff("murat"))
    assert not wrong, "\n".join(wrong)


def takes(agent: Page, subject: str) -> None:
    """Take with one key what is offered out of the queue of water, and read it."""
    expect(agent.locator("#written [data-offer]")).to_contain_text("e-posta · Su ve kanal")
    agent.keyboard.press("Control+F11")
    expect(agent.locator("#talk-head")).to_contain_text(subject)
    expect(agent.locator("#written [data-offer]")).to_have_count(0)


def moves_it(page: Page, opened: Opened) -> list[str]:
    """Choose a queue of the list, read its letter, move it; say what is wrong with the looks."""
    queues = page.get_by_role("navigation", name="Kuyruklar")
    queues.get_by_role("link", name="Yol ve bakım 1").focus()
    page.keyboard.press("Enter")
    expect(queues.locator("[aria-current]")).to_have_text("Yol ve bakım 1")
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("e-posta · Yol ve bakım")
    wrong = opened.looks.at(page, "queue-of-list")
    rows.focus()
    page.keyboard.press("Enter")
    page.locator("#case summary", has_text="Başka kuyruğa taşı").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Kuyruk", exact=True).focus()
    page.keyboard.type("Su")
    wrong += opened.looks.at(page, "queue-move")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#talk-facts")).to_contain_text("Su ve kanal")
    expect(page.get_by_text("Yazışma “Su ve kanal” kuyruğunda bekliyor.")).to_be_visible()
    wrong += opened.looks.at(page, "queue-moved")
    return wrong
