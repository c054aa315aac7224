"""A real browser and a real web process on the database of the tests."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.parts.browsing import CHROMIUM_ARGUMENTS, DESKTOP, PATIENCE, OpenPage
from tests.serving import WebServer

from alo153.launch import debs, frontend

if TYPE_CHECKING:  # most test processes open no browser
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page


@pytest.fixture(scope="session")
def chromium_program() -> Path:
    """Return the program of Chromium; skips with the reason if it cannot be had."""
    reasons: list[str] = []
    program = debs.program("chromium", reasons.append)
    if program is None:
        pytest.skip(f"Chromium: {reasons}")
    return program


@pytest.fixture(scope="session")
def chromium(chromium_program: Path) -> Iterator[Browser]:
    """Run a Chromium with a made-up microphone."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415

    # Playwright's loop runs in the main thread, where tests use the ORM without awaiting anything
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium_program), args=CHROMIUM_ARGUMENTS, headless=True
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built_frontend() -> Path:
    """Build scripts and styles if they changed; skips with the reason if that is not possible."""
    try:
        frontend.ensure()
    except frontend.FrontendError as reason:
        pytest.skip(f"front end: {reason}")
    return frontend.SOURCE


@pytest.fixture
def live_site(transactional_db: None, built_frontend: Path) -> Iterator[str]:
    """Serve the whole site to a browser; returns its address without a slash at the end."""
    server = WebServer()
    yield server.start()
    server.stop()


@pytest.fixture
def open_page(chromium: Browser, live_site: str) -> Iterator[OpenPage]:
    """Return a way to open pages, each in a browser context of its own.

    What the page says on its console as an error, and what breaks in it, fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(path: str = "/", **options: Any) -> Page:
        options = {"viewport": DESKTOP, "locale": "tr-TR", **options}
        context = chromium.new_context(base_url=live_site, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda m: complaints.append(f"{m.text} {m.location}") if _is_ours(m) else None,
        )
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == [], complaints


def _is_ours(message: ConsoleMessage) -> bool:
    # An answer such as 422 with a form's errors, or a cut line, is no fault of the page.
    outside = (
        "Failed to load resource",
        "WebSocket connection",
        "htmx:send",
        "htmx:afterRequest",
        "Response Status Error Code 401",
    )
    return message.type == "error" and not message.text.startswith(outside)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open the start page."""
    return open_page("/")


_RUN_AXE = """(rules) => axe.run(document, {
  resultTypes: ["violations"], ...(rules.length ? { runOnly: rules } : {}),
})"""


@pytest.fixture
def axe(built_frontend: Path) -> Callable[..., list[str]]:
    """Return a check that names what axe finds on a page, by all rules unless some are named."""
    source = (built_frontend / "node_modules/axe-core/axe.min.js").read_text()

    def check(page: Page, *rules: str) -> list[str]:
        if not page.evaluate("'axe' in window"):  # half a megabyte, and the page keeps it
            page.evaluate(source)
        found = page.evaluate(_RUN_AXE, list(rules))
        return [
            f"{one['id']} ({one['impact']}): {one['help']} at {node['target']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    return check
