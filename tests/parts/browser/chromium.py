"""A real browser and a real web process on the database of the tests."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from pytest_django import Settings
from tests.parts import waiting
from tests.parts.browser.browsing import CHROMIUM_ARGUMENTS, DESKTOP, PATIENCE, LoseLine, OpenPage
from tests.parts.browser.contexts import LANGUAGE, Contexts, Lent
from tests.parts.browser.line import go_offline
from tests.parts.postgresql import pool
from tests.parts.processes import serving

from alo153.launch import frontend
from alo153.launch.debian import debs

if TYPE_CHECKING:  # most test processes open no browser
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Page,
        Playwright,
        ViewportSize,
    )


@pytest.fixture(scope="session")
def chromium_program() -> Path:
    """Return the program of Chromium; skips with the reason if it cannot be had."""
    return _program("chromium")


@pytest.fixture(scope="session")
def shell_program() -> Path:
    """Return the program of Chromium's engine alone; skips with the reason as well."""
    return _program("chromium-headless-shell")


def _program(name: str) -> Path:
    reasons: list[str] = []
    program = debs.program(name, reasons.append)
    if program is None:
        pytest.skip(f"{name}: {reasons}")
    return program


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Run what drives browsers."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415

    # Playwright's loop runs in the main thread, where tests use the ORM without awaiting anything
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    # With a loop in this thread Django looks for its connection elsewhere, and nobody closes this
    connection.close()
    with sync_playwright() as running:
        yield running


@contextmanager
def _lending(playwright: Playwright, program: Path, site: socket.socket) -> Iterator[Contexts]:
    """Run a browser with a made-up microphone, and keep contexts for the tests that come."""
    browser = playwright.chromium.launch(
        executable_path=str(program), args=CHROMIUM_ARGUMENTS, headless=True
    )
    yield Contexts(browser, serving.address_of(site))
    browser.close()


@pytest.fixture(scope="session")
def contexts_of_engine(
    playwright: Playwright, shell_program: Path, site_socket: socket.socket
) -> Iterator[Contexts]:
    """Lend contexts of the engine alone: windows, menus and tabs cost more than our pages."""
    with _lending(playwright, shell_program, site_socket) as contexts:
        yield contexts


@pytest.fixture(scope="session")
def contexts_with_windows(
    playwright: Playwright, chromium_program: Path, site_socket: socket.socket
) -> Iterator[Contexts]:
    """Lend contexts of Chromium as people have it."""
    with _lending(playwright, chromium_program, site_socket) as contexts:
        yield contexts


@pytest.fixture
def contexts(request: pytest.FixtureRequest) -> Contexts:
    """Lend contexts of the engine alone, but to telephones and tests marked with `windows`."""
    whole = any(map(request.node.get_closest_marker, ("telephony", "windows")))
    found: Contexts = request.getfixturevalue(
        "contexts_with_windows" if whole else "contexts_of_engine"
    )
    return found


@pytest.fixture
def chromium(contexts: Contexts) -> Browser:
    """Return the browser of a test."""
    return contexts.browser


@pytest.fixture(scope="session")
def site_socket() -> Iterator[socket.socket]:
    """Hold the port of the site, which is the same for all tests of the process."""
    with serving.listening() as held:
        yield held


@pytest.fixture(scope="session")
def built_frontend() -> Path:
    """Build scripts and styles if they changed; skips with the reason if that is not possible."""
    try:
        frontend.ensure()
    except frontend.FrontendError as reason:
        pytest.skip(f"front end: {reason}")
    return frontend.SOURCE


@pytest.fixture
def web_server(
    transactional_db: None, built_frontend: Path, site_socket: socket.socket
) -> Iterator[serving.WebServer]:
    """Serve the whole site to a browser.

    What its pages borrowed from the pool is back in the end, or the tests to come would have none.
    """
    server = serving.WebServer(site_socket)
    server.start()
    yield server
    server.stop()
    connection.close()  # that of the test
    waiting.until(lambda: pool.borrowed() == 0, what="connections were not given back")


