"""A gap in the cover: people who may lawfully work then, fewest hours first."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.grid import roster_or_404
from alo153.workforce import queries
from alo153.workforce.candidates import filling
from alo153.workforce.models import Roster
from alo153.workforce.permissions import PLAN_SHIFTS


class HoleForm(forms.Form):
    """A day of the roster, and a shift."""

    day = forms.ChoiceField(label=_("Day"))
    type = forms.ChoiceField(label=_("Shift"))

    def __init__(self, roster: Roster, data: Any = None) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["day"].choices = [
            (each.isoformat(), formats.date_format(each, "WEEKDAY_FORMAT")) for each in roster.dates
        ]
        fields["type"].choices = [
            (str(each.pk), f"{each.name} {each.hours}") for each in queries.shift_types()
        ]


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest, roster: int) -> HttpResponse:
    """Show who may lawfully be given a shift on a day of a draft; people with `skill` first."""
    found = roster_or_404(request, roster)
    form = HoleForm(found, request.GET or None)
    context: dict[str, Any] = {"roster": found, "form": form}
    if form.is_valid():
        day = date.fromisoformat(form.cleaned_data["day"])
        shift_type = queries.shift_types().get(pk=int(form.cleaned_data["type"]))
        lacking = [each for each in (request.GET.get("skill", ""),) if each]
        able = filling.staff_of(found, city.today(clock.now())).able(
            day, shift_type, lacking=lacking
        )
        context |= {"day": day, "type": shift_type, "able": able}
    return render(request, "planning/roster/filling.html", context)
