"""Answers that are offered before a person is asked, and citizens who continue anyway."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import get_language

from alo153.citizens.channel import Channel
from alo153.core import clock
from alo153.knowledge.articles import actions, queries
from alo153.knowledge.articles.queries import Answer
from alo153.transport.rules.answering import LONGEST
from alo153.web.kit.proof.admission import Admission, admit
from alo153.web.kit.transport.asking import Shown, answered
from alo153.web.portal.apply import danger


def names(answers: Sequence[Answer]) -> str:
    """Return what a form carries of the answers that it offered."""
    return " ".join(each.article.slug for each in answers)


@dataclass(frozen=True)
class Offer:
    """Possible answers to the first words of a chat: articles, or a timetable."""

    answers: Sequence[Answer] = ()
    shown: Shown | None = None


def before_a_person(request: HttpRequest, text: str) -> Offer | None:
    """Return what may answer the first words of a chat; nothing where somebody should look at once.

    Such a citizen has seen the answers, adds a photo, speaks of danger or asks very often.
    """
    if "asked" in request.POST or request.FILES or not text.strip() or danger.numbers_for(text):
        return None
    if admit(request, "ask") is not Admission.IN:
        return None
    at = clock.now()
    if shown := _of_timetable(text, at):
        return Offer(shown=shown)
    found = queries.search(text, language=get_language() or "", at=at)
    if not found:
        return None
    actions.note_shown(articles=[each.article for each in found], channel=Channel.CHAT, at=at)
    return Offer(found)


def _of_timetable(text: str, at: datetime) -> Shown | None:
    """Return when a line leaves or how to get there.

    "500" asks for that, "500 numara gelmedi" does not, and "su" is no stop that begins so.
    """
    if len(text) > LONGEST:
        return None
    shown = answered(text, at=at)
    return shown if shown.names_line or shown.journeys else None


def note_went_on(request: HttpRequest, channel: Channel, at: datetime) -> None:
    """Count the articles that a form had offered; nothing for a form without any."""
    slugs = request.POST.get("offered", "").split()
    if slugs:
        actions.note_went_on(articles=queries.named(slugs, at=at), channel=channel, at=at)
