"""Rooms of the demo, filled as `up` does, and their pages."""

import html
import re
from datetime import timedelta

from django.test import Client
from tests import cast

from alo153.accounts.models import User
from alo153.intake.lived_in.rooms import furnishing
from alo153.intake.lived_in.rooms.room import Staff

FOLDER = cast.CITIES / "kocaeli"
# A minute before pages are read (`day_of_the_cast`)
AT = cast.AT + timedelta(minutes=59)


def demo() -> Staff:
    """Bring in the people of the demo."""
    cast.citizen("Ayşe Işık")
    for person in cast.pack().staff:
        cast.staff(person.username)
    return {user.username: user for user in User.objects.filter(is_active=True)}


def fill(*names: str) -> None:
    """Fill rooms by what Kocaeli's file says, in the order of `ROOMS`."""
    staff = demo()
    said = furnishing.read(FOLDER, staff)
    rooms = [room for room in furnishing.ROOMS if room.name in names]
    assert len(rooms) == len(names)
    for room in rooms:
        room.fill(said[room.name], staff, AT)


def page(username: str, path: str) -> str:
    """Return the words of a page as somebody reads it."""
    browser = Client()
    if username:
        browser.force_login(cast.staff(username))
    response = browser.get(path)
    assert response.status_code == 200, path
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(words))
