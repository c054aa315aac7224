"""Sickness and other leave that a planner records, and the shifts that it empties."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alo153.accounts import queries as accounts
from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.kit.typed_numbers import whole_number
from alo153.web.planning import wording
from alo153.web.planning.days import day
from alo153.web.planning.intraday.asking import instant_of
from alo153.web.planning.templatetags.planning import time_value
from alo153.workforce import actions, adherence, queries
from alo153.workforce.candidates import holes
from alo153.workforce.models import Leave
from alo153.workforce.permissions import PLAN_SHIFTS, SEE_OWN_SHIFTS
from alo153.workforce.queries import leaves, revisions

_SHOWN = timedelta(days=14)
_BACK = timedelta(days=60)
_LONGEST = timedelta(days=365)
_NO_SHIFT = _("This time does not lie within a published shift of the first day.")
_WORKED = _(
    "The person has worked on one of these days. Refuse this leave, and record the days that are "
    "left."
)


class LeaveForm(forms.Form):
    """A leave: the person, the reason, the first and the last day."""

    user = forms.ChoiceField(label=_("Who?"))
    kind = forms.ChoiceField(label=_("Why"), choices=Leave.Kind.choices, initial=Leave.Kind.SICK)
    first = day(_("First day"))
    last = day(_("Last day"))
    begins = forms.CharField(
        label=_("Goes home at"),
        widget=forms.TimeInput({"type": "time"}),
        required=False,
        help_text=_(
            "Only if the person was at work on the first day: what they worked before is paid."
        ),
    )

    def __init__(self, staff: dict[int, User], data: Any = None, **facts: Any) -> None:
        super().__init__(data, **facts)
        fields: dict[str, Any] = self.fields
        fields["user"].choices = [(key, each.full_name) for key, each in staff.items()]

    def clean(self) -> dict[str, Any]:
        """Ask that the days are in their order, and neither long ago nor for years."""
        facts = super().clean() or {}
        first, last = facts.get("first"), facts.get("last")
        if first and last:
            if last < first:
                raise ValidationError({"last": _("The last day lies before the first.")})
            if first < city.today(clock.now()) - _BACK:
                raise ValidationError({"first": _("The first day lies two months back at most.")})
            if last - first > _LONGEST:
                raise ValidationError({"last": _("Record a year at most.")})
        return facts


@requires(PLAN_SHIFTS)
@require_http_methods(["GET", "POST"])
def listing(request: StaffRequest) -> HttpResponse:
    """List who is away, and record a leave; `user` and `day` fill the form."""
    staff = {each.pk: each for each in accounts.holding(SEE_OWN_SHIFTS)}
    today = city.today(clock.now())
    form = LeaveForm(staff, request.POST or None, initial=_asked(request, today))
    if request.method == "POST" and form.is_valid() and (made := _recorded(request, form, staff)):
        return redirect("planning:leave", made.pk)
    context = {
        "form": form,
        "is_filled": "user" in request.GET,
        "today": today,
        "waiting": leaves.waiting(request.user, today),
        "leaves": leaves.recorded(request.user).filter(last_date__gte=today - _SHOWN),
    }
    status = 422 if form.errors else 200
    return render(request, "planning/leaves/list.html", context, status=status)


def _asked(request: StaffRequest, today: date) -> dict[str, Any]:
    """Return what an address says of a leave: from the day page, this person on this day."""
    said = request.GET
    try:
        day = date.fromisoformat(said.get("day", ""))
    except ValueError:
        day = today
    user = said.get("user", "")
    begins = _now_if_at_work(whole_number(user) or 0, day)
    return {"user": user, "kind": Leave.Kind.SICK, "first": day, "last": day, "begins": begins}


def _now_if_at_work(user: int, day: date) -> str:
    """Return the time now if somebody has come to a shift that lasts, as the form has it."""
    now = clock.now()
    here = (each for each in adherence.of_day(day, now) if each.shift.user_id == user)
    found = next(here, None)
    is_at_work = found and found.came_at and found.shift.starts_at < now < found.shift.ends_at
    return time_value(now) if is_at_work else ""


def _recorded(request: StaffRequest, form: LeaveForm, staff: dict[int, User]) -> Leave | None:
    facts = form.cleaned_data
    user = staff[int(facts["user"])]
    begins = _instant(user, facts["first"], facts["begins"])
    if facts["begins"] and begins is None:
        form.add_error("begins", _NO_SHIFT)
        return None
    try:
        return actions.record_leave(
            user=user,
            kind=Leave.Kind(facts["kind"]),
            first=facts["first"],
            last=facts["last"],
            begins_at=begins,
            by=request.user,
            at=clock.now(),
        )
    except actions.NoSuchShift:
        form.add_error("begins", _NO_SHIFT)
        return None
    except actions.OwnLeave:
        form.add_error("user", gettext("Another planner records your own leave."))
        return None
    except actions.AwayAlready as refused:
        said = gettext("This is recorded already for %(days)s. Enter the other days only.")
        form.add_error("first", said % {"days": span_of(refused.leave)})
        return None


def _instant(user: User, day: date, said: str) -> datetime | None:
    """Return when somebody goes home; None without a time, or without a shift of the day."""
    shift = queries.shifts_of(user, day, day).first() if said else None
    return instant_of(shift, said) if shift else None


def span_of(leave: Leave) -> str:
    """Return the days of a leave as people write them."""
    first, last = (
        formats.date_format(each, "MONTH_DAY_FORMAT")
        for each in (leave.first_date, leave.last_date)
    )
    return first if first == last else f"{first} – {last}"


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest, leave: int) -> HttpResponse:
    """Show a leave, each shift that it empties, and what could be done, the most useful first."""
    found = _leave_or_404(request, leave)
    emptied = holes.of_leave(found, clock.now())
    drafts = {each.draft.pk: each.draft for each in emptied if each.draft}
    context = {
        "leave": found,
        "span": span_of(found),
        "holes": emptied,
        "more": max(0, leaves.emptied_by(found, clock.now()).count() - holes.MOST),
        "drafts": [
            {"draft": each, "others": revisions.beside(found, each, clock.now())}
            for each in drafts.values()
        ],
    }
    return render(request, "planning/leaves/leave.html", context)


def _leave_or_404(request: StaffRequest, key: int) -> Leave:
    found = leaves.recorded(request.user).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


@requires(PLAN_SHIFTS)
@require_POST
def decide(request: StaffRequest, leave: int) -> HttpResponse:
    """Grant a leave that no rule decides, or refuse it; the person is told."""
    found = get_object_or_404(leaves.asked(request.user), pk=leave)
    granted = "grant" in request.POST
    try:
        found = actions.decide_leave(leave=found, granted=granted, by=request.user, at=clock.now())
    except actions.OwnLeave:
        messages.error(request, gettext("Another planner decides about your own leave."))
    except actions.LeaveBegun:
        messages.error(request, _WORKED)
    has_page = found.state == Leave.State.GRANTED
    return redirect("planning:leave", found.pk) if has_page else redirect("planning:leaves")


@requires(PLAN_SHIFTS)
@require_POST
def replace(request: StaffRequest, leave: int) -> HttpResponse:
    """Give one of its shifts to somebody, in the new version of the roster."""
    found = _leave_or_404(request, leave)
    key = whole_number(request.POST.get("shift", "")) or 0
    shift = get_object_or_404(leaves.shifts_within(found), pk=key)
    user = or_404(accounts.person(whole_number(request.POST.get("user", "")) or 0))
    try:
        actions.replace(shift=shift, user=user, by=request.user, at=clock.now())
    except wording.REFUSALS as refused:
        messages.error(request, wording.why_not(refused))
    else:
        said = gettext("%(name)s has the shift in the new version. Publish it, and both are told.")
        messages.success(request, said % {"name": user.full_name})
    return redirect("planning:leave", found.pk)


@requires(PLAN_SHIFTS)
@require_POST
def replan(request: StaffRequest, leave: int) -> HttpResponse:
    """Let the program fill what the leave empties, changing little."""
    found = _leave_or_404(request, leave)
    try:
        draft = actions.replan(leave=found, by=request.user, at=clock.now())
    except wording.REFUSALS as refused:
        messages.error(request, wording.why_not(refused))
        draft = None
    return redirect("planning:roster", draft.pk) if draft else redirect("planning:leave", found.pk)


@requires(PLAN_SHIFTS)
@require_POST
def publish(request: StaffRequest, leave: int) -> HttpResponse:
    """Publish the new version; what else is in it is named, and sent back as it was seen."""
    found = _leave_or_404(request, leave)
    key = whole_number(request.POST.get("draft", "")) or 0
    draft = or_404(revisions.revision(key))
    try:
        actions.publish_replacement(
            leave=found,
            draft=draft,
            agreed=request.POST.getlist("other"),
            by=request.user,
            at=clock.now(),
        )
    except wording.REFUSALS as refused:
        messages.error(request, wording.why_not(refused))
        return redirect("planning:leave", found.pk)
    messages.success(request, gettext("The roster is published. Print the notice and post it."))
    return redirect("planning:roster", draft.pk)


@requires(PLAN_SHIFTS)
@require_POST
def withdraw(request: StaffRequest, leave: int) -> HttpResponse:
    """Take a leave back; shifts that the version in force still has are the person's again."""
    found = get_object_or_404(leaves.recorded(request.user), pk=leave)
    now = clock.now()
    try:
        actions.withdraw_leave(leave=found, by=request.user, at=now)
    except actions.LeaveBegun:
        messages.error(request, gettext("Another planner decides about your own leave."))
        return redirect("planning:leave", found.pk)
    # Another leave may cover these days as well
    again = queries.shifts_of(found.user, found.first_date, found.last_date)
    back = again.filter(ends_at__gt=now).count()
    said = ngettext(
        "The time off is taken back. %(number)s shift is this person's again.",
        "The time off is taken back. %(number)s shifts are this person's again.",
        back,
    )
    messages.success(request, said % {"number": back})
    return redirect("planning:leaves")
