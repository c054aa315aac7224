"""Measures of the day: deviations explained, somebody let go, written work and call-backs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import one_line
from alo153.web.kit.found import or_404
from alo153.web.planning.intraday.asking import day_page, instant_of, shift_or_404
from alo153.workforce import actions
from alo153.workforce.models import Deviation, Roster, Shift
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries import deviations

_MINUTES = 60
_NO_SHIFT = gettext_lazy("These times do not lie within a published shift of this day.")


class DeviationForm(forms.Form):
    """From when until when, and why."""

    begins = forms.CharField(label=gettext_lazy("From"), widget=forms.TimeInput({"type": "time"}))
    ends = forms.CharField(label=gettext_lazy("Until"), widget=forms.TimeInput({"type": "time"}))
    kind = forms.ChoiceField(label=gettext_lazy("Why"), choices=Deviation.Kind.choices)
    words = forms.CharField(
        label=gettext_lazy("In a few words"), max_length=200, required=False, validators=[one_line]
    )


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def explain(request: StaffRequest, shift: int) -> HttpResponse:
    """Explain a stretch of anybody's shift, which counts at once."""
    return _page(request, _published(shift))


@requires(SEE_OWN_SHIFTS)
@require_http_methods(["GET", "POST"])
def explain_own(request: StaffRequest, shift: int) -> HttpResponse:
    """Explain a stretch of one's own shift, for a planner's answer."""
    return _page(request, own_shift_or_404(request, shift))


def own_shift_or_404(request: StaffRequest, key: int) -> Shift:
    """Return a shift in force of the person who asks."""
    found = _published(key)
    if found.user_id != request.user.pk:
        raise Http404
    return found


def _published(key: int) -> Shift:
    found = shift_or_404(key)
    if found.roster.state != Roster.State.PUBLISHED:
        raise Http404
    return found


def _page(request: StaffRequest, shift: Shift) -> HttpResponse:
    """Show the form, or save what it says."""
    is_own = shift.user_id == request.user.pk
    form = DeviationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _explained(request, shift, form):
        return redirect("shifts:mine") if is_own else day_page(shift)
    context = {"shift": shift, "form": form, "is_own": is_own}
    status = 422 if form.errors else 200
    return render(request, "planning/day/explain.html", context, status=status)


def _explained(request: StaffRequest, shift: Shift, form: DeviationForm) -> bool:
    facts: dict[str, Any] = form.cleaned_data
    begins, ends = (instant_of(shift, facts[name]) for name in ("begins", "ends"))
    if begins is None or ends is None:
        form.add_error("begins" if begins is None else "ends", _("Example: 14:30"))
        return False
    try:
        actions.explain(
            user=shift.user,
            day=shift.day,
            begins_at=begins,
            ends_at=ends,
            kind=Deviation.Kind(facts["kind"]),
            words=facts["words"],
            by=request.user,
            at=clock.now(),
        )
    except actions.NoSuchShift:
        form.add_error("begins", _NO_SHIFT)
        return False
    return True


@requires(PLAN_SHIFTS)
@require_POST
def answer(request: StaffRequest, deviation: int) -> HttpResponse:
    """Accept an explanation, or do not."""
    found = or_404(deviations.one(deviation))
    try:
        actions.answer_deviation(
            deviation=found, accepted="accept" in request.POST, by=request.user, at=clock.now()
        )
    except actions.OwnExplanation:
        messages.error(request, _("Another planner answers what you explain of your own shift."))
    return redirect(f"{reverse('planning:day')}?day={found.day.isoformat()}#deviations")


@requires(PLAN_SHIFTS)
@require_POST
def let_go(request: StaffRequest, shift: int) -> HttpResponse:
    """Let somebody go home early; they are told."""
    found = shift_or_404(shift)
    at = instant_of(found, request.POST.get("to", ""))
    try:
        if at is None:
            raise actions.NoSuchShift(found.day)
        actions.let_go(
            user=found.user, day=found.day, begins_at=at, by=request.user, at=clock.now()
        )
    except actions.NoSuchShift:
        messages.error(request, _NO_SHIFT)
    else:
        messages.success(request, _("%(name)s is told.") % {"name": found.user.full_name})
    return day_page(found)


@requires(PLAN_SHIFTS)
@require_POST
def written(request: StaffRequest) -> HttpResponse:
    """Hold written work back for an hour, or offer it again."""
    if "release" in request.POST:
        actions.release_written(by=request.user, at=clock.now())
        messages.success(request, _("Written work is offered again."))
    else:
        actions.hold_written(minutes=_MINUTES, by=request.user, at=clock.now())
        messages.success(request, _("No written work is offered for an hour."))
    return redirect("planning:day")


@requires(PLAN_SHIFTS)
@require_POST
def call_backs(request: StaffRequest) -> HttpResponse:
    """Offer callers a call-back first for an hour, or last again."""
    if "close" in request.POST:
        actions.close_call_backs(by=request.user, at=clock.now())
        messages.success(request, _("Callers hear of the call-back last again."))
    else:
        actions.open_call_backs(minutes=_MINUTES, by=request.user, at=clock.now())
        messages.success(request, _("Callers are offered a call-back first for an hour."))
    return redirect("planning:day")
