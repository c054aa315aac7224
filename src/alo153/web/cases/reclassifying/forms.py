"""The form that corrects topic, kind and place of a case."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case
from alo153.city import queries as unit_queries
from alo153.city.models import District, Neighborhood, Topic
from alo153.city.place import Place
from alo153.city.rules.routing import PlaceLayer
from alo153.core.geo import point
from alo153.web.kit.fields.choosing import OneOf
from alo153.web.kit.fields.typed import PlaceForm, TopicForm

_LAYERS = [
    ("", _("not known")),
    (PlaceLayer.METROPOLITAN, _("main street, large park")),
    (PlaceLayer.DISTRICT, _("side street, neighborhood park")),
]
_SEALED = ("address", "lat", "lon")
"""Of a confidential case these are sealed with its words, and stay as they are."""


class ReclassifyForm(TopicForm, PlaceForm):
    """Topic, kind and place as they are, to be changed; and why."""

    kind = OneOf(unit_queries.kinds_now, label=_("Kind"))
    place_layer = forms.ChoiceField(label=_("Street or park"), choices=_LAYERS, required=False)
    reason = forms.CharField(
        label=_("Why it is changed"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write the reason; it stays with the case.")},
    )

    def __init__(self, data: QueryDict | None, *, case: Case) -> None:
        self._case = case
        super().__init__(data, initial=_as_it_is(case))
        self.fields["topic_text"].label = _("Topic")
        # The usual kind of another topic does not replace this one
        self.fields["kind"].widget.attrs["data-touched"] = "yes"
        if case.confidential:
            for name in _SEALED:
                del self.fields[name]

    def _typed_topic(self, text: str) -> Topic | None:
        same = text.strip() == self._case.topic.name
        return self._case.topic if same else super()._typed_topic(text)

    def _typed_neighborhood(self, text: str, district: District | None) -> Neighborhood | None:
        kept = self._case.neighborhood
        if kept and text.strip() == kept.name and district in {None, kept.district}:
            return kept
        return super()._typed_neighborhood(text, district)

    def place(self) -> Place:
        """Return the place of a valid form."""
        facts = self.cleaned_data
        return Place(
            district=facts["district"],
            neighborhood=facts["neighborhood"],
            address=facts.get("address", ""),
            layer=facts["place_layer"],
            point=point(facts.get("lat"), facts.get("lon")),
        )


def _as_it_is(case: Case) -> dict[str, Any]:
    """Return what the form begins with. Topic and neighborhood are words until one is chosen."""
    return {
        "kind": case.kind,
        "topic_text": case.topic.name,
        "district": case.district,
        "neighborhood_text": case.neighborhood.name if case.neighborhood else "",
        "address": case.address,
        "place_layer": case.place_layer,
        "lat": case.lat,
        "lon": case.lon,
    }
