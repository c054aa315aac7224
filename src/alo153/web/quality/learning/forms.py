"""Forms of the library and of learning cards."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import LEVELS
from alo153.calls.floor import city_queues
from alo153.quality.models import GoodMoment
from alo153.quality.rules.learning import Question
from alo153.quality.rules.muting import Span

_TIME: Final = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d)(?:[.,](\d))?")
_SECONDS: Final = re.compile(r"\d{1,5}")
_MOST: Final = 4_000


def seconds_of(text: str) -> float | None:
    """Return the seconds of a place as people write it (`1:05`, `65`, `1:05.5`), or None."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return float(text) if _SECONDS.fullmatch(text.strip()) else None
    minutes, seconds, tenth = found.groups()
    return 60.0 * int(minutes or 0) + int(seconds) + int(tenth or 0) / 10


class PlaceField(forms.CharField):
    """A place in a recording, as minutes and seconds."""

    def to_python(self, value: Any) -> Any:
        """Understand the place, or say how it is written."""
        text = super().to_python(value)
        if not text:
            return None
        found = seconds_of(text)
        if found is None:
            raise forms.ValidationError(_("Write minutes and seconds, such as 1:05."))
        return found


class ProposeForm(forms.Form):
    """The part, the reason, and the spans to silence."""

    use_required_attribute = False

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give it a title.")},
    )
    why = forms.CharField(
        label=gettext_lazy("What is good about it?"),
        max_length=_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write what others can learn from it.")},
    )
    begin = PlaceField(
        label=gettext_lazy("From"),
        help_text=gettext_lazy("Minutes and seconds of the recording: 1:05"),
        error_messages={"required": gettext_lazy("Write where it begins.")},
    )
    end = PlaceField(
        label=gettext_lazy("To"),
        error_messages={"required": gettext_lazy("Write where it ends.")},
    )
    silent = forms.CharField(
        label=gettext_lazy("Names, addresses and numbers"),
        required=False,
        max_length=_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One a line: 1:10-1:14. The copy is silent there."),
    )

    def clean_silent(self) -> list[Span]:
        """Return the spans, or name the line that cannot be read."""
        found = []
        for line in filter(None, map(str.strip, self.cleaned_data["silent"].splitlines())):
            first, _dash, last = line.replace("–", "-").partition("-")
            begin, end = seconds_of(first), seconds_of(last)
            if begin is None or end is None or end <= begin:
                raise forms.ValidationError(
                    _("“%(line)s” is no span. Write it so: 1:10-1:14.") % {"line": line}
                )
            found.append((begin, end))
        return found


class CardForm(forms.Form):
    """A learning card."""

    use_required_attribute = False

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=120,
        error_messages={"required": gettext_lazy("Give it a title.")},
    )
    text = forms.CharField(
        label=gettext_lazy("What is there to learn?"),
        max_length=_MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write what there is to learn.")},
    )
    moment = forms.ModelChoiceField(
        label=gettext_lazy("With a good moment"),
        queryset=GoodMoment.objects.none(),
        required=False,
    )
    questions = forms.CharField(
        label=gettext_lazy("Questions"),
        max_length=_MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "A question a line, its answers below: + before the right one, - before each other."
        ),
        error_messages={"required": gettext_lazy("Write at least one question.")},
    )
    skill = forms.ChoiceField(label=gettext_lazy("Gives the skill"), required=False)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level"), choices=[(each, each) for each in LEVELS], coerce=int
    )

    def __init__(self, *args: Any, moments: Any, may_set_skills: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["moment"].queryset = moments  # type: ignore[attr-defined]
        self.fields["moment"].label_from_instance = lambda row: row.title  # type: ignore[attr-defined]
        if may_set_skills:
            known = [("", _("none")), *city_queues.skills().items()]
            self.fields["skill"].choices = known  # type: ignore[attr-defined]
        else:
            del self.fields["skill"], self.fields["level"]

    def clean_questions(self) -> list[Question]:
        """Return the questions, or say which is not whole."""
        found: list[tuple[str, list[str], int]] = []
        for line in filter(None, map(str.strip, self.cleaned_data["questions"].splitlines())):
            mark, words = line[0], line[1:].strip()
            if mark not in "+-":
                found.append((line, [], -1))
                continue
            if not found:
                raise forms.ValidationError(_("The first line must be a question."))
            text, choices, right = found[-1]
            found[-1] = (text, [*choices, words], len(choices) if mark == "+" else right)
        questions = [Question(text, tuple(choices), right) for text, choices, right in found]
        for each in questions:
            if not each.is_whole:
                raise forms.ValidationError(
                    _("“%(question)s” needs two answers, one of them with +.")
                    % {"question": each.text}
                )
        return questions


class AnswerForm(forms.Form):
    """The questions of a card, each with its choices."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, questions: tuple[Question, ...]) -> None:
        super().__init__(data)
        for place, question in enumerate(questions):
            self.fields[f"question_{place}"] = forms.TypedChoiceField(
                label=question.text,
                choices=list(enumerate(question.choices)),
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose an answer.")},
            )

    @property
    def answers(self) -> dict[int, int]:
        """Return what was chosen by the place of its question, of a form that is right."""
        return {
            int(name.removeprefix("question_")): value for name, value in self.cleaned_data.items()
        }
