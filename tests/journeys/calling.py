"""What journeys with a telephone share: switchboard and worker on the test's database, the desk."""

import re

from playwright.sync_api import Page, TimeoutError, expect
from tests import cast
from tests.journeys.opened import signed_in
from tests.parts.browser.browsing import PATIENCE, OpenPage
from tests.telephony.programs.switchboards import until

from alo153.calls.models import AgentSession, Call, Command

SOUND_PACKETS = 50


def call_of(username: str, **facts: object) -> Call:
    """Wait for the call that an agent of the cast has answered, with these facts."""
    own = Call.objects.filter(agent=cast.staff(username), answered_at__isnull=False)
    return until(lambda: own.filter(**facts).first())


def telephone(page: Page, state: str) -> None:
    """Wait until the telephone of a page is in a state; a failure says what the page shows."""
    try:
        page.wait_for_selector(f"alo-softphone[state={state}]", state="attached", timeout=PATIENCE)
    except TimeoutError as error:
        shown = page.locator("body").inner_text()
        now = page.locator("alo-softphone").get_attribute("state")
        raise AssertionError(f"{now}, not {state}; {page.url}: {shown}") from error


def picks_up(page: Page) -> None:
    """Answer what rings, and wait for its record, which comes by itself.

    Until then its keys and clicks are of the page that it takes the place of.
    """
    page.keyboard.press("F8")
    telephone(page, "talking")
    expect(page).to_have_url(re.compile("/desk/calls/"))
    page.locator("#content:not([data-leaving])").wait_for()


def sound_goes_both_ways(*pages: Page) -> bool:
    ask = "document.querySelector('alo-softphone').audioPackets()"
    counts = [page.evaluate(ask) for page in pages]
    return all(n > SOUND_PACKETS for count in counts for n in (count["sent"], count["received"]))


def be_ready(open_page: OpenPage, username: str) -> Page:
    """Open the desk of somebody who takes calls from now on."""
    agent = signed_in(open_page, username)
    telephone(agent, "registered")
    try:
        agent.locator("#bar [data-key=F7]").wait_for()
    except TimeoutError as error:
        # Whether the switchboard did not hear of the telephone, or the page not of the switchboard
        asked = "async () => (await fetch('/desk/phone/')).text()"
        says = "F7" in agent.evaluate(asked)
        stands = AgentSession.objects.filter(user=cast.staff(username)).values().first()
        asked_for = list(Command.objects.values("name", "at", "taken_at", "done_at", "error"))
        told = f"no F7; asked anew the server shows it: {says}; {stands}; {asked_for}"
        raise AssertionError(told) from error
    agent.keyboard.press("F7")
    agent.locator("#bar [data-state=ready]").wait_for()
    return agent
