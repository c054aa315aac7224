"""`./alo153 pictures`: the pictures of README and guides, taken from a running alo153.

A citizen calls from one browser and an agent answers in another: what the pictures show is what
happens, and a case of the demo is left behind. The rooms are shown with the invented past of `up`.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from alo153.launch import frontend, paths
from alo153.launch.debian import debs
from alo153.launch.programs import child_environment, secrets_file
from alo153.launch.steps import fail, step

FOLDER = paths.PROJECT / "docs/pictures"
CHROMIUM = (
    "--headless=new",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
)
_DESK = {"width": 1440, "height": 900}
_TELEPHONE = {"width": 420, "height": 780}
ROOMS = {
    "wall": ("hakan", "/live/"),
    "report": ("hakan", "/reports/"),
    "unit": ("selin", "/unit/"),
    "documents": ("yasin", "/settings/documents/"),
}
"""The person and the page of each picture, by its name."""
_NUMBER = "0532 000 01 01"
STORY = {
    "text": "Parktaki bankın iki tahtası kırık, çiviler dışarıda. Çocuklar oturuyor, "
    "yaralanmadan onarılmasını istiyor.",
    "address": "Fethiye Caddesi, çınar ağacının altındaki bank",
    "full_name": "Ayşe Işık",
    "phone": _NUMBER,
}
_WAIT_MILLISECONDS = 20_000


def main(words: list[str]) -> int:
    """Take the pictures; `words` may name another address than that of `up`."""
    parser = argparse.ArgumentParser(prog="./alo153 pictures", description=__doc__)
    parser.add_argument("--url", default=f"http://localhost:{child_environment.PORT}")
    asked = parser.parse_args(words)
    FOLDER.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=_WAIT_MILLISECONDS)
    try:
        with _chromium() as browser:
            return take(browser, asked.url)
    except (Error, AssertionError) as reason:
        return fail(f"no picture: {str(reason).splitlines()[0]}\nIs ./alo153 up running?")


def take(browser: Browser, url: str) -> int:
    """Play the story in the pages of an alo153 that runs at `url`, and take all pictures."""
    citizen = _page(browser, url, _TELEPHONE)
    agent = _page(browser, url, _DESK)
    with step("the portal"):
        _shoot(citizen, "portal", "/")
    with step("the desk in a call"):
        _sign_in(agent, "elif")
        _answer_a_call(agent, citizen)
        _write_down(agent)
        agent.screenshot(path=FOLDER / "desk.png")
    with step("the tracking page"):
        code = _open_case(agent)
        agent.locator("[data-hang-up] button").click()
        _track(citizen, code)
    for name, (username, path) in ROOMS.items():
        with step(f"{path} as {username} sees it"):
            page = _page(browser, url, _DESK)
            _sign_in(page, username)
            _shoot(page, name, path)
    return 0


@contextmanager
def _chromium() -> Iterator[Browser]:
    program = debs.program("chromium", print)
    if program is None:
        raise Error("Chromium cannot be had on this machine")
    # Its own Node needs a library that a small Debian lacks.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", str(frontend.node()))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(CHROMIUM))
        yield browser
        browser.close()


def _page(browser: Browser, url: str, size: dict[str, int]) -> Page:
    context = browser.new_context(base_url=url, locale="tr-TR", viewport=size)  # type: ignore[arg-type]
    context.set_default_timeout(_WAIT_MILLISECONDS)
    return context.new_page()


def _shoot(page: Page, name: str, path: str) -> Path:
    page.goto(path)
    page.screenshot(path=FOLDER / f"{name}.png")
    return FOLDER / f"{name}.png"


def _sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", secrets_file.ensure()["ALO153_DEMO_PASSWORD"])
    page.press("[name=password]", "Enter")
    page.wait_for_url(re.compile(r"(?<!/accounts/login/)$"))


def _answer_a_call(agent: Page, citizen: Page) -> None:
    agent.goto("/desk/")
    expect(agent.locator("#softphone")).to_have_attribute("state", "registered")
    agent.keyboard.press("F7")
    expect(agent.locator("#bar [data-state=ready]")).to_be_visible()
    citizen.goto("/call/")
    citizen.locator("[data-softphone=dial]").click()
    citizen.locator("[data-menu-keys] [data-key='0']").click()
    agent.locator("#softphone [data-softphone=answer]").click()
    expect(agent.locator("#bar [data-state=talking]")).to_be_visible()
    # A browser has no number: the citizen says it
    agent.fill("#who-number", _NUMBER)
    agent.press("#who-number", "Enter")
    expect(agent.locator("#who .who-name")).to_have_text(STORY["full_name"])


def _write_down(agent: Page) -> None:
    _choose(agent, "topic_text", "bank kırık", "#topic-options")
    for name, words in STORY.items():
        agent.fill(f"[name={name}]", words)
    with agent.expect_response(re.compile("/desk/help/")):
        _choose(agent, "neighborhood_text", "cedit", "#near-options")
    expect(agent.locator("#draft-status")).not_to_be_empty()


def _choose(page: Page, name: str, words: str, options: str) -> None:
    page.locator(f"[name={name}]").press_sequentially(words)
    page.locator(f"{options} [role=option]").first.click()


def _open_case(agent: Page) -> str:
    agent.locator("button[formaction$='/case/']").click()
    return agent.locator(".opened-code").inner_text()


def _track(citizen: Page, code: str) -> None:
    citizen.goto("/track/")
    citizen.fill("[name=code]", code)
    citizen.fill("[name=phone]", _NUMBER)
    citizen.press("[name=phone]", "Enter")
    citizen.wait_for_url("**/track/timeline/**")
    citizen.screenshot(path=FOLDER / "track.png", full_page=True)
