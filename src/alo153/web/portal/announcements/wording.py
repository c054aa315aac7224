"""Announcements in the language of the page, where somebody wrote them in it."""

from dataclasses import dataclass

from django.utils.translation import get_language

from alo153.knowledge.models import Announcement
from alo153.web.kit.shell.context import current_city


@dataclass(frozen=True)
class Worded:
    """An announcement in one language, and which that is."""

    said: Announcement
    text: str
    language: str


def worded(said: Announcement) -> Worded:
    """Return one for this reader; no query if its other languages are here."""
    text, language = said.words_in(get_language() or "")
    return Worded(said, text, language or current_city().language)
