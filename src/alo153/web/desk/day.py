"""An agent's own day: how long was talked, how many calls, which pauses."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from alo153.calls.floor.day import day_of
from alo153.calls.permissions import ANSWER_CALLS
from alo153.city import queries as unit_queries
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(ANSWER_CALLS)
@require_GET
def day(request: StaffRequest) -> HttpResponse:
    """Show the agent what today was so far; nobody else sees this page."""
    now = clock.now()
    figures = day_of(request.user, since=unit_queries.midnight(now), now=now)
    context = {
        "day": figures,
        "talked": _length(figures.talked),
        "wrapped_up": _length(figures.wrapped_up),
        "paused": _length(sum(figures.paused.values(), timedelta())),
        "reasons": [
            (callbar.PAUSE_REASONS[reason], _length(length))
            for reason, length in figures.paused.items()
            if reason in callbar.PAUSE_REASONS
        ],
    }
    if request.htmx:
        return render(request, "desk/day.html", context)
    around = {"bar": callbar.of(request.user, now), "keys": KEYS}
    return render(request, "desk/day_page.html", around | context)


def _length(time: timedelta) -> str:
    minutes = round(time.total_seconds() / 60)
    return _("%(hours)d h %(minutes)d min") % {"hours": minutes // 60, "minutes": minutes % 60}
