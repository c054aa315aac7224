"""A rule of `law.toml` as a form."""

from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.web.settings.documents.entry_forms import REQUIRED, BaseEntryForm
from alo153.workforce.models.people import STATUSES
from alo153.workforce.queries.rule_labels import MEANINGS

_MINUTES_OF_A_YEAR: Final = 366 * 24 * 60


class Day(forms.DateField):
    """A day of the calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RuleForm(BaseEntryForm):
    """A rule of working time; a changed value is a new rule, and the former one ends."""

    key = forms.ChoiceField(
        label=_("Rule"), choices=[(str(each), label) for each, label in MEANINGS.items()]
    )
    status = forms.ChoiceField(
        label=_("For whom"), required=False, choices=[("", _("everybody")), *STATUSES]
    )
    value = forms.IntegerField(
        label=_("Value"),
        min_value=0,
        max_value=_MINUTES_OF_A_YEAR,
        help_text=_("In minutes; weeks of nights in weeks; where it is only yes or no, 1 is yes."),
        error_messages=REQUIRED,
    )
    citation = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Law and article, as planners read it."),
        error_messages=REQUIRED,
    )
    valid_from = Day(label=_("Valid from"), error_messages=REQUIRED)
    valid_to = Day(
        label=_("Valid until"),
        required=False,
        help_text=_("Its last day. Empty: until somebody ends it."),
    )
    verified = forms.BooleanField(
        label=_("Somebody of the city has read the source"), required=False
    )

    def clean(self) -> None:
        """Refuse an end before the beginning, at the end."""
        begins, ends = (self.cleaned_data.get(name) for name in ("valid_from", "valid_to"))
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("It ends before it begins. Write a later day."))
