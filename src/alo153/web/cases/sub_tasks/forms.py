"""Forms about a sub-task: the need, the work done, the reason why not."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case
from alo153.city import queries
from alo153.city.models import Unit


class AskUnitForm(forms.Form):
    """The asked unit, the work, and the due date."""

    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        to_field_name="slug",
        empty_label=_("choose"),
        error_messages={"required": _("Choose a unit.")},
    )
    text = forms.CharField(
        label=_("What is needed of it"),
        help_text=_("For example: cut the road for the tree crew from 9 to 12."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what the unit should do.")},
    )
    due_at = forms.DateTimeField(
        label=_("Needed until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("Write until when it is needed."),
            "invalid": _("Write day and time, like 24.11.2026 17:30."),
        },
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        inside = queries.units().exclude(kind=Unit.Kind.OUTSIDE)
        fields["unit"].queryset = inside.exclude(pk=case.unit.pk) if case.unit else inside


class WordsForm(forms.Form):
    """The work done, or the reason why not."""

    words = forms.CharField(
        label=_("What was done"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write it in a sentence; it stays with the application.")},
    )


class ReasonForm(forms.Form):
    """Why a sub-task ends without having been done."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the reason; it stays with the case.")},
    )
