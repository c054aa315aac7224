"""The notice that is posted (4857 art. 67), and the hours for payroll."""

import csv
from io import StringIO

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alo153.city import queries as city
from alo153.core.text.spreadsheets import harmless
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.grid import roster_or_404, rows_of
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import payroll as payroll_of


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest, roster: int) -> HttpResponse:
    """Show a published version as it is posted: by name, with hours, breaks and days of rest."""
    found = roster_or_404(request, roster)
    if found.published_at is None:
        raise Http404
    used = {each.type for each in found.shifts.select_related("type")}
    context = {
        "roster": found,
        "rows": rows_of(found),
        "dates": found.dates,
        "types": sorted(used, key=lambda each: each.start_minute),
        "number": found.version,
        "at": formats.date_format(city.local(found.published_at), "SHORT_DATETIME_FORMAT"),
        "name": found.published_by.full_name if found.published_by else _("the program"),
    }
    return render(request, "planning/roster/notice.html", context)


@requires(PLAN_SHIFTS)
@require_safe
def payroll(request: StaffRequest, roster: int) -> HttpResponse:
    """Send the hours of a published version as CSV: work, night, holiday, overtime."""
    found = roster_or_404(request, roster)
    if found.is_draft:
        raise Http404
    file = StringIO()
    write = csv.writer(file, delimiter=";")
    write.writerow([_("Person"), _("Hours"), _("Night hours"), _("Holiday hours"), _("Overtime")])
    for line in payroll_of.lines(found):
        figures = (line.work, line.night, line.holiday, line.overtime)
        write.writerow([harmless(line.name), *(f"{each / 60:.2f}" for each in figures)])
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"payroll-{found.first_date.isoformat()}-{found.version}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
