"""The parsed answers of every page."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.crypto import salted_hmac

from alo153.citizens.channel import Channel
from alo153.city.models import Topic
from alo153.city.rules.questions import GivenAnswer
from alo153.web.portal.apply import questions
from alo153.web.portal.apply.questions import QuestionsForm
from alo153.web.portal.forms import LAYERS, ROLES, AnswerForm, PlaceForm, TextForm, TopicForm

FORMS: Final[dict[str, type[forms.Form]]] = {
    "place": PlaceForm,
    "text": TextForm,
    "topic": TopicForm,
    "answer": AnswerForm,
}
_PAGES: Final = ("text", "topic", questions.SLUG, "answer")
"""Without an answer there nothing is sent, in their order."""


@dataclass(frozen=True)
class Answers:
    """All answers, understood. ``unfinished`` names the first page that still lacks one."""

    unfinished: str
    wrong: dict[str, forms.Form]
    """By the name of their page: forms with what is not right in them."""
    place: dict[str, Any]
    topic: Topic | None
    asked: tuple[GivenAnswer, ...]
    """Answers to the questions of the topic."""
    text: str
    answer: dict[str, Any]

    @property
    def wish(self) -> Channel:
        """Return how the citizen wants to hear the answer."""
        return Channel(self.answer["wish"])

    @property
    def layer(self) -> str:
        """Return which street or park it is, in the words of the page; empty if unknown."""
        chosen = self.place.get("place_layer")
        return str(dict(LAYERS)[chosen]) if chosen else ""

    @property
    def role(self) -> str:
        """Return how it concerns the citizen, in the words of the page; empty if not said."""
        chosen = self.answer.get("reporter_role")
        return str(dict(ROLES)[chosen]) if chosen else ""


def digest(
    typed: Callable[[str], Mapping[str, Any]], files: "Iterable[UploadedFile[Any]]" = ()
) -> str:
    """Return a keyed digest of what was typed: the same for the same words, by page or telephone.

    As it was typed and not as it is understood: a topic that was given up since changes nothing.

    Args:
        typed: returns the answers of a page by its name.
        files: that came with them; each is read, and is at its beginning again.
    """
    names = [(slug, name) for slug, form in FORMS.items() for name in form.base_fields]
    said = [(name, str(typed(slug).get(name, "")).split()) for slug, name in names]
    sums = [_sum(file) for file in files]
    words = json.dumps([[one for one in said if one[1]], sums])
    return salted_hmac("alo153.web.portal.apply", words, algorithm="sha256").hexdigest()


def _sum(file: "UploadedFile[Any]") -> str:
    content = hashlib.sha256()
    for chunk in file.chunks():
        content.update(chunk)
    file.seek(0)
    return content.hexdigest()


def read(typed: Callable[[str], Mapping[str, Any]], *, asks: bool = True) -> Answers:
    """Understand what was typed on every page. A place may be left out, the rest may not.

    Args:
        typed: returns the answers of a page by its name.
        asks: whether the citizen was asked the questions of the topic; if not, only the answers
            that came and fit are taken.
    """
    checked = {slug: form(typed(slug)) for slug, form in FORMS.items()}
    wrong = {slug: form for slug, form in checked.items() if not form.is_valid()}
    topic: Topic | None = checked["topic"].cleaned_data.get("topic")
    asked = QuestionsForm(typed(questions.SLUG), topic=topic)
    if not asked.is_valid() and asks:
        wrong[questions.SLUG] = asked
    return Answers(
        unfinished=next((slug for slug in _PAGES if slug in wrong), ""),
        wrong=wrong,
        place={} if "place" in wrong else checked["place"].cleaned_data,
        topic=topic,
        asked=asked.given(),
        text=checked["text"].cleaned_data.get("text", ""),
        answer=checked["answer"].cleaned_data,
    )
