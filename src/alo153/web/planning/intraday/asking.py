"""A planner's changes on the day: breaks, and overtime by consent."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404
from alo153.web.kit.typed_numbers import whole_number
from alo153.web.planning import wording
from alo153.workforce import actions
from alo153.workforce.models import Shift
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import published
from alo153.workforce.queries.overtime import asked_overtime

LENGTHS = (30, 60, 90, 120)


@requires(PLAN_SHIFTS)
@require_POST
def move_break(request: StaffRequest, shift_break: int) -> HttpResponse:
    """Move a break to another time of its shift; `to` is an hour and minute of the city."""
    found = or_404(published.shift_break(shift_break))
    to = instant_of(found.shift, request.POST.get("to", ""))
    try:
        if to is None:
            raise actions.BreakImpossible(found.pk)
        actions.move_break(shift_break=found, starts_at=to, by=request.user, at=clock.now())
    except actions.BreakImpossible:
        said = _("The break cannot be moved there: choose a quarter of an hour within the shift.")
        messages.error(request, said)
    else:
        messages.success(request, _("The break is moved. The person is told."))
    return day_page(found.shift)


def instant_of(shift: Shift, said: str) -> datetime | None:
    """Return the instant of a time of day within a shift, which may end tomorrow."""
    try:
        at = datetime.strptime(said, "%H:%M").time()  # noqa: DTZ007 - of the city's clock
    except ValueError:
        return None
    begin = city.local(shift.starts_at)
    same_day = begin.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return same_day if same_day >= begin else same_day + timedelta(days=1)


@requires(PLAN_SHIFTS)
@require_POST
def ask_overtime(request: StaffRequest, shift: int) -> HttpResponse:
    """Ask somebody to stay longer; they decide."""
    found = shift_or_404(shift)
    said = whole_number(request.POST.get("minutes", ""))
    minutes = said if said in LENGTHS else LENGTHS[0]
    try:
        actions.ask_overtime(
            user=found.user, day=found.day, minutes=minutes, by=request.user, at=clock.now()
        )
    except actions.Unlawful as refused:
        messages.error(request, wording.refusal(refused.breaches))
    except actions.AskedAlready:
        messages.info(request, _("This person was asked for this day already."))
    except actions.NoSuchShift:
        messages.error(request, _("This shift is over, or no longer published."))
    else:
        messages.success(request, _("%(name)s is asked.") % {"name": found.user.full_name})
    return day_page(found)


@requires(PLAN_SHIFTS)
@require_POST
def withdraw(request: StaffRequest, overtime: int) -> HttpResponse:
    """Take a question back."""
    found = or_404(asked_overtime(overtime))
    actions.withdraw_overtime(overtime=found, by=request.user, at=clock.now())
    return redirect(f"{reverse('planning:day')}?day={found.day.isoformat()}")


def shift_or_404(key: int) -> Shift:
    """Return a shift of any version of a roster."""
    return or_404(published.shift(key))


def day_page(shift: Shift) -> HttpResponse:
    """Lead back to a shift on the page of its day."""
    return redirect(f"{reverse('planning:day')}?day={shift.day.isoformat()}#shift-{shift.user_id}")
