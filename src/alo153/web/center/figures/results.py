"""Results of closed applications: first the confirmed resolutions, then the opposite."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alo153.cases.life.results import Result, together
from alo153.cases.life.results import results as results_of
from alo153.cases.permissions import SEE_RESULTS
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables

PERIODS = (30, 90, 365)
"""Days that may be chosen; today is one of them."""


@requires(SEE_RESULTS)
@require_GET
def results(request: StaffRequest) -> HttpResponseBase:
    """Show the results of the chosen days by unit and topic, as a page or as a table to take."""
    days = _days(request.GET.get("days", ""))
    today = city.today(clock.now())
    rows = results_of(request.user, since=today - timedelta(days=days - 1), until=today)
    if form := tables.asked(request):
        return tables.download(form, f"results-{days}", _table(rows))
    sums = together(rows)
    context = {
        "days": days,
        "periods": PERIODS,
        "rows": rows,
        "sums": sums,
        "share": round(100 * sums.confirmed / sums.closed) if sums.closed else 0,
    }
    return render(request, "center/figures/results.html", context)


def _days(typed: str) -> int:
    return int(typed) if typed in {str(days) for days in PERIODS} else PERIODS[0]


def _table(rows: Sequence[Result]) -> Iterator[tables.Row]:
    head = [_("Unit"), _("Topic"), _("Confirmed"), _("Closings"), _("Nobody knows")]
    yield [*head, _("Not solved"), _("Objections"), _("Contacted again")]
    for each in rows:
        numbers = [each.confirmed, each.closed, each.silent]
        against = [each.not_solved, each.objections, each.contacted_again]
        yield [each.unit or _("the center"), each.topic, *numbers, *against]
