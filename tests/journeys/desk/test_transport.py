"""When a line leaves: an agent answers it in a call, and a citizen asks it on a phone."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import expect
from pytest_django import Settings
from tests import cast
from tests.journeys.opened import Opened, heard
from tests.parts.browser.browsing import PHONE
from tests.parts.telephone.leading import a_switchboard_leads
from tests.transport.published import MONDAY, TOPIC, keep_files_in, publish_town
from tests.web.desk.calls.ringing import let_ring, talks

from alo153.contacts.models import Disposition, Interaction
from alo153.core import clock

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def town(
    transactional_db: None, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publish a timetable, and let it be a day of it."""
    monkeypatch.setattr(clock, "now", lambda: MONDAY)
    cache.clear()
    keep_files_in(tmp_path, settings)
    publish_town()


def test_an_agent_in_a_call_types_reads_and_logs_it(opened: Opened) -> None:
    call = let_ring()
    talks(call)
    with a_switchboard_leads():
        page = opened.desk("elif", "/desk/transport/")
        expect(page.get_by_label("Hat, durak veya güzergâh")).to_be_focused()
        page.keyboard.type("HAT 500")
        page.keyboard.press("Enter")
        answer = page.locator("#content section[role=status]")
        expect(answer).to_contain_text("500 → Gar")
        expect(answer).to_contain_text("08:00")
        wrong = opened.looks.at(heard(page), "transport-desk")
        page.keyboard.press("F2")
        expect(page.get_by_text("Kaydedildi: bilgi verildi")).to_be_visible()
        expect(page).to_have_url(re.compile(f"/desk/calls/{call.pk}/$"))
    contact = Interaction.objects.get(call=call)
    assert (contact.disposition, contact.topic) == (Disposition.INFORMATION, cast.topic(TOPIC))
    assert wrong == []


def test_a_citizen_asks_on_a_phone_when_a_line_leaves_and_how_to_get_there(opened: Opened) -> None:
    page = opened.page("/")
    page.set_viewport_size(PHONE)
    page.locator("a[href='/transport/']").click()
    field = page.get_by_label("Hat, durak veya güzergâh")
    expect(field).to_be_focused()
    field.fill("cami")
    field.press("Enter")
    expect(page.get_by_role("heading", name="Hangisi?")).to_be_visible()
    wrong = opened.looks.at(page, "transport-choice")
    page.set_viewport_size(PHONE)
    field.fill("500")
    field.press("Enter")
    answer = page.locator("section[role=status]")
    expect(answer).to_contain_text("500 → Gar")
    expect(answer).to_contain_text("08:00")
    wrong += opened.looks.at(page, "transport-line")
    page.set_viewport_size(PHONE)
    field.fill("umuttepe > gebze")
    field.press("Enter")
    expect(answer).to_contain_text("1 aktarma")
    assert wrong + opened.looks.at(page, "transport-way") == []
