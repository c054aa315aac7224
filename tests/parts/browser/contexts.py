"""Contexts of the browser that serve one test after the other.

The first page of a new context starts a process and reads every script into it: a second of
computing, more than most pages take themselves. A context that is kept keeps its process; all that
a browser keeps of a site (storage, workers, cookies, rights, what was fetched) is taken away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.parts.browser.browsing import PATIENCE
from tests.parts.browser.line import go_online
from tests.parts.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

LANGUAGE = "tr-TR"


class Contexts:
    """Lends contexts, one to each person of a test."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self._site = browser, site
        self._kept: list[Lent] = []

    def lend(self) -> Lent:
        """Return a context that nobody uses; the site answers."""
        return self._kept.pop() if self._kept else Lent(self.browser, self._site)

    def take_back(self, lent: Lent) -> None:
        """Keep a context for the next, but for one without its own page or with a clock."""
        if lent.clear():
            self._kept.append(lent)


class Lent:
    """A context, and the page that keeps its process alive."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._site = site
        self.context: BrowserContext = browser.new_context(base_url=site, locale=LANGUAGE)
        self.context.set_default_timeout(PATIENCE)
        self._keeper = self.context.new_page()
        self._keeper.goto("/theme.css")
        self._tools = self.context.new_cdp_session(self._keeper)
        self._beginning: set[str] = set()
        self._tools.on("ServiceWorker.workerVersionUpdated", self._note_workers)
        self._tools.send("ServiceWorker.enable")

    def page(self) -> Page:
        """Open an empty page, in the process that is there."""
        with self.context.expect_page() as opened:
            self._keeper.evaluate("void open('about:blank')")
        return opened.value

    def clear(self) -> bool:
        """Take away what a test left; say whether the context can serve on."""
        for page in self.context.pages:
            if page != self._keeper:
                page.close()
        self.context.unroute_all()
        # A clock that a test set stays with its context
        if self._keeper.is_closed() or self._keeper.evaluate("'__pwClock' in globalThis"):
            self.context.close()
            return False
        self.context.clear_cookies()
        self.context.clear_permissions()
        self.context.set_geolocation(None)
        self._forget_site()
        go_online(self.context)
        return True

    def _forget_site(self) -> None:
        """Take away what the site keeps here, and its workers.

        One whose site is forgotten while it begins neither begins nor ends: it would never answer
        when a later test goes offline. One that has begun runs on, and would be told as well.
        """
        until(
            lambda: self._keeper.evaluate("true") and not self._beginning,
            what="a service worker neither begins nor ends",
        )
        everything = {"origin": self._site, "storageTypes": "all"}
        self._tools.send("Storage.clearDataForOrigin", everything)
        self._tools.send("ServiceWorker.stopAllWorkers")
        self._tools.send("Network.clearBrowserCache")

    def _note_workers(self, event: dict[str, Any]) -> None:
        for worker in event["versions"]:
            begins = worker["status"] in {"new", "installing"}
            (self._beginning.add if begins else self._beginning.discard)(worker["versionId"])
