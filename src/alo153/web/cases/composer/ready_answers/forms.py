"""A ready answer as it is typed, and what is wrong with it in words."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import AnswerTemplate
from alo153.cases.permissions import EDIT_TEMPLATES
from alo153.cases.rules import ready_answers
from alo153.cases.rules.lifecycle import STATE_LABELS
from alo153.cases.rules.ready_answers import Mistake, Wrong
from alo153.citizens.channel import CONVERSING, choices
from alo153.city import queries as city_queries
from alo153.city.models import CaseKind, Topic, Unit

_ALL: Final = gettext_lazy("all")


def _one_of(label: Any, model: type[models.Model]) -> "forms.ModelChoiceField[models.Model]":
    nobody = model._default_manager.none()
    return forms.ModelChoiceField(label=label, queryset=nobody, required=False, empty_label=_ALL)


class TemplateForm(forms.Form):
    """A ready answer of a unit."""

    use_required_attribute = False

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"), queryset=Unit.objects.none(), empty_label=None
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the answer"),
        max_length=60,
        error_messages={"required": gettext_lazy("Give the answer a name.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=ready_answers.LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write the answer.")},
    )
    topic = _one_of(gettext_lazy("Topic"), Topic)

    def __init__(self, asker: User, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["topic"].queryset = city_queries.topics_by_group()
        if "unit" in fields:
            fields["unit"].queryset = city_queries.units().filter(
                pk__in=city_queries.unit_keys(asker, EDIT_TEMPLATES)
            )

    def facts(self) -> dict[str, Any]:
        """Return what was typed, for the verb."""
        typed = self.cleaned_data
        return {
            "unit": typed.get("unit"),
            "name": typed["name"],
            "text": typed["text"],
            "fits": actions.Fits(topic=typed["topic"]),
        }

    def show(self, refused: actions.CannotKeep) -> None:
        """Say next to each field what is wrong, and what to do."""
        words = ready_answers.WORDS if "unit" in self.fields else ready_answers.WORDS_OF_CENTER
        for mistake in refused.mistakes:
            self.add_error("text", _said(mistake, list(words)))
        if refused.same_name:
            self.add_error("name", _("Another answer has this name. Give it another."))
        if refused.same_shortcut:
            taken = _("“%(name)s” has this short key. Choose another.")
            self.add_error("shortcut", taken % {"name": refused.same_shortcut.name})


class CenterTemplateForm(TemplateForm):
    """A ready answer of the center: what it is for, and a short key."""

    unit = None  # type: ignore[assignment] # Django's way to take a field away
    shortcut = forms.CharField(
        label=gettext_lazy("Short key"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Whoever types it in the search has the answer at once."),
        validators=[
            RegexValidator(r"^[\w-]+\Z", gettext_lazy("Letters, digits and hyphens, no spaces."))
        ],
    )
    channel = forms.ChoiceField(label=gettext_lazy("Channel"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    kind = _one_of(gettext_lazy("Kind of application"), CaseKind)
    state = forms.ChoiceField(label=gettext_lazy("State of the application"), required=False)

    def __init__(self, asker: User, data: Any = None, **kwargs: Any) -> None:
        super().__init__(asker, data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].queryset = city_queries.kinds()
        fields["channel"].choices = [("", _ALL), *choices(CONVERSING)]
        fields["state"].choices = [("", _ALL), *((s.value, STATE_LABELS[s]) for s in STATE_LABELS)]
        languages = sorted(city_queries.city().texts)
        names = dict(settings.LANGUAGES)
        fields["language"].choices = [("", _ALL), *((e, names.get(e, e)) for e in languages)]
        self.order_fields(["name", "shortcut", "text"])

    def facts(self) -> dict[str, Any]:
        """Return what was typed, for the verb."""
        fits = ("topic", "kind", "state", "channel", "language")
        return super().facts() | {
            "shortcut": self.cleaned_data["shortcut"],
            "fits": actions.Fits(**{name: self.cleaned_data[name] for name in fits}),
        }


def initial(template: AnswerTemplate | None) -> dict[str, Any]:
    """Return what the form begins with."""
    if template is None:
        return {}
    names = ("name", "text", "shortcut", "state", "channel", "language")
    keys = {name: getattr(template, f"{name}_id") for name in ("unit", "topic", "kind")}
    return keys | {name: getattr(template, name) for name in names}


def _said(mistake: Mistake, words: list[str]) -> str:
    match mistake.why:
        case Wrong.UNKNOWN_WORD if mistake.instead:
            said = _("Not known: {%(word)s}. Write {%(instead)s}, if that is meant.")
        case Wrong.UNKNOWN_WORD:
            said = _("Not known: {%(word)s}. Words that are filled in: %(known)s.")
        case Wrong.BRACE:
            said = _("A brace is alone: “%(word)s”. Words that are filled in stand in two: {code}.")
        case Wrong.TOO_LONG:
            said = _("It is too long. Make it about %(excess)s characters shorter.")
    known = ", ".join(f"{{{word}}}" for word in words)
    return said % (vars(mistake) | {"known": known})
