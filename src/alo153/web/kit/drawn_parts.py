"""Parts of pages that many readers see alike: drawn once for a change, and sent to all of them.

An audience declares such a part; `web/site/boards.py` draws and `web/site/stream.py` sends it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.utils import timezone, translation

from alo153.accounts.models import User
from alo153.accounts.roles import Grant
from alo153.web.kit.shell.context import current_city


@dataclass(frozen=True)
class Reading:
    """The facts that decide how a part looks: readers with the same facts see the same."""

    part: str
    grants: frozenset[Grant]
    language: str


@dataclass(frozen=True)
class Part:
    """A part of a page that is the same for all with the same grants and language.

    Args:
        name: `data-drawn` of its element.
        topics: of `core.live`, at which it is drawn again.
        may_read: tells whether somebody reads it so; people who act in it have a page of their own.
        draw: returns its inside for one reader, in the active language.
    """

    name: str
    topics: frozenset[str]
    may_read: Callable[[User], bool]
    draw: Callable[[User], str]


_parts: Final[dict[str, Part]] = {}


def declare(part: Part) -> Part:
    """Let streams send a part."""
    _parts[part.name] = part
    return part


def part_of(name: str) -> Part | None:
    """Return a part by its name."""
    return _parts.get(name)


def reading_of(request: HttpRequest, part: Part) -> Reading | None:
    """Return how the asker reads a part; None: they may not."""
    user = request.user
    if not user.is_authenticated or not part.may_read(user):
        return None
    return Reading(part.name, user.grants, translation.get_language() or "")


def drawn(reading: Reading, user: User) -> str:
    """Draw a part in its language and by the city's clock; as many queries as the part has."""
    part = _parts[reading.part]
    with translation.override(reading.language), timezone.override(current_city().timezone):
        return part.draw(user)


def request_of(user: User) -> HttpRequest:
    """Return a request for templates of a part that nobody asked for by itself."""
    request = HttpRequest()
    request.method, request.user = "GET", user
    return request
