"""A part of a page that hears that something changed shows it, and keeps what one does in it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect
from tests import cast
from tests.cases.together.incidents import burst, report
from tests.contacts.conversations.letters import taken_in
from tests.journeys.opened import NO_TELEPHONE, desk_of, enter_as, heard
from tests.parts.browser.browsing import OpenPage
from tests.parts.browser.caught import catch
from tests.parts.waiting import until

from alo153.contacts.conversations.actions import reply
from alo153.contacts.models import Message
from alo153.core import live
from alo153.core.clock import now

pytestmark = pytest.mark.journey
# How many hints the page heard
HINTS = """
  window.hints = 0;
  window.EventSource = class extends EventSource {
    constructor(...given) {
      super(...given);
      this.addEventListener("changed", () => { window.hints += 1; });
    }
  };
"""


def test_what_is_chosen_in_a_part_that_changes_stays(
    transactional_db: None, open_page: OpenPage
) -> None:
    incident = burst()
    page = desk_of(open_page, "hakan", f"/center/incidents/{incident.pk}/")
    hours = page.locator("#id_hours")
    hours.select_option(index=3)
    chosen = hours.input_value()
    hours.focus()
    report(incident, 1)
    live.publish("incidents")
    expect(page.locator(".incident-count")).to_contain_text("1 kişi")
    expect(hours).to_have_value(chosen)
    expect(hours).to_be_focused()


def test_a_hint_before_the_answer_to_the_last_is_heard_after_it(
    transactional_db: None, open_page: OpenPage
) -> None:
    incident = burst()
    page = open_page("/theme.css")
    page.add_init_script(NO_TELEPHONE + HINTS)
    address = f"/center/incidents/{incident.pk}/"
    enter_as(page, cast.staff("hakan"), address)
    with between_two_hints(page, address, "incidents", part="incident"):
        report(incident, 1)
    expect(page.locator(".incident-count")).to_contain_text("1 kişi")
    # A part that is replaced by the one around it
    conversation = taken_in()[1]
    answer = reply(conversation=conversation, text="Yolda.", by=cast.staff("hakan"), at=now())
    address = f"/center/conversations/{conversation.pk}/"
    page.goto(address)
    expect(heard(page).locator("#talk-leaving")).to_be_visible()
    with between_two_hints(page, address, f"conversation:{conversation.pk}", part="talk-answer"):
        Message.objects.filter(pk=answer.pk).update(state="failed")
    expect(page.locator("#talk-leaving")).to_have_count(0)


@contextmanager
def between_two_hints(page: Page, address: str, topic: str, *, part: str) -> Iterator[None]:
    """Let what a part is told after a first hint, of before the block, come after a second one."""
    late = list[tuple[Route, APIResponse]]()

    def keep_the_first(route: Route) -> None:
        if late or route.request.headers.get("hx-target") != part:
            return route.continue_()
        return late.append((route, route.fetch()))

    catch(page, f"**{address}", keep_the_first)
    live.publish(topic)
    until(lambda: page.evaluate("1") and late)
    yield
    before = page.evaluate("hints")
    live.publish(topic)
    until(lambda: page.evaluate("hints") > before)
    route, answer = late[0]
    route.fulfill(response=answer)
    page.unroute(f"**{address}")
