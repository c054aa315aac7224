"""The list of conversations and the conversation beside it; on a phone a row leads to its page."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.contacts.conversations import letters
from tests.journeys.opened import Opened
from tests.parts.browser.browsing import PHONE

from alo153.contacts.conversations import actions
from alo153.contacts.models import Conversation
from alo153.core.clock import now

pytestmark = pytest.mark.journey
# Longer than any window
LINES = 60
ANOTHER = replace(
    letters.LETTER, reference="<iki@posta>", sender="kemal@example.org", subject="Otobüs durağı"
)


@pytest.fixture
def talk(transactional_db: None) -> Conversation:
    """Bring a conversation that is longer than the window, and another one."""
    letters.taken_in(at=now() - timedelta(hours=2))
    _, talk = letters.taken_in(ANOTHER, at=now() - timedelta(hours=1))
    words = "\n".join(f"{number}. satır" for number in range(1, LINES))
    for text in (words, "Son söz."):
        actions.note_inside(conversation=talk, text=text, by=cast.staff("murat"), at=now())
    return talk


def opens(page: Page, talk: Conversation) -> None:
    page.locator(f"#row-talk-{talk.pk}").click()


def stands_beside_the_list(page: Page) -> bool:
    """Say whether the open one begins where the list ends, in the same line of the page."""
    lists, pane = (page.locator(each).bounding_box() for each in (".center-lists", "#case"))
    assert lists is not None
    assert pane is not None
    return abs(lists["x"] + lists["width"] - pane["x"]) < 2 and abs(lists["y"] - pane["y"]) < 2


def test_what_is_open_is_marked_and_read_from_its_end(opened: Opened, talk: Conversation) -> None:
    page = opened.page("/center/conversations/", "elif")
    opens(page, talk)
    row = page.locator(f"#row-talk-{talk.pk}")
    expect(row).to_have_attribute("aria-current", "true")
    expect(page.locator("[data-row][aria-current]")).to_have_count(1)
    assert stands_beside_the_list(page)
    expect(page.get_by_text("Son söz.")).to_be_in_viewport()
    expect(page.get_by_text("1. satır", exact=True)).not_to_be_in_viewport()
    # The page itself stays where it is: the answer is in sight, too
    expect(page.get_by_label("Yanıtınız")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    actions.take(conversation=talk, by=cast.staff("murat"), at=now())
    expect(page.locator("#talk-facts")).to_contain_text("Murat Kaya")
    assert opened.looks.at(page, "conversation") == []


@pytest.mark.parametrize("username", ["elif", "meral"], ids=["with a bar", "without one"])
def test_on_a_phone_a_row_leads_to_its_page_and_back(
    opened: Opened, talk: Conversation, username: str
) -> None:
    page = opened.page("/center/conversations/", username)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    opens(page, talk)
    page.wait_for_url(re.compile(f"/center/conversations/{talk.pk}/$"))
    expect(page.get_by_text("Son söz.")).to_be_visible()
    page.go_back()
    expect(page.locator(f"#row-talk-{talk.pk}")).to_be_visible()
