"""Forms about a caller who abused an agent."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.calls.models import BlockPolicy
from alo153.care.actions.abuse import LONGEST
from alo153.care.models import Offence

_DAYS = [(1, _("for a day")), (7, _("for a week")), (30, _("for a month")), (365, _("for a year"))]


class StatementForm(forms.Form):
    """The report, in the agent's own words."""

    use_required_attribute = False

    statement = forms.CharField(
        label=_("What happened?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("What was said, word for word as far as you can, and what you answered."),
        error_messages={"required": _("Write what happened.")},
    )


class BlockForm(forms.Form):
    """The treatment of the number's next calls, with term and reason."""

    use_required_attribute = False

    policy = forms.ChoiceField(
        label=_("The caller"), choices=BlockPolicy, initial=BlockPolicy.LAST.value
    )
    days = forms.TypedChoiceField(label=_("How long?"), choices=_DAYS, coerce=int, initial=7)
    reason = forms.CharField(
        label=_("Why?"),
        max_length=200,
        help_text=_("What happened, so that others can judge it."),
        error_messages={"required": _("Write why the number is blocked.")},
    )


class ComplaintForm(forms.Form):
    """The offence for the prosecutor."""

    use_required_attribute = False

    offence = forms.ChoiceField(
        label=_("Offence"),
        choices=Offence.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the offence.")},
    )
