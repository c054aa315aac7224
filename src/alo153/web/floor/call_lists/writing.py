"""A new outgoing list: first what would be called and said, then it is written down."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from alo153.calls.permissions import RUN_CALL_LISTS
from alo153.calls.supervision.call_lists import actions, queries
from alo153.calls.supervision.call_lists.receivers import Receivers, Refusal
from alo153.cases.telling import callers
from alo153.core import clock
from alo153.web.floor.call_lists.forms import ListForm
from alo153.web.floor.call_lists.spoken_words import heard
from alo153.web.kit.access import StaffRequest, requires

WRITE = "write"
SHOWN = 20
"""Refused lines that are shown; all are counted."""
WHY = {
    Refusal.NOT_A_NUMBER: pgettext_lazy("call list", "no telephone number"),
    Refusal.NOT_ORDINARY: pgettext_lazy("call list", "abroad, short or costly"),
    Refusal.TWICE: pgettext_lazy("call list", "is there twice"),
    Refusal.OPTED_OUT: pgettext_lazy("call list", "wishes no such calls"),
    Refusal.TOO_MANY: pgettext_lazy("call list", "more than a list takes"),
}


@requires(RUN_CALL_LISTS)
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest) -> HttpResponse:
    """Show whom a list would call and what they hear; with `go=write` write it down."""
    if request.method == "GET":
        return _page(request, ListForm())
    form = ListForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, _with_file_as_text(form), status=422)
    receivers = _receivers(request, form)
    if request.POST.get("go") == WRITE and receivers.numbers:
        plan, now = form.plan, clock.now()
        row = actions.write_list(plan=plan, receivers=receivers, by=request.user, at=now)
        messages.success(request, _("Written down. Somebody else approves it now."))
        return redirect("live:call_list", row.pk)
    return _page(request, _with_file_as_text(form), receivers)


def _receivers(request: StaffRequest, form: ListForm) -> Receivers:
    given = form.cleaned_data
    text = given["file"] or given["numbers"]
    if given["place"]:
        district, neighborhood = form.district, form.neighborhood
        text = "\n".join(
            callers.phones_with_open_case(
                request.user, district=district, neighborhood=neighborhood
            )
        )
    return queries.receivers(text, emergency=bool(given["emergency_reason"]))


def _with_file_as_text(form: ListForm) -> ListForm:
    """Keep what a file held: a browser does not send it again with the next click."""
    given = form.cleaned_data
    if not given.get("file") or given.get("numbers"):
        return form
    kept = ListForm(dict(form.data.items()) | {"numbers": given["file"]})
    kept.full_clean()
    return kept


def _page(
    request: StaffRequest,
    form: ListForm,
    receivers: Receivers | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "receivers": receivers}
    if receivers is not None:
        start = form.plan.menu_node
        context |= _refused(form, receivers)
        context["heard"] = heard(start, clock.now()) if start else None
    return render(request, "floor/call_lists/new.html", context, status=status)


def _refused(form: ListForm, receivers: Receivers) -> dict[str, Any]:
    """Show lines of a table that somebody gave; citizens of a place are counted and not shown."""
    if form.cleaned_data["place"]:
        counted = Counter(each.why for each in receivers.refused)
        return {"counted": [(WHY[why], count) for why, count in counted.items()]}
    return {"refused": [(each, WHY[each.why]) for each in receivers.refused[:SHOWN]]}
