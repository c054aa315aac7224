"""The pages of an application in their order."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.city import queries
from alo153.web.portal.apply import questions
from alo153.web.portal.apply.application import Application
from alo153.web.portal.forms import AnswerForm, PhotoForm, PlaceForm, TextForm, TopicForm

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Step:
    """One page of the way: its address, its question and its form."""

    slug: str
    question: "StrPromise"
    short: "StrPromise"
    form: Callable[..., forms.Form]

    @property
    def template(self) -> str:
        """Return the page's template."""
        return f"portal/apply/{self.slug}.html"


FIRST = Step("photo", _("Do you have a photo?"), _("Photo"), PhotoForm)
_TO_TOPIC = [
    FIRST,
    Step("place", _("Where is it?"), _("Place"), PlaceForm),
    Step("text", _("Tell us what happened"), _("Your words"), TextForm),
    Step("topic", _("What is it about?"), _("Topic"), TopicForm),
]
_LAST = Step("answer", _("How shall we answer you?"), _("Answer"), AnswerForm)


def steps_of(kept: Application) -> list[Step]:
    """Return the pages of an application; a topic that asks nothing has no page of questions."""
    topic = queries.topics_now().get(kept.answers("topic").get("topic", ""))
    if not questions.asked(topic):
        return [*_TO_TOPIC, _LAST]
    form = partial(questions.QuestionsForm, topic=topic)
    return [*_TO_TOPIC, Step(questions.SLUG, _("A few questions"), _("Questions"), form), _LAST]
