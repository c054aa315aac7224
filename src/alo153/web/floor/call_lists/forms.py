"""The form to write an outgoing list."""

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.calls import menu_file
from alo153.calls.floor import city_queues
from alo153.calls.models.call_lists import ListKind
from alo153.calls.supervision.call_lists.actions import Plan
from alo153.city import queries as city
from alo153.city.models import District, Neighborhood
from alo153.web.kit.fields.one_line import one_line
from alo153.web.kit.typed_numbers import whole_number

MOST_BYTES = 1_000_000
"""It comes back as a field of the form, of which Django takes 2.5 MB."""
_MENU, _QUEUE = "menu:", "queue:"
_DISTRICT, _NEIGHBORHOOD = "district:", "neighborhood:"


def _leads() -> list[tuple[str, Any]]:
    nodes = menu_file.of_city()
    menu = [(f"{_MENU}{name}", nodes.node(name).word) for name in nodes.lists]
    queues = [(f"{_QUEUE}{key}", name) for key, name in city_queues.names().items()]
    return [(_("Said by the voice menu"), menu), (_("Connected to an agent of"), queues)]


def _places() -> list[tuple[str, Any]]:
    """List districts, and the neighborhoods of each."""
    by_district: dict[int, list[tuple[str, str]]] = {}
    for each in city.neighborhoods_now().values():
        line = (f"{_NEIGHBORHOOD}{each.pk}", each.name)
        by_district.setdefault(each.district_id, []).append(line)
    return [
        ("", _("the table below")),
        *(
            _of_district(each, by_district.get(each.pk, ()))
            for each in city.districts_now().values()
        ),
    ]


def _of_district(each: District, neighborhoods: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    whole = (f"{_DISTRICT}{each.slug}", _("%(district)s, whole") % {"district": each.name})
    return each.name, [whole, *neighborhoods]


class ListForm(forms.Form):
    """A new list."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=80,
        validators=[one_line],
        help_text=gettext_lazy("As colleagues find it again: storm of 28 November, Gebze."),
    )
    leads = forms.ChoiceField(label=gettext_lazy("What do they hear?"), choices=_leads)
    place = forms.ChoiceField(
        label=gettext_lazy("Whom to call: citizens with an open application in"),
        choices=_places,
        required=False,
        help_text=gettext_lazy("Only numbers that were verified, or that have called here."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a table of numbers, as CSV"),
        required=False,
        allow_empty_file=True,
        help_text=gettext_lazy("One number in each line, in the first column; at most 20,000."),
    )
    numbers = forms.CharField(
        label=gettext_lazy("Numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "inputmode": "tel"}),
    )
    begins = forms.TimeField(label=gettext_lazy("Call from"), initial=time(9))
    ends = forms.TimeField(label=gettext_lazy("Call until"), initial=time(20))
    emergency_reason = forms.CharField(
        label=gettext_lazy("Why is this an emergency?"),
        required=False,
        max_length=200,
        validators=[one_line],
        help_text=gettext_lazy(
            "Only in danger: then it is called at any hour, and whoever wished no calls as well."
        ),
    )

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        for name in ("begins", "ends"):
            self.fields[name].widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")

    def clean_file(self) -> str:
        """Read the table as text, whichever program wrote it."""
        given = self.cleaned_data["file"]
        if not given:
            return ""
        if given.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 1 MB: split it."))
        content: bytes = given.read()
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1254", errors="replace")

    def clean(self) -> dict[str, Any]:
        """Demand one way to name the receivers, and hours in their order."""
        cleaned: dict[str, Any] = super().clean() or {}
        named = [cleaned.get(name) for name in ("place", "file", "numbers")]
        if sum(map(bool, named)) != 1 and not self.errors:
            self.add_error("place", _("Choose a place, or give a table of numbers: one of both."))
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("Write a time after the one at which it begins."))
        return cleaned

    @property
    def district(self) -> District | None:
        """Return the district whose citizens are called, if one was chosen."""
        chosen = str(self.cleaned_data["place"])
        return city.districts_now().get(chosen.removeprefix(_DISTRICT)) if chosen else None

    @property
    def neighborhood(self) -> Neighborhood | None:
        """Return the neighborhood whose citizens are called, if one was chosen."""
        chosen = str(self.cleaned_data["place"])
        key = chosen.removeprefix(_NEIGHBORHOOD)
        number = whole_number(key)
        return None if number is None else city.neighborhoods_now().get(number)

    @property
    def plan(self) -> Plan:
        """Return what the list says and when."""
        given = self.cleaned_data
        leads = str(given["leads"])
        to_menu = leads.startswith(_MENU)
        return Plan(
            name=given["name"],
            kind=ListKind.MENU if to_menu else ListKind.AGENT,
            menu_node=leads.removeprefix(_MENU) if to_menu else "",
            queue="" if to_menu else leads.removeprefix(_QUEUE),
            begins=given["begins"],
            ends=given["ends"],
            emergency_reason=given["emergency_reason"],
        )
