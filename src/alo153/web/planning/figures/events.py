"""Unusual days, named by planners."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import one_line
from alo153.web.kit.found import or_404
from alo153.web.planning.days import day
from alo153.workforce import actions
from alo153.workforce.demand.forecasting import planned_event, planned_events
from alo153.workforce.models import PlannedEvent
from alo153.workforce.models.forecasts import MOST_PERCENT
from alo153.workforce.permissions import PLAN_SHIFTS

_LONGEST = 120


class EventForm(forms.Form):
    """An event: its name, its days, and its effect on the calls."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        validators=[one_line],
        help_text=_("The same name each time: its effect is learned under it."),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=PlannedEvent.Kind.choices)
    first = day(_("First day"))
    last = day(_("Last day"))
    percent = forms.IntegerField(
        label=_("Per cent more calls, or fewer with a minus"),
        min_value=-90,
        max_value=MOST_PERCENT,
        initial=0,
        help_text=_("It counts until the program has seen such days."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask that the days are in their order, and not a third of the year."""
        facts = super().clean() or {}
        first, last = facts.get("first"), facts.get("last")
        if first and last:
            if last < first:
                raise ValidationError({"last": _("The last day lies before the first.")})
            if (last - first).days > _LONGEST:
                raise ValidationError({"last": _("Four months at most.")})
        return facts


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def listing(request: StaffRequest) -> HttpResponse:
    """List the named events, and name one."""
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        facts["kind"] = PlannedEvent.Kind(facts["kind"])
        actions.add_event(**facts, by=request.user, at=clock.now())
        return redirect("planning:events")
    events = planned_events()
    context = {"form": form, "events": events}
    status = 422 if form.errors else 200
    return render(request, "planning/figures/events.html", context, status=status)


@requires(PLAN_SHIFTS)
@require_POST
def remove(request: StaffRequest, event: int) -> HttpResponse:
    """Take an event out of the next forecasts."""
    found = or_404(planned_event(event))
    actions.remove_event(event=found, by=request.user, at=clock.now())
    return redirect("planning:events")
