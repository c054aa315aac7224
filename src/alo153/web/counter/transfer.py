"""Send a visitor on to another desk or service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.city import queries as city
from alo153.counter import queries
from alo153.counter.models import DeskSession


class TransferForm(forms.Form):
    """For what, and perhaps to which of the other desks."""

    letter = forms.ChoiceField(label=pgettext_lazy("visitors", "For"))
    desk = forms.TypedChoiceField(
        label=_("To the desk"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, session: DeskSession, data: Any = None) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["letter"].choices = [
            (each.letter, str(each)) for each in city.services_of(session.office)
        ]
        others = [each for each in queries.sessions(session.office) if each.pk != session.pk]
        fields["desk"].choices = [
            ("", _("any that is free")),
            *((each.desk, f"{each.desk} ({each.user.full_name})") for each in others),
        ]
