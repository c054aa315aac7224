"""Harborview, from an application on the portal to the citizen who says that it is solved.

Another country, another language, another clock; nothing of it is in the code. The provider of SMS
alone is the development mailbox, and the worker's job is done here.
"""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests import cast
from tests.journeys.opened import Opened, enter_as, heard
from tests.parts.browser.browsing import PHONE, OpenPage

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.citizens import demo
from alo153.city import queries
from alo153.city.models import City
from alo153.contacts import tasks
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.contacts.queries import about

pytestmark = pytest.mark.journey
WORDS = "The street light on Pier Row is out, right before the bakery."
DONE = "Lamp replaced."
PLAIN = "We put a new lamp into the street light on Pier Row."
NUMBER = "(212) 555-2368"


@pytest.fixture
def staff(transactional_db: None, harborview: City, settings: Settings) -> dict[str, User]:
    settings.CITY = harborview.slug
    people = cast.pack(harborview.slug).staff
    return {
        person.username: demo.enroll_person(person, password=cast.PASSWORD, at=cast.AT)
        for person in people
        if person.username in {"dana", "priya"}
    }


def apply(page: Page) -> None:
    go_on = page.locator(".ways button[value=next]")
    page.get_by_role("link", name="Submit a request", exact=False).first.click()
    go_on.click()
    district = page.get_by_label("District")
    district.wait_for()
    heard(page)
    district.select_option("Old Harbor")
    page.get_by_label("Neighborhood").select_option("Pier Row")
    go_on.click()
    page.get_by_label("What happened?").fill(WORDS)
    go_on.click()
    box = page.get_by_label("Describe it in a word or two")
    box.wait_for()
    heard(page)
    box.press_sequentially("dark street")
    page.get_by_role("radio", name="Street light out").check()
    go_on.click()
    page.get_by_role("radio", name="One", exact=True).check()
    go_on.click()
    page.get_by_role("radio", name="Text message").check()
    page.get_by_label("Phone number").fill("555-2368")
    go_on.click()
    expect(page.get_by_text("Example: (201) 555-0123").first).to_be_visible()
    page.get_by_label("Phone number").fill(NUMBER)
    go_on.click()
    page.get_by_role("button", name="Submit my request").click()


def told(case: Case, purpose: str) -> Message:
    """Send what waits for the citizen, as the worker does."""
    message = about(About.row(case)).get(purpose=purpose)
    tasks.send(message_id=str(message.pk))
    message.refresh_from_db()
    assert (message.to, message.state) == ("+12125552368", "sent")
    return message


def day_of_promise(case: Case) -> str:
    assert case.promised_at is not None
    day = queries.local(case.promised_at)
    assert f"{day:%H:%M}" == "17:00"
    return f"{day:%B} {day.day}, {day.year}"


def answer_as_unit(page: Page, priya: User, case: Case) -> None:
    unit = enter_as(page, priya, f"/unit/cases/{case.tracking_code}/")
    unit.get_by_role("button", name="Accept").click()
    unit.get_by_role("link", name="Write the answer").click()
    unit.get_by_role("link", name="done", exact=False).first.click()
    unit.locator("#answer-form [name=text]").fill(DONE)
    unit.get_by_role("button", name="Send to the center").click()
    expect(unit.get_by_text("Your answer went to the center", exact=False)).to_be_visible()


def test_a_citizen_of_harborview_is_heard_and_told(
    staff: dict[str, User], opened: Opened, open_page: OpenPage
) -> None:
    citizen = open_page("/", viewport=PHONE, locale="en-US")
    expect(citizen.get_by_text("In an emergency, call 911")).to_be_visible()
    apply(citizen)
    case = Case.objects.get()
    promise = day_of_promise(case)
    expect(citizen.get_by_text(promise)).to_be_visible()
    assert f"Due by: {promise}, 5:00 PM" in told(case, "receipt").body

    inside = open_page("/theme.css", locale="en-US")
    answer_as_unit(inside, staff["priya"], case)
    inside.goto("/theme.css")  # where a cookie is of all pages
    center = enter_as(inside, staff["dana"], f"/center/cases/{case.tracking_code}/")
    expect(center.get_by_text(NUMBER).first).to_be_visible()
    center.locator("[name=plain_text]").fill(PLAIN)
    center.get_by_role("button", name=re.compile("Approve")).click()
    expect(center.get_by_role("button", name=re.compile("Approve"))).to_be_hidden()
    assert PLAIN in told(case, "answer").body

    citizen.goto(f"/t/{case.link_key}/")
    expect(citizen.get_by_text(PLAIN).first).to_be_visible()
    came = re.compile(f"(today|yesterday) {queries.local(case.opened_at):%-I:%M %p}")
    expect(citizen.get_by_text(came).first).to_be_visible()
    assert opened.looks.at(citizen, "told") == []
    citizen.get_by_role("button", name="Yes, it's solved").click()
    expect(citizen.get_by_role("button", name="Yes, it's solved")).to_have_count(0)
    assert case.closings.get().confirmation == "solved"
