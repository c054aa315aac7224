"""Pages of shifts as a browser without scripts sees them."""

import re
from datetime import date
from typing import Any

from django.test import Client
from tests import cast
from tests.workforce.center import MONDAY


def signed_in(username: str) -> Client:
    """Return a browser in which somebody of the cast has signed in."""
    browser = Client()
    browser.force_login(cast.staff(username))
    return browser


def text(response: Any) -> str:
    """Return the words of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def cell(username: str, day: date = MONDAY) -> str:
    """Return the key of somebody's day in the grid."""
    return f"{cast.staff(username).pk}-{day.isoformat()}"
