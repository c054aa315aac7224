"""The form to open an incident."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.cases.actions import Area
from alo153.city import queries as units
from alo153.city.models import District, Neighborhood, Unit
from alo153.knowledge.models import LONGEST
from alo153.web.kit.fields.typed import TopicForm

_HOURS = [
    (1, gettext_lazy("in an hour")),
    (3, gettext_lazy("in three hours")),
    (8, gettext_lazy("in eight hours")),
    (24, gettext_lazy("in a day")),
    (72, gettext_lazy("in three days")),
]
_RADII = [
    ("", gettext_lazy("no circle")),
    (500, gettext_lazy("500 m around the pin")),
    (1000, gettext_lazy("1 km around the pin")),
    (2000, gettext_lazy("2 km around the pin")),
    (5000, gettext_lazy("5 km around the pin")),
]


class UntilForm(forms.Form):
    """The expected end."""

    use_required_attribute = False

    hours = forms.TypedChoiceField(
        label=gettext_lazy("When will it be over?"), choices=_HOURS, coerce=int
    )


class IncidentForm(TopicForm):
    """An incident: what, where, whose, until when, and what callers hear."""

    # As on the page: what is wrong is listed in this order
    field_order = ("title",)

    title = forms.CharField(
        label=gettext_lazy("What happened?"),
        max_length=120,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        help_text=gettext_lazy("As agents will say it: Burst main on Ankara Street"),
        error_messages={"required": gettext_lazy("Write in a few words what happened.")},
    )
    district = forms.ModelChoiceField(
        label=gettext_lazy("District"),
        queryset=District.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("the whole city"),
    )
    neighborhood_names = forms.CharField(
        label=gettext_lazy("Neighborhoods"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Separated by commas; empty: the whole district."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)
    radius_m = forms.TypedChoiceField(
        label=gettext_lazy("Circle"), choices=_RADII, coerce=int, required=False, empty_value=None
    )
    unit = forms.ModelChoiceField(
        label=gettext_lazy("Who deals with it"),
        queryset=Unit.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("as the rules say"),
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("When will it be over?"), choices=_HOURS, coerce=int, initial=3
    )
    announced = forms.CharField(
        label=gettext_lazy("What callers hear, and citizens read on the web"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One or two sentences; empty: nothing is announced."),
    )

    def __init__(self, *args: Any, may_announce: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_announce:
            del self.fields["announced"]
        choices: dict[str, Any] = self.fields
        choices["district"].queryset = units.districts()
        choices["unit"].queryset = units.units()

    def clean(self) -> dict[str, Any]:
        """Find the neighborhoods, and see that a circle has a pin."""
        cleaned = super().clean()
        topic = cleaned.get("topic")
        if topic and topic.information_only:
            self.add_error("topic", _("Calls about this topic open no application."))
        if topic and topic.confidential:
            self.add_error("topic", _("Applications about this topic are confidential."))
        cleaned["neighborhoods"] = self._neighborhoods(cleaned)
        if cleaned.get("radius_m") and cleaned.get("lat") is None:
            self.add_error("radius_m", _("Mark the middle of the circle on the map."))
        return cleaned

    def _neighborhoods(self, cleaned: dict[str, Any]) -> list[Neighborhood]:
        names = [name.strip() for name in re.split("[,;]", cleaned.get("neighborhood_names", ""))]
        return [
            found
            for name in names
            if name and (found := self._neighborhood(name, cleaned.get("district")))
        ]

    def _neighborhood(self, name: str, district: District | None) -> Neighborhood | None:
        found = units.search_neighborhoods(name, district=district)
        exact = [each for each in found if each.name.casefold() == name.casefold()] or found
        if len(exact) == 1:
            return exact[0]
        words = _("“%(name)s” is no neighborhood there.")
        if exact:
            words = _("“%(name)s” may be several neighborhoods; choose the district too.")
        self.add_error("neighborhood_names", words % {"name": name})
        return None

    @property
    def area(self) -> Area:
        """Return whom it concerns; a pin without a circle is left out."""
        given = self.cleaned_data
        near = given["neighborhoods"]
        district = given["district"] or (near[0].district if near else None)
        circle = given["radius_m"]
        return Area(
            district=district,
            neighborhoods=near,
            lat=given["lat"] if circle else None,
            lon=given["lon"] if circle else None,
            radius_m=circle,
        )
