"""What was answered on every page, understood."""

from dataclasses import dataclass
from typing import Any

from django import forms

from alo153.cases.models import ContactWish
from alo153.city.models import Topic
from alo153.web.portal.apply.application import Application
from alo153.web.portal.forms import LAYERS, ROLES, AnswerForm, PlaceForm, TextForm, TopicForm


@dataclass(frozen=True)
class Answers:
    """All answers, understood. ``unfinished`` names the first page that still lacks one."""

    unfinished: str
    place: dict[str, Any]
    topic: Topic | None
    text: str
    answer: dict[str, Any]

    @property
    def wish(self) -> ContactWish:
        """Return how the citizen wants to hear the answer."""
        return ContactWish(self.answer["wish"])

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


def read(kept: Application) -> Answers:
    """Understand what was typed on every page. A place may be left out, the rest may not."""
    checked: dict[str, forms.Form] = {
        "place": PlaceForm(kept.answers("place")),
        "text": TextForm(kept.answers("text")),
        "topic": TopicForm(kept.answers("topic")),
        "answer": AnswerForm(kept.answers("answer")),
    }
    right = {slug: form.is_valid() for slug, form in checked.items()}
    needed = (slug for slug in ("text", "topic", "answer") if not right[slug])
    return Answers(
        unfinished=next(needed, ""),
        place=checked["place"].cleaned_data if right["place"] else {},
        topic=checked["topic"].cleaned_data.get("topic"),
        text=checked["text"].cleaned_data.get("text", ""),
        answer=checked["answer"].cleaned_data,
    )
