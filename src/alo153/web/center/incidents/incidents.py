"""Incidents: opened once, reported by many with one keystroke each, answered once for all."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.cases import actions
from alo153.cases.models import Incident
from alo153.cases.permissions import OPEN_CASE, OPEN_INCIDENT
from alo153.cases.together import incidents, linked_reports
from alo153.core import clock
from alo153.knowledge.permissions import ANNOUNCE
from alo153.web.center.incidents.incident_forms import IncidentForm, UntilForm
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(OPEN_INCIDENT)
@require_http_methods(["GET", "POST"])
def begin(request: StaffRequest) -> HttpResponse:
    """Open an incident."""
    form = IncidentForm(request.POST or None, may_announce=request.user.may(ANNOUNCE))
    if request.method == "POST" and form.is_valid():
        incident = _open(request, form, clock.now())
        messages.success(request, _("The incident is open: the desk offers it to fitting calls."))
        return redirect("center:incident", incident.pk)
    status = 422 if request.method == "POST" else 200
    return _page(request, "center/incidents/form.html", {"form": form}, status)


def _open(request: StaffRequest, form: IncidentForm, at: datetime) -> Incident:
    given = form.cleaned_data
    return actions.open_incident(
        title=given["title"],
        topic=given["topic"],
        area=form.area,
        unit=given["unit"],
        expected_end_at=at + timedelta(hours=given["hours"]),
        announced=given.get("announced", ""),
        reason=_("Chosen with the incident."),
        by=request.user,
        at=at,
    )


@requires(OPEN_CASE)
@require_GET
def incident(request: StaffRequest, number: int) -> HttpResponse:
    """Show one incident: how many, where, who, and its state."""
    found = incidents.listed().filter(pk=number).first()
    if found is None:
        raise Http404
    reports = linked_reports.of(found.lead)
    context = {
        "incident": found,
        "count": reports.count(),
        "reports": reports[: linked_reports.MOST_SHOWN],
        "answer": found.lead.answers.filter(approved_at__isnull=False).last(),
        "told": linked_reports.told_of(found.lead),
        "until_form": UntilForm(),
        "may_end": request.user.may(OPEN_INCIDENT) and not found.ended_at,
    }
    return _page(request, "center/incidents/incident.html", context)


@requires(OPEN_INCIDENT)
@require_POST
def until(request: StaffRequest, number: int) -> HttpResponse:
    """Move the expected end; what is announced lasts as long."""
    found = incidents.one(number)
    if found is None:
        raise Http404
    form, at = UntilForm(request.POST), clock.now()
    if not form.is_valid():
        messages.warning(request, _("Choose from the list when it will be over."))
        return redirect("center:incident", number)
    until = at + timedelta(hours=form.cleaned_data["hours"])
    try:
        actions.move_end(incident=found, expected_end_at=until, by=request.user, at=at)
    except actions.IncidentOver:
        messages.warning(request, _("This incident is over already."))
    else:
        messages.success(request, _("The expected end is moved; callers hear of it as long."))
    return redirect("center:incident", number)


@requires(OPEN_INCIDENT)
@require_POST
def end(request: StaffRequest, number: int) -> HttpResponse:
    """Take nobody in any more, and take back what is announced."""
    found = incidents.one(number)
    if found is None:
        raise Http404
    actions.end_incident(incident=found, by=request.user, at=clock.now())
    messages.success(request, _("The incident is over; nobody hears of it any more."))
    return redirect("center:incident", number)


def _page(
    request: StaffRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {"bar": callbar.of(request.user, clock.now()), "keys": KEYS}
    around["may_open"] = request.user.may(OPEN_INCIDENT)
    around["may_announce"] = request.user.may(ANNOUNCE)
    return render(request, template, around | context, status=status)
