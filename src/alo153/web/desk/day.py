"""An agent's own day and the queue: nothing of other agents."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.calls import queries as telephone
from alo153.calls.floor import figures
from alo153.calls.permissions import ANSWER_CALLS
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar, day
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(ANSWER_CALLS)
@require_GET
def own(request: StaffRequest) -> HttpResponse:
    """Show the agent what today was so far, and who waits now; nobody else sees this page."""
    now = clock.now()
    context = {
        **day.of_agent(request.user, now),
        "line": telephone.queue_now(),
        "queues": figures.queues_now(),
        "today": figures.today(now),
        "within": city.center_times().answer_within_seconds,
    }
    if request.htmx:
        return render(request, "desk/day.html", context)
    around = {"bar": callbar.of(request.user, now), "keys": KEYS}
    return render(request, "desk/day_page.html", around | context)
