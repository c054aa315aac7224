"""Addresses older than version 0.2, redirected for one version."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.web.cases.sub_tasks.leading import MAY_LEAD
from alo153.web.kit.access import StaffRequest, for_staff, requires

_MOVED = {
    "center/contests": "/center/lists/objections",
    "center": "/center/lists",
    "register": "/center/partners",
    "announcements": "/live/announcements",
    "monitoring": "/live/monitoring",
}
_MOVED |= {
    page: f"/center/{page}"
    for page in (
        "answers",
        "cases",
        "citizens",
        "conversations",
        "incidents",
        "knowledge",
        "messages",
        "partners",
        "ready-answers",
        "search",
        "undelivered",
    )
}
OF_DESK = rf"^desk/(?P<moved>{'|'.join(_MOVED)})/"


@requires(WORK_ON_UNIT_CASES)
def units(request: StaffRequest, rest: str) -> HttpResponseBase:
    """``/units/`` and all below it."""
    query = request.META["QUERY_STRING"]
    page = f"{reverse('unit:inbox')}{rest}"
    return redirect(f"{page}?{query}" if query else page, permanent=True)


@for_staff
def desk(request: StaffRequest, moved: str) -> HttpResponseBase:
    """Redirect an address below ``/desk/`` that is the center's or a supervisor's."""
    rest = request.get_full_path().removeprefix(f"/desk/{moved}")
    return redirect(f"{_MOVED[moved]}{rest}", permanent=True, preserve_request=True)


@requires(*MAY_LEAD)
def sub_tasks(_: StaffRequest, rest: str) -> HttpResponseBase:
    """``/parts/`` and all below it; the answer of a unit typed into an old page is sent on."""
    return redirect(f"/sub-tasks/{rest}", permanent=True, preserve_request=True)


def timeline(_: HttpRequest, rest: str) -> HttpResponseBase:
    """``/track/story/`` and all below it; what was typed into an old page is sent on."""
    page = f"{reverse('portal:timeline')}{rest}"
    return redirect(page, permanent=True, preserve_request=True)
