"""Invite somebody at another counter or screen into the call at hand, by a link."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from alo153.accounts.permissions import Permission
from alo153.core import clock
from alo153.switchboard import actions, queries
from alo153.web.access import StaffRequest, requires
from alo153.web.desk.keys import KEYS


@requires(Permission.ANSWER_CALLS)
@require_POST
def invite(request: StaffRequest, call: UUID) -> HttpResponse:
    """Make a link for the agent's own call and show it once."""
    row = queries.call_of(request.user, call)
    if row is None:
        raise Http404
    try:
        token = actions.invite_guest(user=request.user, call=row, at=clock.now())
    except actions.NotYourCall:
        return _show(request, "")
    return _show(request, settings.PUBLIC_URL + reverse("portal:join", args=[token]))


def _show(request: StaffRequest, link: str) -> HttpResponse:
    fragment = bool(request.htmx)  # type: ignore[attr-defined]
    template = "desk/invitation.html" if fragment else "desk/invitation_page.html"
    return render(request, template, {"link": link, "keys": KEYS})
