"""The answer as it is typed: only the fields that its outcome needs."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.cases.outcomes import MISSING, NEEDS, Finding, Need, Outcome
from alo153.core import codes

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_TEXT_LENGTH = 4000
_LABELS: "dict[Need, StrPromise]" = {
    Need.TEXT: _("What was found and done"),
    Need.LEGAL_BASIS: _("Law or rule the refusal rests on"),
    Need.PLANNED_DATE: _("Planned for"),
    Need.RESPONSIBLE_BODY: _("Who is responsible"),
    Need.DUPLICATE_OF: _("Tracking code of the other application"),
}
_HELP: "dict[Need, StrPromise]" = {
    Need.TEXT: _("The center puts it into plain words before the citizen hears it."),
    Need.LEGAL_BASIS: _("Example: Law 5393, article 14"),
    Need.RESPONSIBLE_BODY: _("Example: the district municipality, the electricity company"),
    Need.DUPLICATE_OF: _("Nine digits, as they stand in the list."),
}


class CodeField(forms.CharField):
    """A tracking code as typed; its value is the nine digits."""

    def clean(self, value: Any) -> str:
        """Return the digits of the code."""
        text = str(super().clean(value))
        try:
            return codes.normalize(text)
        except codes.CodeError as error:
            raise forms.ValidationError(codes.WRONG_CODE) from error


def _field(need: Need) -> forms.Field:
    facts: dict[str, Any] = {
        "label": _LABELS[need],
        "help_text": _HELP.get(need, ""),
        "error_messages": {"required": MISSING[need], "invalid": MISSING[need]},
    }
    match need:
        case Need.TEXT:
            box = forms.Textarea(attrs={"rows": 6, "autofocus": True})
            return forms.CharField(max_length=_TEXT_LENGTH, widget=box, **facts)
        case Need.PLANNED_DATE:
            picker = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            return forms.DateField(widget=picker, **facts)
        case Need.DUPLICATE_OF:
            return CodeField(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **facts)
        case Need.LEGAL_BASIS:
            return forms.CharField(max_length=300, **facts)
        case Need.RESPONSIBLE_BODY:
            return forms.CharField(max_length=160, **facts)


class AnswerForm(forms.Form):
    """The answer of a unit or of a body outside the house."""

    use_required_attribute = False

    def __init__(
        self, outcome: Outcome, data: Any = None, *, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, auto_id="id_answer_%s", initial=initial)
        self.outcome = outcome
        self.fields.update({need.value: _field(need) for need in Need if need in NEEDS[outcome]})

    def finding(self) -> Finding:
        """Return what was typed, for the domain."""
        return Finding(outcome=self.outcome, **self.cleaned_data)

    def show_missing(self, missing: frozenset[Need]) -> None:
        """Put the domain's complaint beside each field it names."""
        for need in sorted(missing):
            self.add_error(need.value, str(MISSING[need]))
