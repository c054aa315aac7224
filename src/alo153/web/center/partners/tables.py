"""One table of a partner desk: looked at line by line, taken in, or thrown away."""

from datetime import date
from typing import Any, Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.partners import queries
from alo153.partners.imports import actions
from alo153.partners.models import TableImport, TableLine
from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS
from alo153.web.kit.access import StaffRequest, requires

_ON_PAGE: Final = 50
_TONES: Final = {
    TableLine.State.FAULTY: "chip-bad",
    TableLine.State.CHANGED: "chip-warn",
    TableLine.State.OPENED: "chip-good",
    TableLine.State.UPDATED: "chip-good",
}
_WORKING: Final = (TableImport.State.READING, TableImport.State.TAKING)
_ENDED: Final = (TableImport.State.DONE, TableImport.State.DROPPED)


@requires(EXCHANGE_WITH_PARTNERS)
@require_GET
def show(request: StaffRequest, number: int) -> HttpResponse:
    """Show what each line becomes or became, and how far a worker is."""
    table = _table(request, number)
    counts = queries.counts(table)
    state = request.GET.get("state", "")
    state = state if state in TableLine.State.values else ""
    page = Paginator(queries.lines(table, state=state), _ON_PAGE)
    lines = page.get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "table": table,
        "desk": table.desk,
        "counts": [(each, _TONES.get(each, ""), counts[each]) for each in TableLine.State],
        "chosen": state,
        "lines": lines,
        "shown": [_named(line, table) for line in lines],
        "is_working": table.state in _WORKING,
        "done": sum(counts.values()) - counts["new"] * (table.state == TableImport.State.TAKING),
        "to_take": counts["new"] + counts["changed"]
        if table.state == TableImport.State.READY
        else 0,
        "may_drop": table.state not in _ENDED,
    }
    return render(request, "center/partners/table.html", context)


@requires(EXCHANGE_WITH_PARTNERS)
@require_POST
def take(request: StaffRequest, number: int) -> HttpResponse:
    """Let the good lines be taken in."""
    try:
        actions.take(table=_table(request, number), by=request.user, at=clock.now())
    except actions.NotNow:
        messages.info(request, _("Somebody was faster: this is how it stands now."))
    return redirect("center:partner_table", number)


@requires(EXCHANGE_WITH_PARTNERS)
@require_POST
def drop(request: StaffRequest, number: int) -> HttpResponse:
    """Throw a table away."""
    table = _table(request, number)
    try:
        opened = actions.drop(table=table, by=request.user, at=clock.now())
    except actions.NotNow:
        messages.info(request, _("Somebody was faster: this is how it stands now."))
        return redirect("center:partner_table", number)
    messages.success(request, _dropped(opened))
    return redirect("center:partner", table.desk.slug)


def _dropped(opened: int) -> str:
    if not opened:
        return _("The table is thrown away; nothing was opened.")
    words = ngettext(
        "The table is thrown away; %(count)s line of it was taken in before, and stays.",
        "The table is thrown away; %(count)s lines of it were taken in before, and stay.",
        opened,
    )
    return words % {"count": opened}


def _table(request: StaffRequest, number: int) -> TableImport:
    try:
        return queries.table(request.user, number)
    except TableImport.DoesNotExist as error:
        raise Http404 from error


def _named(line: TableLine, table: TableImport) -> dict[str, Any]:
    """Return a line's words for people: what it becomes, its faults by column, its changes."""
    headings = {field: those[0] for field, those in table.desk.columns.items()}
    topic = city.topics_now().get(line.becomes.get("topic", ""))
    kind = city.kinds_now().get(line.becomes.get("kind", ""))
    due = line.becomes.get("due")
    return {
        "line": line,
        "tone": _TONES.get(TableLine.State(line.state), ""),
        # What it is about only its clerks may know
        "confidential": any(each and each.confidential for each in (topic, line.case)),
        "topic": topic,
        "kind": kind,
        "place": line.becomes.get("place", ""),
        "due": date.fromisoformat(due) if due else None,
        "faults": [(headings.get(field, field), words) for field, words in line.faults],
        "changes": [headings.get(field, field) for field in line.changes],
    }
