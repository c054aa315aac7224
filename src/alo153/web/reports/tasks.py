"""The worker sends scheduled reports."""

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import translation

from alo153.city import queries as city
from alo153.core import clock
from alo153.core.jobs import periodic
from alo153.core.text import moments
from alo153.notices.actions import Told
from alo153.reports.actions import saving
from alo153.reports.models import SavedReport
from alo153.web.reports.asking import ReportForm, last_whole_day
from alo153.web.reports.views import build


@periodic(name="reports.send_due", cron="*/5 * * * *")
def send_due() -> None:
    """Send the reports that are due, each to its subscribers."""
    saving.send_due(told=words_of, at=clock.now())


def words_of(report: SavedReport) -> Told:
    """Return what the notice of a report says: its sums, and the way to the same days."""
    with translation.override(city.city().language):
        typed, today = QueryDict(report.query), city.today(clock.now())
        form = ReportForm(typed, today=last_whole_day(typed, today))
        lines: tuple[str, ...] = ()
        address = {"saved": str(report.pk)}
        if form.is_valid():
            table = build(form)
            address |= {"since": f"{table.asked.since}", "until": f"{table.asked.until}"}
            lines = (
                moments.days(table.asked.since, table.asked.until),
                *(f"{cell.figure.label}: {cell.words}" for cell in table.total.cells),
                *table.notes,
            )
    return Told(
        title=report.name, lines=lines, path=f"{reverse('reports:report')}?{urlencode(address)}"
    )
