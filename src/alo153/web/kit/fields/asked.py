"""A question of a topic as a field."""

from collections.abc import Callable, Iterable

from django import forms
from django.utils.functional import Promise

from alo153.city.rules.questions import YES_NO_LABELS, QuestionKind, TopicQuestion

type Choices = Iterable[tuple[str, str | Promise]]


def field_of(
    question: TopicQuestion, choose: Callable[[TopicQuestion, Choices], forms.Widget]
) -> forms.CharField:
    """Return a field of text: `questions.read` understands what is in it.

    Args:
        choose: returns the control for a choice.
    """
    return forms.CharField(
        label=question.question,
        help_text=question.help,
        required=False,
        widget=_widget(question, choose),
    )


def _widget(
    question: TopicQuestion, choose: Callable[[TopicQuestion, Choices], forms.Widget]
) -> forms.Widget:
    match question.kind:
        case QuestionKind.CHOICE:
            return choose(question, [(each, each) for each in question.choices])
        case QuestionKind.YES_NO:
            return choose(question, YES_NO_LABELS.items())
        case QuestionKind.DATE:
            return forms.DateInput(attrs={"type": "date"})
        case QuestionKind.NUMBER:
            return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        case _:
            return forms.TextInput(attrs={"autocomplete": "off"})
