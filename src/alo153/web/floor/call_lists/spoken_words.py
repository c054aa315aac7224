"""The words that a called citizen hears, from the city's voice."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from alo153.calls import menu_file
from alo153.calls.menu.nodes import Announcements
from alo153.city import queries as city
from alo153.knowledge import queries as announcements
from alo153.knowledge.models import Announcement


@dataclass(frozen=True, slots=True)
class Heard:
    """The sentences of a list in their order, and what is announced at `at`.

    `announced` are all announcements that its calls may say; `lacks_announcement`: there is a
    place for one, and callers hear none now.
    """

    sentences: tuple[str, ...]
    at: datetime
    announced: tuple[Announcement, ...] = ()
    lacks_announcement: bool = False

    @property
    def sounds(self) -> frozenset[str]:
        """Name the sounds of the announcements, in the words that are shown."""
        return announcements.sounds_of(self.announced)

    @property
    def digest(self) -> str:
        """Return what differs once a word is another: a form says with it what its reader read."""
        return hashlib.sha256("\n".join(sorted(self.sounds)).encode()).hexdigest()


def heard(start: str, at: datetime, *, only: Collection[str] | None = None) -> Heard:
    """Return what is said from a node on until a key is awaited, or the end; two queries.

    Args:
        only: announcements with one of these sounds; without it all present and future ones,
            also without a voice yet.
    """
    texts = menu_file.texts(city.files_in_force())
    way = list(menu_file.of_city().said_from(start)) if start else []
    sentences = tuple(texts.get(name, name) for node in way for name in node.say)
    if not any(isinstance(node, Announcements) for node in way):
        return Heard(sentences, at)
    if only is None:
        announced = tuple(announcements.to_be_said(at))
        lacks = not announcements.voiced(at).exists()
        return Heard(sentences, at, announced, lacks_announcement=lacks)
    voiced = announcements.voiced(at).prefetch_related("wordings")
    announced = tuple(each for each in voiced if each.heard in only)
    return Heard(sentences, at, announced, lacks_announcement=not announced)
