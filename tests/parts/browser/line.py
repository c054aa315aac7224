"""The line of a browser's context: a test takes it away and gives it back, or fails by name."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.parts.browser.browsing import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


class NoAnswerError(AssertionError):
    """Chromium was told and did not answer."""


def go_offline(context: BrowserContext) -> None:
    """Take the line of all pages and workers away; raises `NoAnswerError`."""
    _tell(context, offline=True)


def go_online(context: BrowserContext) -> None:
    """Give it back; raises `NoAnswerError`."""
    _tell(context, offline=False)


def _tell(context: BrowserContext, *, offline: bool) -> None:
    # Playwright tells each page and each service worker in turn and waits without a limit: a worker
    # that is stopped never answers
    told = context._impl_obj.set_offline(offline=offline)
    try:
        context._sync(asyncio.wait_for(told, PATIENCE / 1000))
    except TimeoutError:
        message = f"Chromium does not go {'offline' if offline else 'online'}"
        raise NoAnswerError(message) from None
