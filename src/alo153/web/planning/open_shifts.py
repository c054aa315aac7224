"""Open shifts: post one for bids, read the bids, and why each was awarded."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.planning.days import day
from alo153.workforce import actions, queries
from alo153.workforce.models import ShiftType
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import bids

_SHOWN_BACK = timedelta(days=60)


class OpenShiftForm(forms.Form):
    """A shift of one day or of some days in a row, and until when people can bid."""

    shift_type = forms.ModelChoiceField(label=_("Shift"), queryset=ShiftType.objects.none())
    first = day(_("First day"))
    last = day(_("Last day"), help_text=_("The same day for a single shift, or a line of days."))
    closes_at = forms.DateTimeField(
        label=_("Bids end at"),
        help_text=_("At least an hour before the shift begins."),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["shift_type"].queryset = queries.shift_types()

    def clean(self) -> dict[str, Any]:
        """Ask that the days are in their order, and still to come."""
        facts = super().clean() or {}
        first, last = facts.get("first"), facts.get("last")
        if first and last:
            if last < first:
                raise ValidationError({"last": _("The last day lies before the first.")})
            if first < city.today(clock.now()):
                raise ValidationError({"first": _("The first day is over already.")})
        return facts


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def listing(request: StaffRequest) -> HttpResponse:
    """List the open shifts with their bids and awards, and post one."""
    form = OpenShiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _posted(request, form):
        return redirect("planning:open")
    now = clock.now()
    posted = bids.posted(request.user, city.today(now) - _SHOWN_BACK)
    context = {"form": form, "posted": posted, "now": now}
    status = 422 if form.errors else 200
    return render(request, "planning/open/list.html", context, status=status)


def _posted(request: StaffRequest, form: OpenShiftForm) -> bool:
    try:
        actions.post_open_shift(**form.cleaned_data, by=request.user, at=clock.now())
    except actions.LineTooLong:
        form.add_error("last", _("Two weeks at most."))
    except actions.ShiftTypeGone:
        form.add_error("shift_type", _("This shift is no longer used. Choose another one."))
    except actions.NoRoster:
        form.add_error("first", _("No published roster has all of these days."))
    except actions.NoTimeForBids:
        form.add_error(
            "closes_at", _("Choose a time to come, at least an hour before the shift begins.")
        )
    return not form.errors


@requires(PLAN_SHIFTS)
@require_POST
def withdraw(request: StaffRequest, open_shift: int) -> HttpResponse:
    """Take an open shift back."""
    found = or_404(bids.open_shift(open_shift))
    try:
        actions.withdraw_open_shift(open_shift=found, by=request.user, at=clock.now())
    except actions.BidsEnded:
        messages.error(request, _("Bids have ended: the rule awards this shift."))
    return redirect("planning:open")
