"""The report page, and its table to take along."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alo153.city import queries as city
from alo153.core import clock
from alo153.core.text import moments
from alo153.reports.permissions import SEE_REPORTS
from alo153.reports.queries import saved
from alo153.reports.queries import table as written
from alo153.reports.queries.asked import DIMENSION_LABELS, GRAIN_LABELS
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables
from alo153.web.kit.lists.address import EXPORT
from alo153.web.kit.typed_numbers import whole_number
from alo153.web.reports import yearly
from alo153.web.reports.asking import Range, ReportForm
from alo153.web.reports.saved import SaveForm


@requires(SEE_REPORTS)
@require_safe
def report(request: StaffRequest) -> HttpResponseBase:
    """Show a report as the address asks for it, as a page or as a file."""
    typed = _saved(request) or request.GET
    form = ReportForm(typed, today=city.today(clock.now()))
    kept = saved.listed(request.user)
    context: dict[str, Any] = {"form": form, "kept": kept}
    if not form.is_valid():
        return render(request, "reports/report.html", context, status=HTTPStatus.BAD_REQUEST)
    table = build(form)
    if kind := tables.asked(request):
        return _file(kind, table)
    if request.GET.get(EXPORT) == "pdf":
        return yearly.pdf(_name(table), _("Report"), [yearly.part(_days(table), table)])
    query = _query(typed)
    context |= {"table": table, "query": query, "save_form": SaveForm(initial={"query": query})}
    return render(request, "reports/report.html", context)


def _saved(request: StaffRequest) -> QueryDict | None:
    """Return what a saved report shows; nothing if the address names none that one may see."""
    key = whole_number(request.GET.get("saved", "")) or 0
    found = saved.shown(request.user).filter(pk=key).first()
    if found is None:
        return None
    typed = QueryDict(found.query, mutable=True)
    if kind := request.GET.get(EXPORT):
        typed[EXPORT] = kind
    if {"since", "until"} <= request.GET.keys():
        # The days of a mail, whenever it is read
        typed["range"] = Range.OWN
        typed["since"], typed["until"] = request.GET["since"], request.GET["until"]
    return typed


def build(form: ReportForm) -> written.Table:
    """Count the report of a valid form."""
    asked = form.asked
    head = DIMENSION_LABELS[asked.dimension] if asked.dimension else GRAIN_LABELS[asked.grain]
    return written.build(asked, form.comparison, str(head))


def _file(kind: str, table: written.Table) -> HttpResponse:
    return tables.download(kind, _name(table), written.for_file(table))


def _name(table: written.Table) -> str:
    return f"report-{table.asked.since:%Y%m%d}-{table.asked.until:%Y%m%d}"


def _days(table: written.Table) -> str:
    return moments.days(table.asked.since, table.asked.until)


def _query(typed: QueryDict) -> str:
    """Return the address of the view without the kind of file."""
    kept = typed.copy()
    kept.pop(EXPORT, None)
    kept.pop("saved", None)
    return kept.urlencode()
