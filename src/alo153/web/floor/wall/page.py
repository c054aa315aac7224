"""The page of the wall."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from alo153.calls.permissions import ANSWER_CALLS, SEE_WALL
from alo153.core import clock
from alo153.web.floor.wall.context import context_of
from alo153.web.floor.wall.shared import TEMPLATE, part_for
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(SEE_WALL)
@require_GET
def wall(request: StaffRequest) -> HttpResponse:
    """Show the queue and the agents now."""
    now, tv = clock.now(), "tv" in request.GET
    context = context_of(request.user, now, tv=tv)
    context["drawn"] = part_for(request.user, tv=tv)
    return _page(request, context, now)


def _page(request: StaffRequest, context: dict[str, Any], now: datetime) -> HttpResponse:
    """Render the wall alone, or with the telephone around it for one who has one."""
    # The menu of the desk asks for the page's content, the wall itself for its figures
    if request.htmx and request.htmx.target != "content":
        return render(request, TEMPLATE, context)
    context["frame"] = "web/staff.html"
    if context["tv"]:
        return render(request, "floor/wall/tv.html", context)
    if request.user.may(ANSWER_CALLS):
        around = {"bar": callbar.of(request.user, now), "keys": KEYS}
        context |= around | {"frame": "web/telephone/base.html"}
    return render(request, "floor/wall/page.html", context)
