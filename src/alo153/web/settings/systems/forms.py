"""The form of a key: its system, scopes, rate and end."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.city import queries as city
from alo153.city.models import Unit
from alo153.integrations.actions import LONGEST
from alo153.integrations.models import MOST_A_MINUTE, ConnectedSystem
from alo153.integrations.scopes import OF_UNITS, SCOPE_LABELS, KeyScope
from alo153.web.kit.fields.one_line import one_line

_YEAR = timedelta(days=365)


class KeyForm(forms.Form):
    """A key to be made."""

    system = forms.CharField(
        label=gettext_lazy("Name of the system"),
        help_text=gettext_lazy("What it does is recorded under this name."),
        max_length=ConnectedSystem.LONGEST_NAME,
        validators=[one_line],
        widget=forms.TextInput({"list": "system-names", "autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What the key is for"),
        choices=[(scope.value, label) for scope, label in SCOPE_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Units"),
        help_text=gettext_lazy("The key also holds in the units below them."),
        required=False,
        widget=forms.SelectMultiple({"size": 8}),
    )
    partners = forms.MultipleChoiceField(
        label=gettext_lazy("Partner desks"),
        help_text=gettext_lazy("The key hands over applications of these desks alone."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    per_minute = forms.IntegerField(
        label=gettext_lazy("Requests a minute, at most"),
        min_value=1,
        max_value=MOST_A_MINUTE,
        initial=60,
    )
    last_date = forms.DateField(
        label=gettext_lazy("Last day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, today: date) -> None:
        super().__init__(data, initial={"last_date": today + _YEAR})
        fields: dict[str, Any] = self.fields
        fields["units"].choices = [
            (unit.slug, unit.name)
            for unit in city.units_now().values()
            if unit.retired_at is None and unit.kind != Unit.Kind.OUTSIDE
        ]
        fields["partners"].choices = [
            (desk.slug, desk.name) for desk in city.partners_now().values()
        ]
        self._today = today

    def clean_last_date(self) -> date:
        """Refuse a day that is over, or too far ahead."""
        last: date = self.cleaned_data["last_date"]
        if not self._today <= last < self._today + LONGEST - timedelta(days=1):
            raise forms.ValidationError(_("Choose a day from today on, within two years."))
        return last

    def clean(self) -> dict[str, Any]:
        """Ask for units and partner desks just where the key needs some."""
        given = super().clean() or {}
        needs = bool(OF_UNITS & set(given.get("scopes", ())))
        if needs and not given.get("units"):
            self.add_error("units", _("Choose the units in which the key holds."))
        if not needs:
            given["units"] = []
        hands_over = KeyScope.BRING_PARTNER_CASES in given.get("scopes", ())
        if hands_over and not given.get("partners"):
            self.add_error("partners", _("Choose the desks whose applications it hands over."))
        if not hands_over:
            given["partners"] = []
        return given

    @property
    def facts(self) -> dict[str, Any]:
        """Return what the verb is told of the key."""
        given = dict(self.cleaned_data)
        after = given.pop("last_date") + timedelta(days=1)
        return given | {"expires_at": datetime.combine(after, time(), city.zone())}
