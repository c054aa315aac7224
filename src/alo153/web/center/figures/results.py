"""What came of closed applications: first the confirmed resolutions, then what speaks against."""

import csv
from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alo153.cases.life.results import Result, together
from alo153.cases.life.results import results as results_of
from alo153.cases.permissions import SEE_RESULTS
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

PERIODS = (30, 90, 365)
"""Days that may be chosen."""


@requires(SEE_RESULTS)
@require_GET
def results(request: StaffRequest) -> HttpResponse:
    """Show the results of the chosen days by unit and topic, as a page or as a table to take."""
    days = _days(request.GET.get("days", ""))
    now = clock.now()
    rows = results_of(request.user, since=now - timedelta(days=days), until=now)
    if request.GET.get("as") == "csv":
        return _table(rows, days)
    sums = together(rows)
    context = {
        "days": days,
        "periods": PERIODS,
        "rows": rows,
        "sums": sums,
        "share": round(100 * sums.confirmed / sums.closed) if sums.closed else 0,
    }
    return render(request, "center/results.html", context)


def _days(typed: str) -> int:
    return int(typed) if typed in {str(days) for days in PERIODS} else PERIODS[0]


def _table(rows: Sequence[Result], days: int) -> HttpResponse:
    """Return the rows as CSV; the mark at its head tells spreadsheets that it is UTF-8."""
    disposition = f'attachment; filename="results-{days}.csv"'
    response = HttpResponse(
        "\ufeff", "text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )
    lines = csv.writer(response, delimiter=";")
    head = [_("Unit"), _("Topic"), _("Confirmed"), _("Closings"), _("Nobody knows")]
    lines.writerow([*head, _("Not solved"), _("Objections"), _("Contacted again")])
    for each in rows:
        numbers = [each.confirmed, each.closed, each.silent]
        against = [each.not_solved, each.objections, each.contacted_again]
        lines.writerow([each.unit or _("the center"), each.topic, *numbers, *against])
    return response
