"""Before a page of staff opens: the session is not idle, and a second factor is there if asked."""

from collections.abc import Callable
from math import inf
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from alo153.web.kit.watching import is_watched, let_watch
from alo153.web.sign_in import devices, second_factor, sessions


class SignIns:
    """Look after the sessions of staff; public pages are left alone.

    It is synchronous, as all are (`config.serving.one_thread`).
    """

    sync_capable, async_capable = True, False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and mark a browser in which somebody has just signed in."""
        response = self._get_response(request)
        devices.answer(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_given: Any
    ) -> HttpResponse | None:
        """End an idle session, which the page then treats as none; ask for a second factor."""
        if is_watched(view):
            _measure(request)
            return None
        own = hasattr(view, "requires")
        if not own and not request.path.startswith(reverse("account_login").rpartition("login")[0]):
            return None
        if request.user.is_authenticated:
            sessions.check(request, request.user)
        if own and request.user.is_authenticated and second_factor.is_missing(request.user):
            return _to_second_factor(request)
        return None


def _measure(request: HttpRequest) -> None:
    """Set how long a stream may last: until idle, or not at all if its reader can open no page."""
    user = request.user
    if not user.is_authenticated or sessions.end_if_idle(request, user):
        return
    if not second_factor.is_missing(user):
        left = sessions.seconds_left(request, user)
        seconds = inf if left is None else left + 1
        let_watch(request, seconds, sign_in=sessions.current(request))


def _to_second_factor(request: HttpRequest) -> HttpResponse:
    page = reverse("mfa_index")
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(page)
    messages.warning(request, _("Your role asks for a second factor. Please add one first."))
    return redirect(page)
