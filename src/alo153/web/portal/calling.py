"""Call the city from the browser."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alo153.core import clock
from alo153.switchboard import actions
from alo153.switchboard.accounts import guest_of
from alo153.switchboard.nodes import queries as nodes
from alo153.web.context import current_city
from alo153.web.portal.admission import Admission, admit

KEYS = "123456789*0#"


@require_GET
def call(request: HttpRequest) -> HttpResponse:
    """Show the button that calls, and the number for those who cannot use it."""
    return render(request, "portal/call.html", {"keys": KEYS})


@never_cache
@require_POST
def session(request: HttpRequest) -> JsonResponse:
    """Give this browser a telephone account for half an hour."""
    return provide(request, dial=current_city().number)[0]


def provide(
    request: HttpRequest, *, dial: str, allows_film: bool = False
) -> tuple[JsonResponse, str]:
    """Return a telephone account that dials `dial`, and its token; none for a flood of requests."""
    if admit(request, "call") is not Admission.IN:
        words = _("Too many calls in a short time. Please dial %(number)s from your telephone.")
        return JsonResponse({"error": words % {"number": current_city().number}}, status=429), ""
    account = actions.provision_guest(allows_film=allows_film, at=clock.now())
    answer = {
        "uri": account.uri,
        "password": account.secret,
        "socket": nodes.socket_of(account.node),
        "number": dial,
    }
    return JsonResponse(answer), guest_of(account.name) or ""
