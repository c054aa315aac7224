"""A recording is found and heard in a real browser: by keyboard, by mouse, and without script."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.journeys.opened import signed_in
from tests.parts.browser.browsing import PHONE, OpenPage
from tests.parts.waiting import SECONDS

from alo153.calls.models import Call
from alo153.citizens.models import AccessLog
from alo153.core import clock

pytestmark = pytest.mark.journey


@pytest.fixture
def call(transactional_db: None, tmp_path: Path, settings: Settings) -> Call:
    """Return an hour-old call of a minute and a half with a pause, kept."""
    spool = recorded.settings_for(tmp_path, settings)
    cast.staff("derya")
    at = clock.now() - timedelta(hours=1)
    return recorded.keep(recorded.talk(spool, at=at, seconds=90, pauses=[(30, 42)]))


def seconds(page: Page) -> float:
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def until_played(page: Page, second: float) -> None:
    expect_at(page, lambda now: now > second)


def expect_at(page: Page, fits: Callable[[float], bool]) -> None:
    """Wait until the sound is at a place that fits; pages allow no script made of text."""
    deadline = time.monotonic() + SECONDS
    while not fits(seconds(page)):
        assert time.monotonic() < deadline, seconds(page)
        page.wait_for_timeout(50)


def test_a_recording_is_heard_by_keyboard(
    open_page: OpenPage, call: Call, axe: Callable[[Page], list[str]], shots: Path
) -> None:
    page = signed_in(open_page, "derya", reverse("recordings:list"))
    assert axe(page) == []
    page.screenshot(path=shots / "list.png", full_page=True)
    page.locator("tbody a").first.click()
    page.locator("alo-player:defined").wait_for()
    assert axe(page) == []
    assert not AccessLog.objects.filter(what="recording").exists()
    page.keyboard.press("Space")
    until_played(page, 0.5)
    expect(page.locator("[data-toggle]")).to_have_text("Duraklat")
    page.keyboard.press("Space")
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect_at(page, lambda now: 14.9 < now < 15.2)
    page.keyboard.press("ArrowLeft")
    expect_at(page, lambda now: 9.9 < now < 10.2)
    page.keyboard.press("+")
    assert page.evaluate("document.querySelector('audio').playbackRate") == 1.25
    expect(page.locator("[data-wave]")).to_have_attribute("aria-valuetext", "0:10 / 1:30")
    page.screenshot(path=shots / "player.png", full_page=True)
    assert AccessLog.objects.filter(what="recording").count() == 1


def test_the_picture_and_the_marks_are_ways_to_a_place(open_page: OpenPage, call: Call) -> None:
    page = signed_in(open_page, "derya", reverse("recordings:call", args=[call.pk]))
    page.locator("alo-player:defined").wait_for()
    box = page.locator("[data-wave]").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 20)
    expect_at(page, lambda now: abs(now - 45) < 1)
    page.get_by_role("button", name="0:30 – 0:42").click()
    expect_at(page, lambda now: abs(now - 30) < 0.2)
    page.get_by_role("button", name="Dinle").click()
    until_played(page, 30.3)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_on_a_phone_in_both_looks(
    open_page: OpenPage, call: Call, axe: Callable[[Page], list[str]], look: str, shots: Path
) -> None:
    url = reverse("recordings:call", args=[call.pk])
    page = signed_in(open_page, "derya", url, viewport=PHONE, color_scheme=look)
    page.locator("alo-player:defined").wait_for()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.screenshot(path=shots / f"phone-{look}.png", full_page=True)


def test_without_script_the_browser_plays_it(open_page: OpenPage, call: Call) -> None:
    page = signed_in(
        open_page, "derya", reverse("recordings:call", args=[call.pk]), java_script_enabled=False
    )
    audio = page.locator("audio")
    expect(audio).to_be_visible()
    assert audio.get_attribute("controls") is not None
    assert audio.get_attribute("src") == reverse("recordings:sound", args=[call.pk])


def test_a_damaged_recording_says_so(open_page: OpenPage, call: Call, tmp_path: Path) -> None:
    next((tmp_path / "recordings").rglob("*.opus")).write_bytes(b"something else")
    page = signed_in(open_page, "derya", reverse("recordings:call", args=[call.pk]))
    page.locator("alo-player:defined").wait_for()
    page.get_by_role("button", name="Dinle").click()
    expect(page.get_by_text("saklanan dosya değişmiş ya da yok", exact=False)).to_be_visible()


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where pictures of this test go."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    return folder
