"""Pages opened by a member of staff who is signed in already."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings as configured
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page
from tests import cast
from tests.journeys.looks import Looks
from tests.parts.browser.browsing import OpenPage

from alo153.accounts.models import User

BACKEND = "alo153.accounts.backend.Backend"
# The telephone has tests of its own; here it stays closed, as in a second window
NO_TELEPHONE = "navigator.locks.request = () => Promise.resolve();"
EVERY_PAGE = {"domain": "localhost", "path": "/"}
# Nothing is loaded only to have a page that a session can be given to
EMPTY = "about:blank"


class Opened:
    """Opens pages as a member of staff, and looks at them."""

    def __init__(self, open_page: OpenPage, looks: Looks) -> None:
        self._open, self.looks = open_page, looks

    def page(self, path: str, username: str = "") -> Page:
        return enter(self._open(EMPTY), username, path) if username else self._open(path)

    def desk(self, username: str, path: str = "/desk/") -> Page:
        return desk_of(self._open, username, path)


def desk_of(open_page: OpenPage, username: str, path: str = "/desk/") -> Page:
    """Open the desk of somebody who is signed in, without its telephone."""
    page = open_page(EMPTY)
    page.add_init_script(NO_TELEPHONE)
    return enter(page, username, path)


def signed_in(open_page: OpenPage, username: str, path: str = "/desk/", **options: Any) -> Page:
    """Open a page of somebody who is signed in."""
    page = open_page(EMPTY, **options)
    return enter(page, username, path, script=options.get("java_script_enabled", True))


def enter(page: Page, username: str, path: str, *, script: bool = True) -> Page:
    """Sign somebody in, go on to a page, and wait until its keys and buttons are heard."""
    return enter_as(page, cast.staff(username), path, script=script)


def enter_as(page: Page, user: User, path: str, *, script: bool = True) -> Page:
    """Do so with somebody who is no one of the cast."""
    page.context.add_cookies([{**session_of(user), **EVERY_PAGE}])
    page.goto(path)
    return heard(page) if script else page


def heard(page: Page) -> Page:
    """Wait until the scripts of a page are there: what is pressed before may go another way.

    And its letters: until they come others stand there, which are not as wide.
    """
    page.locator("html[data-ready]").wait_for(state="attached")
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


@contextmanager
def leaving(page: Page) -> Iterator[None]:
    """Wait behind the block until it has led to another page: the same may be told on this one.

    What is live tells there, too, and a key or click that comes then is lost with the page. The
    address says nothing: it may change before its page comes, and a page that was scrolled writes
    the history. So the content of this one is marked, and gone when the other is there.
    """
    page.evaluate("(document.querySelector('main') ?? document.body).dataset.left = ''")
    yield
    page.locator("[data-left]").wait_for(state="detached")
    page.locator("[data-leaving]").wait_for(state="detached")
    heard(page)


def session_of(user: User) -> dict[str, str]:
    """Sign somebody in as the sign-in page does, and return the cookie."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"name": configured.SESSION_COOKIE_NAME, "value": session.session_key or ""}
