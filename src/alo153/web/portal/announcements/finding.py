"""Find the place that a person means: by the device, a name, or one of several of that name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.city import queries as city
from alo153.city.models import District, Neighborhood
from alo153.city.place import Place
from alo153.core.geo import Point
from alo153.core.text import slug

MOST: Final = 8
"""Places of a name that are offered; for another one the citizen types more of it."""
_LONGEST: Final = 80


@dataclass(frozen=True)
class Choice:
    """A place that may be meant, and by which it is chosen."""

    place: Place

    @property
    def value(self) -> str:
        """Return what its button sends."""
        near, district = self.place.neighborhood, self.place.district
        return f"{district.slug if district else ''}/{near.slug if near else ''}"

    @property
    def name(self) -> str:
        """Return the neighborhood and its district, as one says them."""
        parts = (self.place.neighborhood, self.place.district)
        return ", ".join(part.name for part in parts if part)


class NearForm(forms.Form):
    """A person's place, or the place that they ask about; it is not stored."""

    use_required_attribute = False

    name = forms.CharField(
        label=gettext_lazy("Your neighborhood or district"),
        max_length=_LONGEST,
        required=False,
        # What a browser keeps of it would tell others at the same telephone
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lat = forms.FloatField(
        required=False, min_value=-90, max_value=90, localize=False, widget=forms.HiddenInput
    )
    lon = forms.FloatField(
        required=False, min_value=-180, max_value=180, localize=False, widget=forms.HiddenInput
    )
    chosen = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Find the places that may be meant, or say why there is none."""
        given = super().clean() or {}
        given["choices"] = [] if self.errors else self._choices(given)
        return given

    @property
    def choices(self) -> Sequence[Choice]:
        """Return the places that may be meant; one is the place."""
        return self.cleaned_data.get("choices", []) if self.is_bound and self.is_valid() else []

    def _choices(self, given: dict[str, Any]) -> list[Choice]:
        if given["chosen"]:
            return self._named(given["chosen"])
        # What was typed counts more: a page that comes back may still hold what the device told
        if not given["name"] and given["lat"] is not None and given["lon"] is not None:
            return self._at(Point(given["lat"], given["lon"]))
        return self._by_name(given["name"])

    def _named(self, value: str) -> list[Choice]:
        district_slug, _slash, near_slug = value.partition("/")
        district = city.districts_now().get(district_slug)
        near = city.neighborhoods(district).filter(slug=near_slug).first() if district else None
        if district is None or (near_slug and near is None):
            self.add_error("name", _("There is no such place any more. Please type it again."))
            return []
        return [_choice(district, near)]

    def _at(self, here: Point) -> list[Choice]:
        near = city.neighborhood_at(here)
        if near is None:
            words = _("Your device says that you are outside of the city. Type a place in it.")
            self.add_error("name", words)
            return []
        return [Choice(Place(district=near.district, neighborhood=near, point=here))]

    def _by_name(self, name: str) -> list[Choice]:
        typed = slug(name)
        if not typed:
            self.add_error("name", _("Type the name of a neighborhood or a district."))
            return []
        if district := city.districts_now().get(typed):
            return [_choice(district)]
        found = _districts(typed)
        found += [_choice(each.district, each) for each in city.search_neighborhoods(name)]
        if not found:
            words = _("We know no neighborhood or district of this name. Type a part of it.")
            self.add_error("name", words)
        return found[:MOST]


def _districts(typed: str) -> list[Choice]:
    names = city.districts_now()
    return [_choice(each) for word, each in names.items() if word.startswith(typed)]


def _choice(district: District, near: Neighborhood | None = None) -> Choice:
    return Choice(Place(district=district, neighborhood=near))
