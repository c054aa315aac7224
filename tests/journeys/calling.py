"""What journeys with a telephone share: switchboard and worker on the test's database, the desk."""

import re

from playwright.sync_api import Page, expect
from tests import cast
from tests.parts.browsing import OpenPage
from tests.telephony.switchboards import until

from alo153.switchboard.models import Call

SOUND_PACKETS = 50


def call_of(username: str, **facts: object) -> Call:
    """Wait for the call that an agent of the cast has answered, with these facts."""
    own = Call.objects.filter(agent=cast.staff(username), answered_at__isnull=False)
    return until(lambda: own.filter(**facts).first())


def sign_in(page: Page, username: str) -> Page:
    page.get_by_label(re.compile("Kullanıcı adı")).fill(username)
    page.get_by_label(re.compile("Parola|Şifre")).first.fill(cast.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"//[^/]+/(desk|units)/"))
    return page


def telephone(page: Page, state: str) -> None:
    page.wait_for_selector(f"alo-softphone[state={state}]", state="attached", timeout=20_000)


def sound_goes_both_ways(*pages: Page) -> bool:
    ask = "document.querySelector('alo-softphone').audioPackets()"
    counts = [page.evaluate(ask) for page in pages]
    return all(n > SOUND_PACKETS for count in counts for n in (count["sent"], count["received"]))


def be_ready(open_page: OpenPage, username: str) -> Page:
    agent = sign_in(open_page("/desk/"), username)
    telephone(agent, "registered")
    expect(agent.locator("#bar [data-key=F7]")).to_be_visible(timeout=20_000)
    agent.keyboard.press("F7")
    expect(agent.locator("#bar [data-state=ready]")).to_be_visible(timeout=20_000)
    return agent
