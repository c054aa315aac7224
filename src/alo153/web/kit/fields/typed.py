"""Fields an agent fills by typing: a topic, a neighborhood, a telephone number."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alo153.city import numbers
from alo153.city import queries as unit_queries
from alo153.city.models import District, Neighborhood, Topic
from alo153.city.rules.phone import PhoneError
from alo153.web.kit.fields.choosing import OneOf
from alo153.web.kit.fields.combobox import Candidate, Combobox

TOPIC_MISSING = _("Choose a topic from the list.")


class PhoneField(forms.CharField):
    """A telephone number in any usual form; its value is a `PhoneNumber`, or None if empty."""

    widget = forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as people write it."""
        text = str(value or "")
        return numbers.display(text) if text.startswith("+") else text

    def clean(self, value: Any) -> Any:
        """Understand the number, or say what is wrong with it."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return numbers.parse(text)
        except PhoneError as error:
            raise ValidationError(numbers.words(error.problem)) from error


class TopicForm(forms.Form):
    """Something that is about a topic: chosen from the list, or typed and understood."""

    topic = OneOf(
        unit_queries.topics_now,
        label=_("Topic"),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": TOPIC_MISSING},
    )
    topic_text = forms.CharField(
        label=_("What is it about?"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    topic_is_needed = True
    _topics_meant: list[Candidate] = []

    def topic_combobox(self) -> Combobox:
        """Return the field as it is drawn."""
        return Combobox(
            words=self["topic_text"],
            value=self["topic"],
            url=reverse("desk:topics"),
            list_name=gettext("Topics"),
            options="topic-options",
            candidates=self._topics_meant,
        )

    def clean(self) -> dict[str, Any]:
        """Take the one topic that was typed, or ask which one is meant."""
        cleaned = super().clean() or {}
        is_open = not cleaned.get("topic") and not self.has_error("topic_text")
        if self.topic_is_needed and is_open:
            cleaned["topic"] = self._typed_topic(cleaned.get("topic_text", ""))
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Say at the field that is seen what is wrong with the hidden one."""
        super().add_error("topic_text" if field == "topic" else field, error)

    def _typed_topic(self, text: str) -> Topic | None:
        found = unit_queries.search_topics(text)
        if len(found) == 1 or (found and found[0].name == text):
            return found[0]
        self._topics_meant = [
            Candidate(each.slug, each.name, each.parent.name, {"kind": each.default_kind})
            for each in found
            if each.parent
        ]
        self.add_error("topic_text", ValidationError(TOPIC_MISSING))
        return None


class PlaceForm(forms.Form):
    """A place; any part may be unknown."""

    district = OneOf(
        unit_queries.districts_now,
        label=_("District"),
        required=False,
        empty_label=_("unknown"),
    )
    neighborhood = OneOf(
        unit_queries.neighborhoods_now, key=int, required=False, widget=forms.HiddenInput
    )
    neighborhood_text = forms.CharField(
        label=_("Neighborhood"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    address = forms.CharField(
        label=_("Address or directions"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    lat = forms.FloatField(required=False, min_value=-90, max_value=90, widget=forms.HiddenInput)
    lon = forms.FloatField(required=False, min_value=-180, max_value=180, widget=forms.HiddenInput)

    _neighborhoods_meant: list[Candidate] = []

    @property
    def finds_addresses(self) -> bool:
        """Tell whether the address is searched in the city's register while it is typed."""
        return unit_queries.has_streets()

    def neighborhood_combobox(self) -> Combobox:
        """Return the field as it is drawn."""
        return Combobox(
            words=self["neighborhood_text"],
            value=self["neighborhood"],
            url=reverse("desk:neighborhoods"),
            list_name=gettext("Neighborhoods"),
            options="near-options",
            candidates=self._neighborhoods_meant,
            beside=self["district"].id_for_label,
            pin=reverse("desk:pin"),
        )

    def clean(self) -> dict[str, Any]:
        """Take the one neighborhood that was typed; its district goes with it."""
        cleaned = super().clean() or {}
        text = cleaned.get("neighborhood_text", "")
        if text and not cleaned.get("neighborhood") and not self.has_error("neighborhood_text"):
            cleaned["neighborhood"] = self._typed_neighborhood(text, cleaned.get("district"))
        if cleaned.get("neighborhood"):
            cleaned["district"] = cleaned["neighborhood"].district
        if (cleaned.get("lat") is None) != (cleaned.get("lon") is None):
            cleaned["lat"] = cleaned["lon"] = None
        return cleaned

    def add_error(self, field: str | None, error: Any) -> None:
        """Say at the field that is seen what is wrong with the hidden one."""
        super().add_error("neighborhood_text" if field == "neighborhood" else field, error)

    def _typed_neighborhood(self, text: str, district: District | None) -> Neighborhood | None:
        found = unit_queries.search_neighborhoods(text, district=district)
        if len(found) == 1:
            return found[0]
        self._neighborhoods_meant = [
            Candidate(str(near.pk), near.name, near.district.name, {"district": near.district.slug})
            for near in found
        ]
        words = _("Choose a neighborhood from the list, or leave it empty.")
        self.add_error("neighborhood_text", ValidationError(words))
        return None
