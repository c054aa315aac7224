"""The form of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alo153.alarms.actions import RuleWords
from alo153.alarms.audience import PERMISSION, permissions, roles, units
from alo153.alarms.models import AlarmRule
from alo153.alarms.queries.subjects import known
from alo153.alarms.rules.figures import Figure, Measure, Of, Side
from alo153.alarms.rules.refusing import FAULT_WORDS
from alo153.alarms.rules.severity import SEVERITY_LABELS, Severity
from alo153.calls.permissions import SUPERVISE_CALLS
from alo153.notices.registry import Way

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_WAYS: Final = {
    Way.EMAIL: _("By e-mail"),
    Way.SMS: _("By SMS"),
    Way.DESKTOP: _("On the screen, by the browser"),
}
_OF: Final = {
    Of.QUEUE: _("Queue"),
    Of.SKILL: _("Skill"),
    Of.MEDIUM: _("Medium"),
    Of.CHANNEL: _("Channel"),
    Of.TOPIC: _("Topic"),
    Of.NEIGHBORHOOD: _("Neighborhood"),
    Of.UNIT: _("Unit"),
    Of.CONSUMER: _("Background reader"),
    Of.OFFICE: _("Communication center"),
}
_EACH: Final = (Of.TOPIC, Of.NEIGHBORHOOD, Of.CONSUMER)
_UNITS: Final = {
    Measure.COUNT: _("a number"),
    Measure.SECONDS: _("seconds"),
    Measure.HOURS: _("hours"),
    Measure.PERCENT: _("percent"),
    Measure.TIMES: _("times the usual"),
}


class RuleForm(forms.Form):
    """The form of a rule on one figure."""

    name = forms.CharField(label=_("Name of the rule"), max_length=80)
    of = forms.ChoiceField(required=False)
    rings_at = forms.FloatField()
    clears_at = forms.FloatField(label=_("Clears again at"))
    calm_minutes = forms.IntegerField(
        label=_("After minutes of calm"),
        min_value=0,
        max_value=240,
        help_text=_("So that what moves around the limit rings once."),
    )
    severity = forms.ChoiceField(
        label=_("Severity"),
        choices=list(SEVERITY_LABELS.items()),
        help_text=_("Quiet hours hold back no critical alarm."),
    )
    audience = forms.ChoiceField(label=_("Whom it concerns"))
    ways = forms.MultipleChoiceField(
        label=_("Told by"),
        required=False,
        choices=list(_WAYS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "It always stands in the menu. Whoever chose ways of their own is told by these."
        ),
    )
    escalate_minutes = forms.IntegerField(
        label=_("Others are told if nobody acknowledges within minutes"),
        required=False,
        min_value=1,
        max_value=1440,
    )
    escalate_to = forms.ChoiceField(label=_("Who is told then"), required=False)

    def __init__(self, data: QueryDict | None, *, figure: Figure, rule: AlarmRule | None) -> None:
        super().__init__(data, initial=_initial(figure, rule))
        self.figure = figure
        self._name_fields()
        groups = [
            (gettext("Roles"), roles()),
            (gettext("Units"), units()),
            (gettext("Rights"), permissions()),
        ]
        self._choose("audience", groups)
        self._choose("escalate_to", [("", gettext("nobody else")), *groups])

    def _name_fields(self) -> None:
        """Say of what the figure is, and in what it is counted."""
        is_above = self.figure.side is Side.ABOVE
        self.fields["rings_at"].label = _("Rings above") if is_above else _("Rings below")
        self.fields["rings_at"].help_text = _UNITS[self.figure.measure]
        if self.figure.of is Of.NOTHING:
            del self.fields["of"]
            return
        self.fields["of"].label = _OF[self.figure.of]
        one = list(known(self.figure.of).items())
        self._choose("of", one if self.figure.needs_one else [("", self._all()), *one])

    def _all(self) -> str:
        return gettext("each of them") if self.figure.of in _EACH else gettext("all together")

    def _choose(self, name: str, choices: list[Any]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """See that an escalation says when and whom, and that the rule can ring and clear."""
        said = super().clean() or {}
        if bool(said.get("escalate_minutes")) != bool(said.get("escalate_to")):
            name = "escalate_to" if said.get("escalate_minutes") else "escalate_minutes"
            self.add_error(name, _("Say both: after how many minutes, and who is told."))
        if not self.errors:
            self._refuse(self.words())
        return said

    def _refuse(self, words: RuleWords) -> None:
        for name, fault in words.faults().items():
            self.add_error(name if name in self.fields else None, FAULT_WORDS[fault])

    def words(self) -> RuleWords:
        """Return what a valid form says."""
        said = self.cleaned_data
        return RuleWords(
            name=said["name"],
            figure=self.figure,
            of=said.get("of", ""),
            rings_at=said["rings_at"],
            clears_at=said["clears_at"],
            calm_minutes=said["calm_minutes"],
            severity=Severity(said["severity"]),
            audience=said["audience"],
            ways=[Way(each) for each in said["ways"]],
            escalate_minutes=said["escalate_minutes"],
            escalate_to=said["escalate_to"],
        )


def _initial(figure: Figure, rule: AlarmRule | None) -> dict[str, Any]:
    if rule:
        names = RuleForm.base_fields
        return {name: getattr(rule, name) for name in names}
    label: str | StrPromise = figure.label
    rings_at, clears_at = figure.usual
    return {
        "name": label,
        "rings_at": rings_at,
        "clears_at": clears_at,
        "calm_minutes": 2,
        "severity": Severity.WARNING,
        "audience": f"{PERMISSION}:{SUPERVISE_CALLS.key}",
        "ways": [Way.DESKTOP],
    }
