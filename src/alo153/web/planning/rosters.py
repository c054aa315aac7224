"""The rosters there are, and a new one."""

from datetime import timedelta

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning import wording
from alo153.web.planning.days import day
from alo153.workforce import actions, queries
from alo153.workforce.models.rosters import MOST_DAYS
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import confirmations

_SHOWN = 20
_MONTH = 28


class DraftForm(forms.Form):
    """From when on, and how many days."""

    first = day(_("First day"))
    days = forms.IntegerField(
        label=_("Number of days"), min_value=1, max_value=MOST_DAYS, initial=_MONTH
    )


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def listing(request: StaffRequest) -> HttpResponse:
    """List the rosters and begin one."""
    now = clock.now()
    today = city.today(now)
    monday = today + timedelta(days=7 - today.weekday())
    form = DraftForm(request.POST or None, initial={"first": monday})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft(**form.cleaned_data, by=request.user, at=now)
        except actions.DraftExists:
            form.add_error("first", _("A draft from this day on is open already."))
        except actions.DaysPublished:
            form.add_error("first", wording.DAYS_PUBLISHED)
        else:
            return redirect("planning:roster", made.pk)
    context = {
        "form": form,
        "rosters": queries.rosters(request.user)[:_SHOWN],
        "people": len(queries.contracts_on(today)),
        "types": queries.shift_types().count(),
        "unverified": confirmations.open_rules(),
    }
    status = 422 if form.errors else 200
    return render(request, "planning/rosters.html", context, status=status)
