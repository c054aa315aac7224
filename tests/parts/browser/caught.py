"""Requests of an open page that a test answers itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.parts.waiting import SECONDS, until

if TYPE_CHECKING:
    from re import Pattern

    from playwright.sync_api import Page, Route

_PROBE = "/is-it-caught/"
_EVERY_PROBE = f"**{_PROBE}"
_ASK = f"() => fetch('{_PROBE}').then((answer) => answer.status)"
_CAUGHT = 204


def catch(page: Page, which: str | Pattern[str], answer: Callable[[Route], Any]) -> None:
    """Hand requests of a page to `answer` from now on, also those of the page that is open.

    Chromium says that it catches before the open page's own process knows: what that asks for in
    the next milliseconds still goes past. A request of ours is sent until it is caught. Where a
    service worker begins at that moment, Chromium may never catch: it is told once more.
    """
    _begin(page, which, answer)
    try:
        until(lambda: page.evaluate(_ASK) == _CAUGHT, SECONDS / 4)
    except AssertionError:
        page.unroute(which)
        page.unroute(_EVERY_PROBE)
        _begin(page, which, answer)
        until(lambda: page.evaluate(_ASK) == _CAUGHT, what="requests go past")
    page.unroute(_EVERY_PROBE)


def _begin(page: Page, which: str | Pattern[str], answer: Callable[[Route], Any]) -> None:
    page.route(which, answer)
    page.route(_EVERY_PROBE, lambda route: route.fulfill(status=_CAUGHT))
