"""An address that somebody looks for: on the way, or next to an application without a place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alo153.city import queries


class FindForm(forms.Form):
    """Words of an address; the map shows what is chosen, and nothing is sent."""

    address = forms.CharField(
        label=_("Street and door number"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @property
    def finds_addresses(self) -> bool:
        """Tell whether the address is searched in the city's register while it is typed."""
        return queries.has_streets()
