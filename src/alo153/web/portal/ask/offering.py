"""Answers that are offered before a person is asked, and whoever goes on all the same."""

from collections.abc import Sequence
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


def before_a_person(request: HttpRequest, text: str) -> list[Answer]:
    """Return what may answer the first words of a chat; nothing where somebody should look at once.

    That is: whoever has seen the answers, has a photo with it, speaks of danger or asks very often.
    """
    if not _may_offer(request, text):
        return []
    at = clock.now()
    found = queries.search(text, language=get_language() or "", at=at)
    if found:
        shown = [each.article for each in found]
        actions.note_shown(articles=shown, channel=Channel.CHAT, at=at)
    return found


def _may_offer(request: HttpRequest, text: str) -> bool:
    if "asked" in request.POST or request.FILES or not text.strip() or danger.numbers_for(text):
        return False
    return admit(request, "ask") is Admission.IN


def timetable_before_a_person(request: HttpRequest, text: str) -> Shown | None:
    """Return when a line leaves or how to get there, if the first words of a chat ask for that.

    Only for a line or a way that is known: "500" is one, "500 numara gelmedi" is a complaint.
    """
    if len(text) > LONGEST or not _may_offer(request, text):
        return None
    shown = answered(text, at=clock.now())
    return shown if shown.has_timetable and shown.is_understood else None


def note_went_on(request: HttpRequest, channel: Channel, at: datetime) -> None:
    """Count the articles that a form had offered; nothing for a form without any."""
    slugs = request.POST.get("offered", "").split()
    if slugs:
        actions.note_went_on(articles=queries.named(slugs, at=at), channel=channel, at=at)
