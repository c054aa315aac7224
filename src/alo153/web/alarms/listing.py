"""The alarms that concern the reader: what rings, what rang, and the alarm words of cases."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.accounts.models import User
from alo153.alarms import actions
from alo153.alarms.models import Alarm
from alo153.alarms.permissions import MANAGE_ALARMS
from alo153.alarms.queries import standing
from alo153.cases.life import alarms as case_alarms
from alo153.cases.permissions import SEE_EVERY_CASE
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.web.kit.access import StaffRequest, for_staff

_ON_A_PAGE: Final = 50


@for_staff
@require_GET
def alarms(request: StaffRequest) -> HttpResponse:
    """Show what rings and what rang, the latest first."""
    found = standing.concerning(request.user).exclude(cleared_at=None)
    before = row_key(request.GET.get("before", ""))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found[: _ON_A_PAGE + 1])
    context = {
        "ringing": standing.ringing(request.user),
        "rows": rows[:_ON_A_PAGE],
        "older": rows[_ON_A_PAGE - 1].pk if len(rows) > _ON_A_PAGE else None,
        "may_manage": request.user.may(MANAGE_ALARMS),
        "case_page": _case_page(request.user),
    }
    fragment = request.htmx and request.htmx.target == "live-alarms"
    template = "live_alarms/ringing.html" if fragment else "live_alarms/alarms.html"
    return render(request, template, context)


@for_staff
@require_GET
def strip(request: StaffRequest) -> HttpResponse:
    """Show the alarms nobody looked at or acknowledged, above the work at the desk; two queries."""
    settles = any(map(request.user.may, case_alarms.SETTLING))
    context = {
        "flags": case_alarms.first_waiting(request.user) if settles else [],
        "ringing": standing.unanswered(request.user),
        "case_page": _case_page(request.user),
    }
    return render(request, "live_alarms/strip.html", context)


def _case_page(reader: User) -> str:
    return "center:case" if reader.may(SEE_EVERY_CASE) else "unit:case"


@for_staff
@require_POST
def acknowledge(request: StaffRequest, number: int) -> HttpResponse:
    """Take care of an alarm."""
    alarm = standing.concerning(request.user).filter(pk=number).first()
    if alarm is None:
        raise Http404
    taken = actions.acknowledge(alarm=alarm, by=request.user, at=clock.now())
    if not taken:
        messages.warning(request, _already(alarm))
    if request.htmx:
        return alarms_now(request)
    return redirect("live_alarms:alarms")


def alarms_now(request: StaffRequest) -> HttpResponse:
    """Show what rings now, as the answer to a press."""
    return render(request, "live_alarms/ringing.html", {"ringing": standing.ringing(request.user)})


def _already(alarm: Alarm) -> str:
    alarm.refresh_from_db()
    if alarm.acknowledged_by:
        return _("%(name)s was faster.") % {"name": alarm.acknowledged_by.full_name}
    return _("This alarm has cleared already.")
