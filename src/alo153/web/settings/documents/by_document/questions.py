"""The questions of a topic as fields of its form: some for each, and some for one more."""

from collections.abc import Mapping, Sequence
from itertools import chain, count
from typing import Any, Final

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from alo153.city.rules.questions import MOST_QUESTIONS, QuestionKind
from alo153.core.text import fold
from alo153.web.settings.documents.entry_forms import REQUIRED, Lines

_KINDS: Final = [
    (QuestionKind.TEXT, _("words")),
    (QuestionKind.NUMBER, _("a number")),
    (QuestionKind.CHOICE, _("one of these answers")),
    (QuestionKind.YES_NO, _("yes or no")),
    (QuestionKind.DATE, _("a day")),
]
_NAMES: Final = ("question", "kind", "choices", "help", "required", "internal")
_FEWEST_CHOICES: Final = 2
_LONGEST_KEY: Final = 80
_ROWS: Final = 3


def ask_questions(form: forms.Form) -> None:
    """Add the fields; none where a draft has the questions in another form."""
    written = form.initial.get("question", [])
    if not isinstance(written, list) or not all(isinstance(each, dict) for each in written):
        return
    for number, said in enumerate([*written, {}][:MOST_QUESTIONS], start=1):
        for name, field in _fields(number, said).items():
            form.fields[_name(number, name)] = field
        form.fields[_name(number, "choices")].widget.attrs["rows"] = _ROWS


def check_questions(form: forms.Form, given: Mapping[str, Any]) -> None:
    """Refuse at its field what contradicts itself."""
    asks = any(given.get(_name(number, "question")) for number in _numbers(form))
    if asks and given.get("information_only"):
        words = _("A topic for information only asks nothing. Take its questions out.")
        form.add_error("information_only", words)
    for number in _numbers(form):
        said = {name: given.get(_name(number, name)) for name in _NAMES}
        choices = said["choices"] or ()
        if not said["question"]:
            if number > len(_written(form)) and (choices or said["help"]):
                form.add_error(_name(number, "question"), str(REQUIRED["required"]))
        elif said["kind"] != QuestionKind.CHOICE:
            if choices:
                words = _("Only a question with answers to choose from has them.")
                form.add_error(_name(number, "choices"), words)
        elif len(set(choices)) != len(choices) or len(choices) < _FEWEST_CHOICES:
            words = _("Write two different answers or more, one a line.")
            form.add_error(_name(number, "choices"), words)


def with_questions(form: forms.Form, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return values of a form with the questions as a file writes them."""
    numbers = _numbers(form)
    if not numbers:
        return dict(said)
    own = {_name(number, name) for number in numbers for name in _NAMES}
    found: list[Mapping[str, Any]] = []
    for number in numbers:
        if said[_name(number, "question")]:
            keys = {each["key"] for each in (*_written(form), *found) if "key" in each}
            found.append(_as_written(form, said, number, keys))
    return {**{name: each for name, each in said.items() if name not in own}, "question": found}


def _as_written(
    form: forms.Form, said: Mapping[str, Any], number: int, keys: set[str]
) -> Mapping[str, Any]:
    former = _written(form)[number - 1 : number]
    written: dict[str, Any] = {"key": _new_key(said, number, keys)}
    if former:
        written = dict(former[0])
    for name in _NAMES:
        value = said[_name(number, name)] or (QuestionKind.TEXT.value if name == "kind" else "")
        if value:
            written[name] = list(value) if name == "choices" else value
        elif written.get(name):
            del written[name]
    return written


def _new_key(said: Mapping[str, Any], number: int, keys: set[str]) -> str:
    """Return the key of a new question, from its words: nobody has to think of one."""
    words = slugify(fold(said[_name(number, "question")])).replace("_", "-")
    key = words[: _LONGEST_KEY - 3].strip("-") or "question"
    others = (f"{key}-{each}" for each in count(2))
    return next(each for each in chain([key], others) if each not in keys)


def _numbers(form: forms.Form) -> Sequence[int]:
    return [each for each in range(1, MOST_QUESTIONS + 1) if _name(each, "kind") in form.fields]


def _written(form: forms.Form) -> Sequence[Mapping[str, Any]]:
    written: Sequence[Mapping[str, Any]] = form.initial.get("question", [])
    return written


def _name(number: int, name: str) -> str:
    return f"question_{number}_{name}"


def _fields(number: int, said: Mapping[str, Any]) -> dict[str, forms.Field]:
    about = {"number": number}
    return {
        "question": forms.CharField(
            label=_("Question %(number)s") % about,
            max_length=120,
            required=False,
            initial=said.get("question"),
            help_text=_("Asked when an application is opened. Empty: it is not asked."),
        ),
        "kind": forms.ChoiceField(
            label=_("Question %(number)s: its answer") % about,
            choices=[(str(kind), label) for kind, label in _KINDS],
            required=False,
            initial=said.get("kind", QuestionKind.TEXT.value),
        ),
        "choices": Lines(
            label=_("Question %(number)s: answers to choose from") % about,
            required=False,
            initial=said.get("choices"),
            help_text=_("One a line."),
        ),
        "help": forms.CharField(
            label=_("Question %(number)s: help") % about,
            max_length=200,
            required=False,
            initial=said.get("help"),
        ),
        "required": forms.BooleanField(
            label=_("Question %(number)s needs an answer") % about,
            required=False,
            initial=said.get("required"),
        ),
        "internal": forms.BooleanField(
            label=_("Question %(number)s is for staff: citizens are not asked, and do not see it")
            % about,
            required=False,
            initial=said.get("internal"),
        ),
    }