@pytest.fixture
def live_site(web_server: serving.WebServer) -> str:
    """Return the address of the site, without a slash at the end."""
    return web_server.address


@pytest.fixture
def lose_line(web_server: serving.WebServer) -> LoseLine:
    """Return a way to take a page's line away.

    "Offline" is for new requests only: Chromium lets an open stream live, whose next hint would
    say that the line is there.
    """

    def lose(page: Page) -> None:
        go_offline(page.context)
        web_server.cut()

    return lose


@pytest.fixture
def open_page(
    chromium: Browser, contexts: Contexts, live_site: str, settings: Settings
) -> Iterator[OpenPage]:
    """Return a way to open pages, each in a browser context of its own.

    What the page says on its console as an error, and what breaks in it, fails the test. Settings
    that a test changed hold until its pages are closed.
    """
    own: list[BrowserContext] = []
    lent: list[Lent] = []
    complaints: list[str] = []

    def new_page(viewport: ViewportSize, color_scheme: Any, options: dict[str, Any]) -> Page:
        if options:  # of a kind that stays with a context
            own.append(chromium.new_context(base_url=live_site, **{"locale": LANGUAGE} | options))
            own[-1].set_default_timeout(PATIENCE)
            page = own[-1].new_page()
        else:
            lent.append(contexts.lend())
            page = lent[-1].page()
        page.set_viewport_size(viewport)
        if color_scheme:
            page.emulate_media(color_scheme=color_scheme)
        return page

    def open_one(path: str = "/", **options: Any) -> Page:
        viewport, look = options.pop("viewport", DESKTOP), options.pop("color_scheme", None)
        page = new_page(viewport, look, options)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda m: complaints.append(f"{m.text} {m.location}") if _is_ours(m) else None,
        )
        page.goto(path)
        return page

    yield open_one
    for context in own:
        context.close()
    for each in lent:
        contexts.take_back(each)
    assert complaints == [], complaints


def _is_ours(message: ConsoleMessage) -> bool:
    # An answer such as 422 with a form's errors, or a cut line, is no fault of the page.
    outside = (
        "Failed to load resource",
        "WebSocket connection",
        "htmx:send",
        "htmx:timeout",
        "htmx:afterRequest",
        "Response Status Error Code 401",
        "Response Status Error Code 503",
        # A frame of a letter runs nothing, not even what Playwright wishes to run in every frame
        "Blocked script execution",
    )
    return message.type == "error" and not message.text.startswith(outside)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """Open the start page."""
    return open_page("/")


# Style sheets are read for one rule alone, which is an experiment of axe and not among ours. A page
# that is being left grows pale: what was just said in a live part may come before the page that was
# asked for. axe leaves empty style attributes behind, which htmx would copy and the page's policy
# refuse. Only words come back, in one answer: a page draws and computes beside every question.
_RUN_AXE = """async (rules) => {
  if (!("axe" in window) || document.querySelector("[data-leaving]")) return null;
  const { violations } = await axe.run(document, {
    resultTypes: ["violations"],
    preload: { assets: ["media"] },
    ...(rules.length ? { runOnly: rules } : {}),
  });
  document.querySelectorAll('[style=""]').forEach((each) => each.removeAttribute("style"));
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target }) => `${id} (${impact}): ${help} at ${target}`));
}"""


@pytest.fixture
def axe(built_frontend: Path) -> Callable[..., list[str]]:
    """Return a check that names what axe finds on a page, by all rules unless some are named."""
    source = (built_frontend / "node_modules/axe-core/axe.min.js").read_text()

    def check(page: Page, *rules: str) -> list[str]:
        found: list[str] | None
        while (found := page.evaluate(_RUN_AXE, list(rules))) is None:
            page.wait_for_selector("[data-leaving]", state="detached")
            if not page.evaluate("'axe' in window"):  # half a megabyte, and the page keeps it
                page.evaluate(source)
        return found

    return check
