"""Pages opened by a member of staff who is signed in already."""

from django.conf import settings as configured
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import Page
from tests import cast
from tests.journeys.looks import Looks
from tests.parts.browsing import OpenPage

from alo153.accounts.models import User

BACKEND = "alo153.accounts.backend.Backend"


class Opened:
    """Opens pages as a member of staff, and looks at them."""

    def __init__(self, open_page: OpenPage, looks: Looks) -> None:
        self._open, self.looks = open_page, looks

    def page(self, path: str, username: str = "") -> Page:
        page = self._open("/theme.css")
        if username:
            page.context.add_cookies([{**session_of(cast.staff(username)), "url": page.url}])
        page.goto(path)
        return page


def session_of(user: User) -> dict[str, str]:
    """Sign somebody in as the sign-in page does, and return the cookie."""
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return {"name": configured.SESSION_COOKIE_NAME, "value": session.session_key or ""}
