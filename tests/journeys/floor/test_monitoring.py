"""Hakan listens to Elif's call from the wall, whispers, and takes it over, on real parts."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests import cast
from tests.journeys.calling import be_ready, call_of, sound_goes_both_ways, telephone
from tests.journeys.opened import signed_in
from tests.parts.browser.browsing import OpenPage
from tests.telephony.programs.sippers import Sippers
from tests.telephony.programs.switchboards import Switchboard, until

from alo153.calls.models import Call

pytestmark = [pytest.mark.journey, pytest.mark.telephony]


def on_the_wall(open_page: OpenPage) -> Page:
    """Sign Hakan in; the wall holds his telephone."""
    wall = signed_in(open_page, "hakan", "/live/")
    telephone(wall, "registered")
    return wall


def test_listening_from_the_wall_to_taking_over(
    open_page: OpenPage, switchboard: Switchboard, sipp: Sippers
) -> None:
    cast.staff("hakan")
    cast.staff("elif")
    agent = be_ready(open_page, "elif")
    wall = on_the_wall(open_page)
    sipp.call()
    telephone(agent, "ringing")
    agent.keyboard.press("F8")
    telephone(agent, "talking")
    row = wall.get_by_role("row", name=re.compile("Elif"))
    row.get_by_role("button", name="Dinle").click()
    telephone(wall, "talking")
    expect(wall.locator("#bar")).to_contain_text("Elif Yıldız")
    expect(agent.locator("#bar")).to_contain_text("Bir süpervizör dinliyor")
    until(lambda: sound_goes_both_ways(wall))
    wall.keyboard.press("F9")
    expect(wall.locator("#bar")).to_contain_text("temsilciye fısıldıyor")
    wall.keyboard.press("Control+F6")
    telephone(agent, "registered")
    expect(wall.locator("#bar [data-state=talking]")).to_be_visible()
    call = call_of("hakan")
    wall.keyboard.press("Shift+F8")
    until(lambda: Call.objects.filter(pk=call.pk, outcome="answered").exists())
    telephone(wall, "registered")
