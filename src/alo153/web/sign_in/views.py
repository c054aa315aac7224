"""A person's open sessions, and their end."""

import re
from http import HTTPStatus
from typing import Final

from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.views import login_webauthn
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.accounts import actions, queries
from alo153.accounts.models import SignIn
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.web.kit.access import StaffRequest, for_staff
from alo153.web.sign_in import sessions

# The first that fits: each of them says that it is the ones behind it, too
_BROWSERS: Final = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
_SYSTEMS: Final = ("Android", "iPhone", "iPad", "Windows", "Macintosh", "Linux")


@for_staff
@require_GET
def listing(request: StaffRequest) -> HttpResponse:
    """List the open sessions of the asker."""
    rows = [
        {"sign_in": each, "browser": browser_words(each.browser)}
        for each in queries.open_sign_ins(request.user, at=clock.now())
    ]
    shown = {"rows": rows, "current": sessions.current(request)}
    return render(request, "sign_in/sessions.html", shown)


@for_staff
@require_POST
def end(request: StaffRequest, number: int) -> HttpResponse:
    """End one of one's own sessions."""
    _end(request, get_object_or_404(request.user.sign_ins.all(), pk=number))
    messages.success(request, _("The session has ended."))
    return redirect("sessions")


@for_staff
@require_POST
def end_others(request: StaffRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    for each in request.user.sign_ins.exclude(pk=sessions.current(request) or 0):
        _end(request, each)
    messages.success(request, _("All other sessions have ended."))
    return redirect("sessions")


def _end(request: StaffRequest, sign_in: SignIn) -> None:
    actions.end_sign_in(
        sign_in=sign_in,
        why="ended",
        address=sessions.address_of(request),
        by=Actor.staff(request.user.pk),
        at=clock.now(),
    )


def browser_words(text: str) -> str:
    """Return browser and system as a person knows them: "Firefox, Windows"."""
    browser = next((name for mark, name in _BROWSERS if f"{mark}/" in text), "")
    browser = browser or ("Safari" if re.search(r"Version/.*Safari/", text) else "")
    system = next((name for name in _SYSTEMS if name in text), "")
    system = "Mac" if system == "Macintosh" else system
    return ", ".join(filter(None, [browser, system]))


def closed(request: HttpRequest, key: str = "") -> HttpResponse:  # noqa: ARG001 - addresses name it
    """Answer a page of allauth that is nobody's: as if there were none."""
    raise Http404


def passkey(request: HttpRequest) -> HttpResponseBase:
    """Let allauth begin a sign-in by a passkey, which makes a session: a flood makes no more."""
    rates = {"app": "allauth.account", "action": "passkey"}
    if ratelimit.consume(request, **rates, limit_get=True) is None:
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    answer: HttpResponseBase = login_webauthn(request)
    return answer
