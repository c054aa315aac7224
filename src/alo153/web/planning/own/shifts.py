"""One's own shifts: the next weeks, leave, swaps, and the address for a calendar program."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.days import day
from alo153.web.planning.templatetags.planning import leave_why
from alo153.workforce import actions, queries
from alo153.workforce.models import Leave, Shift
from alo153.workforce.permissions import SEE_OWN_SHIFTS
from alo153.workforce.queries import (
    balance,
    calendars,
    fairness,
    kept_days,
    leaves,
    overtime,
    swaps,
)

_AHEAD = timedelta(days=41)
_PAST = timedelta(days=30)
_LONGEST = timedelta(days=60)


class LeaveForm(forms.Form):
    """From when until when."""

    first = day(_("First day of leave"))
    last = day(_("Last day of leave"))

    def clean(self) -> dict[str, Any]:
        """Ask that the days lie ahead, in their order, and not for longer than two months."""
        facts = super().clean() or {}
        first, last = facts.get("first"), facts.get("last")
        if first and last:
            if last < first:
                raise ValidationError({"last": _("The last day lies before the first.")})
            if first < city.today(clock.now()):
                raise ValidationError({"first": _("The first day is over already.")})
            if last - first > _LONGEST:
                raise ValidationError({"last": _("Ask for two months at most.")})
        return facts


@requires(SEE_OWN_SHIFTS)
@require_GET
def mine(request: StaffRequest) -> HttpResponse:
    """Show one's own shifts of six weeks, leave, and swaps."""
    return _page(request, LeaveForm())


def _page(request: StaffRequest, form: LeaveForm, **more: Any) -> HttpResponse:
    user, today = request.user, city.today(clock.now())
    share, strip = fairness.share_of(user, today)
    open_swaps = swaps.open_from(today)
    context = {
        "form": form,
        "today": today,
        "shifts": _shifts(user, today),
        "share": share,
        "strip": strip,
        "kept": kept_days.own_share(user, today - _PAST, today),
        "overtime": overtime.account_of(user, today),
        "overtime_asked": overtime.asked_of(user).filter(day__gte=today),
        "left": balance.balance_of(user, today),
        "leaves": user.leaves.filter(last_date__gte=today),
        "asked": open_swaps.filter(taker=user),
        "offered": open_swaps.filter(giver=user),
        "address": calendars.address_of(user),
        **more,
    }
    status = 422 if form.errors else 200
    return render(request, "planning/own/page.html", context, status=status)


def _shifts(user: User, today: date) -> QuerySet[Shift]:
    found = queries.shifts_of(user, today, today + _AHEAD).order_by("starts_at")
    return found.prefetch_related("breaks")


@requires(SEE_OWN_SHIFTS)
@require_http_methods(["POST"])
def leave(request: StaffRequest) -> HttpResponse:
    """Ask for leave; the answer is there at once."""
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    asked = actions.ask_leave(**form.cleaned_data, by=request.user, at=clock.now())
    if asked.state == Leave.State.REFUSED:
        form.add_error(None, gettext("No leave: %(why)s") % {"why": leave_why(asked)})
        return _page(request, form)
    if asked.state == Leave.State.WAITING:
        messages.info(request, gettext("Your planner decides about this leave."))
    return redirect("shifts:mine")


@requires(SEE_OWN_SHIFTS)
@require_POST
def withdraw_leave(request: StaffRequest, leave: int) -> HttpResponse:
    """Take a leave back."""
    # Sickness and all else that a planner recorded, a planner takes back
    found = get_object_or_404(leaves.annual_of(request.user), pk=leave)
    try:
        actions.withdraw_leave(leave=found, by=request.user, at=clock.now())
    except actions.LeaveBegun:
        messages.error(request, gettext("This leave has begun and is not taken back any more."))
    return redirect("shifts:mine")


@requires(SEE_OWN_SHIFTS)
@require_POST
@never_cache
def calendar(request: StaffRequest) -> HttpResponse:
    """Open an address for a calendar program, shown on this answer alone, or revoke it."""
    if "revoke" in request.POST:
        actions.revoke_calendar(by=request.user, at=clock.now())
        return redirect("shifts:mine")
    key = actions.open_calendar(by=request.user, at=clock.now())
    shown = request.build_absolute_uri(reverse("shifts:feed", args=[key]))
    return _page(request, LeaveForm(), shown=shown)


@require_GET
@never_cache
def feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001 - the address decides
    """Send a person's shifts to their calendar program: by the key in the address alone."""
    user = calendars.reader(token)
    if user is None:
        raise Http404
    now = clock.now()
    words = {"title": gettext("Shift"), "pause": gettext("Break of the shift")}
    text = calendars.feed(user, today=city.today(now), **words, at=now)
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")
