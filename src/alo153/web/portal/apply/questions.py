"""Questions of the chosen topic to a citizen, as a page of the application."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.city.models import Topic
from alo153.city.rules import questions
from alo153.city.rules.questions import (
    NEEDS_ANSWER,
    GivenAnswer,
    TopicQuestion,
    WrongAnswers,
)
from alo153.web.kit.fields.asked import Choices, field_of

SLUG: Final = "questions"
PREFIX: Final = "question"
"""Of each field's name; the page for telephones carries such fields along (`offline/fields.ts`)."""
_UNKNOWN: Final = ("", _("I do not know"))


def asked(topic: Topic | None) -> tuple[TopicQuestion, ...]:
    """Return what a topic asks a citizen: internal questions are for agents."""
    known = questions.from_data(topic.questions) if topic else ()
    return tuple(each for each in known if not each.internal)


class QuestionsForm(forms.Form):
    """Questions of a topic. A field's name contains the topic: each topic has its own fields."""

    def __init__(self, *args: Any, topic: Topic | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slug = topic.slug if topic else ""
        self._asked = {f"{PREFIX}-{slug}-{each.key}": each for each in asked(topic)}
        for name, question in self._asked.items():
            field = self.fields[name] = field_of(question, _buttons)
            field.required = question.required
            field.error_messages["required"] = str(NEEDS_ANSWER)

    def clean(self) -> dict[str, Any]:
        """Name each answer that does not fit at its question."""
        given = super().clean() or {}
        for name, question in self._asked.items():
            answer = given.get(name, "")
            try:
                questions.read([question], {question.key: answer}, complete=False)
            except WrongAnswers as error:
                self.add_error(name, str(error.wrong[question.key]))
        return given

    def given(self) -> tuple[GivenAnswer, ...]:
        """Return the answers that fit."""
        return tuple(
            GivenAnswer(question, self.cleaned_data[name])
            for name, question in self._asked.items()
            if self.cleaned_data.get(name)
        )


def _buttons(question: TopicQuestion, choices: Choices) -> forms.Widget:
    return forms.RadioSelect(choices=[*choices, *([] if question.required else [_UNKNOWN])])
