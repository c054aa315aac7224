"""Forms for scoring a contact, for an appeal and its decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.quality.rules.scorecards import Answers, Question, Scale, Scorecard

LONGEST: Final = 2_000
_NOT_APPLICABLE: Final = "na"
_MARKS: Final[dict[Scale, list[tuple[str, Any]]]] = {
    Scale.YES_NO: [("1", _("yes")), ("0", _("no"))],
    Scale.ONE_TO_FIVE: [(str(value), str(value)) for value in range(1, 6)],
}


@dataclass(frozen=True)
class Asked:
    """A question with its two fields."""

    question: Question
    answer: forms.BoundField
    remark: forms.BoundField


@dataclass(frozen=True)
class AskedSection:
    """The questions under one title."""

    title: str
    questions: list[Asked]


class ScoreForm(forms.Form):
    """The questions of a card; an answer may be missing while the work is half done."""

    use_required_attribute = False

    summary = forms.CharField(
        label=_("What should the agent take along?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        card: Scorecard,
        answers: Answers,
        remarks: Mapping[str, Any],
        summary: str = "",
    ) -> None:
        self.card = card
        initial = {"summary": summary}
        for key, value in answers.items():
            initial[f"answer_{key}"] = _NOT_APPLICABLE if value is None else str(value)
        initial |= {f"remark_{key}": words for key, words in remarks.items()}
        super().__init__(data, initial=initial)
        for question in card.questions:
            self.fields[f"answer_{question.key}"] = _answer(question)
            self.fields[f"remark_{question.key}"] = _remark()

    @property
    def sections(self) -> Iterator[AskedSection]:
        """Yield the card as it is asked."""
        for section in self.card.sections:
            asked = [
                Asked(each, self[f"answer_{each.key}"], self[f"remark_{each.key}"])
                for each in section.questions
            ]
            yield AskedSection(section.title, asked)

    @property
    def answers(self) -> dict[str, int | None]:
        """Return the answers that were given, of a form that is right."""
        given = {each.key: self.cleaned_data[f"answer_{each.key}"] for each in self.card.questions}
        return {
            key: None if value == _NOT_APPLICABLE else int(value)
            for key, value in given.items()
            if value
        }

    @property
    def remarks(self) -> dict[str, str]:
        """Return the remarks that were written, of a form that is right."""
        given = {each.key: self.cleaned_data[f"remark_{each.key}"] for each in self.card.questions}
        return {key: words for key, words in given.items() if words}

    def say_missing(self, keys: tuple[str, ...]) -> None:
        """Name the questions without an answer."""
        for key in keys:
            self.add_error(f"answer_{key}", _("Answer this question, or choose “not applicable”."))


def _answer(question: Question) -> forms.ChoiceField:
    choices = list(_MARKS[question.scale])
    if question.may_not_apply:
        choices.append((_NOT_APPLICABLE, _("not applicable")))
    return forms.ChoiceField(
        label=question.text,
        choices=choices,
        required=False,
        help_text=question.guidance,
        widget=forms.RadioSelect,
    )


def _remark() -> forms.CharField:
    return forms.CharField(label=_("Remark"), required=False, max_length=LONGEST)


class AppealForm(forms.Form):
    """Why an agent does not agree."""

    use_required_attribute = False

    reason = forms.CharField(
        label=_("What do you see differently?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you see differently.")},
    )


class DecisionForm(ScoreForm):
    """A decision about an appeal, with the score that is right if it is changed."""

    decision = forms.CharField(
        label=_("Your decision in words"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write why you decide so: the agent reads it.")},
    )


class PlanForm(forms.Form):
    """The sampling plan."""

    use_required_attribute = False

    each = forms.IntegerField(
        label=_("Contacts of each agent a day"), min_value=0, max_value=20, initial=1
    )
    each_unit = forms.IntegerField(
        label=_("Answers of each unit a day"),
        min_value=0,
        max_value=20,
        help_text=_(
            "The unit's words and the center's plain words, scored with a card of their own."
        ),
    )
    each_closing = forms.IntegerField(
        label=_("Closings of each unit a day"),
        min_value=0,
        max_value=20,
        help_text=_("Somebody looks again whether what was closed as done is done."),
    )
    each_reason = forms.IntegerField(
        label=_("Contacts a day for each reason"),
        min_value=0,
        max_value=20,
        help_text=_(
            "Long hold, low rating, repeated contact, complaint, much silence, talking over each "
            "other, alarm words, new agent. They are marked and enter no figure."
        ),
    )
    twice_percent = forms.IntegerField(
        label=_("Percent that two people score"),
        min_value=0,
        max_value=100,
        help_text=_("Neither of the two sees the other's score. It shows how far they agree."),
    )
    appeal_days = forms.IntegerField(label=_("Days to appeal"), min_value=1, max_value=60)
    asks_low_ratings = forms.BooleanField(
        label=_("Ask by SMS after a low rating"),
        required=False,
        help_text=_(
            "Whoever rates a call 1 or 2 by a key gets a link to say what went wrong, and may wish "
            "a call. On unless you switch it off."
        ),
    )
    asks_conversations = forms.BooleanField(
        label=_("Ask after a written conversation"),
        required=False,
        help_text=_(
            "When you close a chat, an e-mail, an SMS or a social conversation, the citizen gets a "
            "link to five marks there, once in 30 days at most. On unless you switch it off."
        ),
    )
