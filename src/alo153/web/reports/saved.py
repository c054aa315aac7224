"""Saved reports: keep one, forget it, have it sent."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.reports.actions import saving
from alo153.reports.models import SavedReport
from alo153.reports.permissions import SEE_REPORTS
from alo153.reports.queries import saved
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.reports.asking import ReportForm


class SaveForm(forms.Form):
    """Under which name a report is kept, for whom, and when it is sent."""

    name = forms.CharField(label=_lazy("Name of the report"), max_length=80)
    schedule = forms.ChoiceField(
        label=_lazy("Send"), choices=SavedReport.Schedule.choices, required=False
    )
    shared = forms.BooleanField(label=_lazy("Everybody who sees reports finds it"), required=False)
    query = forms.CharField(widget=forms.HiddenInput, max_length=4_000, required=False)


@requires(SEE_REPORTS)
@require_POST
def save(request: StaffRequest) -> HttpResponse:
    """Keep the report that is shown."""
    form = SaveForm(request.POST)
    query = request.POST.get("query", "")[:4_000]
    asked = ReportForm(QueryDict(query), today=city.today(clock.now()))
    if not form.is_valid() or not asked.is_valid():
        messages.error(request, _("The report needs a name. It was not saved."))
        return redirect(f"{reverse('reports:report')}?{query}")
    kept = saving.save_report(
        name=form.cleaned_data["name"],
        query=query,
        shared=form.cleaned_data["shared"],
        schedule=SavedReport.Schedule(form.cleaned_data["schedule"]),
        by=request.user,
        at=clock.now(),
    )
    messages.success(request, _("Saved: %(name)s") % {"name": kept.name})
    return redirect(f"{reverse('reports:report')}?{query}")


@requires(SEE_REPORTS)
@require_POST
def drop(request: StaffRequest, key: int) -> HttpResponse:
    """Forget a report of one's own, or a shared one whose owner has left."""
    report = get_object_or_404(saved.droppable(request.user), pk=key)
    saving.drop_report(report=report, by=request.user)
    messages.success(request, _("Deleted: %(name)s") % {"name": report.name})
    return redirect("reports:report")


@requires(SEE_REPORTS)
@require_POST
def sending(request: StaffRequest, key: int) -> HttpResponse:
    """Have a report sent to oneself, or no more."""
    report = get_object_or_404(saved.shown(request.user), pk=key)
    wanted = request.POST.get("wanted") == "1"
    saving.choose_sending(report=report, wanted=wanted, by=request.user)
    return redirect("reports:report")
