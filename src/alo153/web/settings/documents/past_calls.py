"""A draft of menu, numbers or queues is tried on the calls of the last week."""

from datetime import timedelta
from typing import Final

from django.http import HttpResponse
from django.shortcuts import redirect, render

from alo153.calls.floor.past_calls import simulate_calls
from alo153.city import queries
from alo153.city.citypack.documents import overlaid
from alo153.core import clock
from alo153.web.kit.access import StaffRequest
from alo153.web.settings.documents import wording
from alo153.web.settings.documents.working import Work

_WEEK: Final = timedelta(days=7)


def show(request: StaffRequest, work: Work) -> HttpResponse:
    """Show where the calls of the last week would have come out by the draft."""
    if work.packs is None:
        return redirect("settings:document", kind=work.document.kind)
    folder, said = queries.city_folder(), queries.texts_in_force()
    with (
        overlaid(folder, said) as before,
        overlaid(folder, said | {work.document.file: work.text}) as after,
    ):
        found = simulate_calls(request.user, before, after, within=_WEEK, at=clock.now())
    context = {"work": work, "title": wording.title(work.document.kind), "simulation": found}
    return render(request, "settings/documents/past_calls.html", context)
