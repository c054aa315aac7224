"""Words that may mean danger: heard while the agent types, then looked at by people."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from tests import cast
from tests.journeys.desk.topics import choose_topic
from tests.journeys.opened import Opened
from tests.parts.browser import sounds

from alo153.cases import actions
from alo153.cases.models import Case, RaisedAlarm
from alo153.core.clock import now

pytestmark = pytest.mark.journey
GAS = "Apartmanda gaz kokuyor, çok korkuyoruz."
# How wide the menu is, and its place, with the numbers of a busy day
BUSY = """() => {
  document.querySelector(".alarm-count .digits").textContent = "12 alarm";
  document.querySelector("#notice-count a").append(" 95");
  document.querySelector("[data-menu-count]").append(" 12");
  const menu = document.querySelector(".topbar nav");
  return [menu.scrollWidth, menu.clientWidth];
}"""


def test_an_alarm_is_heard_while_typing_and_settled_after_opening(opened: Opened) -> None:
    desk = opened.desk("elif")
    choose_topic(desk, "agac budama", "Ağaç budama")
    promise = desk.locator("#help dd.help-promise")
    expect(promise).to_be_visible()
    desk.keyboard.press("F4")
    desk.keyboard.type("Apartmanda yangın merdiveni kilitli")
    expect(desk.locator("#alarms-heard")).to_be_empty()
    desk.keyboard.type(", hem de gaz kokuyor")
    expect(desk.locator("#alarms-heard")).to_contain_text("Gaz kokusu")
    expect(promise).to_be_hidden()
    expect(desk.locator("#id_text")).to_be_focused()
    assert opened.looks.at(desk, "typing") == []

    case = cast.open_case(GAS)
    desk.goto(f"/center/cases/{case.tracking_code}/")
    desk.get_by_text("Alarm değil", exact=True).click()
    assert opened.looks.at(desk, "case") == []
    desk.get_by_role("button", name="Alarmı kaldır").click()
    expect(desk.get_by_text("Neden alarm olmadığını yazın")).to_be_visible()
    desk.get_by_role("button", name="Acil").click()
    expect(desk.locator(".alarms .chip-bad")).to_have_text("acil")
    assert Case.objects.get().urgent_at
    assert opened.looks.at(desk, "urgent") == []


def test_the_wall_and_the_unit_see_what_waits(opened: Opened) -> None:
    fire = cast.open_case("Parkta ağaç alev aldı, kablo koptu.", at=now())
    calm = cast.open_case("Ağaç devrildi.", at=now())
    gas = cast.open_case(GAS, at=now())
    RaisedAlarm.objects.filter(case=fire).update(raised_at=now() - timedelta(minutes=12))
    assert actions.process_due_alarms(at=now()) == 2
    actions.confirm_alarm(flag=gas.alarms.get(), by=cast.staff("elif"), at=now())
    wall = opened.page("/live/", "hakan")
    expect(wall.get_by_text("Bakılacak 2 alarm")).to_be_visible()
    expect(wall.locator(".wall-alarms .chip")).to_have_text(["gecikti", "gecikti"])
    # The menu counts them for all who may act, on every page, and a new one is heard once
    expect(wall.locator(".alarm-count")).to_contain_text("2 alarm")
    newest = str(max(RaisedAlarm.objects.filter(state="raised").values_list("pk", flat=True)))
    expect(wall.locator("html")).to_have_attribute("data-alarm-sounded", newest)
    wrong = opened.looks.at(wall, "wall")
    # A tab that nobody has pressed may not sound, and takes nobody's sound away
    sounds.wait_for_press(wall)
    wall.goto("/theme.css")  # the page that one leaves would sound once more
    wall.evaluate("localStorage.removeItem('alo-alarm-heard')")
    wall.goto("/live/")
    expect(wall.locator(".alarm-count")).to_contain_text("2 alarm")
    expect(wall.locator("html")).not_to_have_attribute("data-alarm-sounded", newest)
    assert sounds.notes(wall) == []
    wall.keyboard.press("Shift")
    sounds.heard(wall, 3)
    expect(wall.locator("html")).to_have_attribute("data-alarm-sounded", newest)
    wall.goto("/results/")
    expect(wall.locator(".alarm-count")).to_contain_text("2 alarm")
    assert wall.locator("html").get_attribute("data-alarm-sounded") is None
    assert sounds.notes(wall) == []
    wall.set_viewport_size({"width": 1280, "height": 800})
    wide, room = wall.evaluate(BUSY)
    assert wide <= room, "no page of the menu is cut"
    unit = opened.page("/unit/", "selin")
    expect(unit.locator("#row-" + calm.tracking_code)).to_be_visible()
    expect(unit.get_by_text("Önce bakılacaklar")).to_be_visible()
    wrong += opened.looks.at(unit, "inbox")
    center = opened.page("/center/lists/alarms/", "elif")
    wrong += opened.looks.at(center, "center")
    assert wrong == []
