"""The report of a year, and what Law 4982 asks for: as a page, for paper, and as files."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alo153.city import queries as city
from alo153.core import clock
from alo153.reports import paper
from alo153.reports.figures.sums import nearest_limit
from alo153.reports.permissions import SEE_REPORTS
from alo153.reports.queries import table as written
from alo153.reports.queries import yearly
from alo153.web.cases.paper import fonts
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables
from alo153.web.kit.lists.address import EXPORT

_FIRST_YEAR = 2000


@requires(SEE_REPORTS)
@require_safe
def year(request: StaffRequest, year: int) -> HttpResponseBase:
    """Show everything of a year, next to the year before."""
    _check(year)
    times = city.center_times()
    sections = yearly.sections(
        year,
        within=nearest_limit(times.answer_within_seconds),
        short=nearest_limit(times.short_abandon_seconds),
    )
    if form := tables.asked(request):
        return tables.download(form, f"report-{year}", _rows(sections))
    if request.GET.get(EXPORT) == "pdf":
        parts = [part(each.title, each.table) for each in sections]
        return pdf(f"report-{year}", _("Report of the year %(year)s") % {"year": year}, parts)
    context = {"year": year, "sections": sections, "years": _years()}
    return render(request, "reports/yearly.html", context)


@requires(SEE_REPORTS)
@require_safe
def information(request: StaffRequest, year: int) -> HttpResponseBase:
    """Show what the review board for access to information is told of a year."""
    _check(year)
    if not yearly.tells_disclosures():
        raise Http404
    lines = yearly.disclosures(year)
    title = _("Access to information (Law 4982), %(year)s") % {"year": year}
    rows: list[tables.Row] = [[_("Art. 30"), _("What"), str(year)]]
    rows += [[each.letter, each.label, each.count] for each in lines]
    if form := tables.asked(request):
        return tables.download(form, f"bedk-{year}", iter(rows))
    if request.GET.get(EXPORT) == "pdf":
        listed = [[str(cell) for cell in row] for row in rows]
        return pdf(f"bedk-{year}", title, [paper.Part(title, listed)])
    context = {"year": year, "lines": lines, "title": title, "years": _years()}
    return render(request, "reports/information.html", context)


def pdf(name: str, title: str, parts: list[paper.Part]) -> HttpResponse:
    """Answer with a report as PDF."""
    here, now = city.city(), clock.now()
    document = paper.Document(
        title=title,
        subtitle=f"{here.name} · {date_format(city.local(now), 'SHORT_DATETIME_FORMAT')}",
        author=here.name,
        language=get_language() or here.language,
        made_at=now,
        parts=parts,
    )
    disposition = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(paper.write(document, fonts()), "application/pdf", headers=disposition)


def part(title: str, table: written.Table) -> paper.Part:
    """Return a table for paper, its head first and its sum last."""
    head = [table.head, *(f"{each.figure.label} {each.unit}".strip() for each in table.heads)]
    lines = [*table.lines, table.total]
    rows = [[line.label, *(cell.words for cell in line.cells)] for line in lines]
    return paper.Part(title, [head, *rows], table.notes)


def _rows(sections: list[yearly.Section]) -> Iterator[tables.Row]:
    for section in sections:
        yield [section.title]
        yield from written.for_file(section.table)
        yield []


def _check(year: int) -> None:
    if not _FIRST_YEAR <= year <= city.today(clock.now()).year:
        raise Http404


def _years() -> list[int]:
    """Return the years that may be chosen: this one and the four before."""
    this = city.today(clock.now()).year
    return [this - before for before in range(5)]
