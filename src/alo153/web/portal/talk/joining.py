"""Join a call by a link: somebody at another counter, with pictures if the call has them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alo153.calls import actions, queries
from alo153.calls.endpoints.phone_accounts import guest_of
from alo153.calls.endpoints.turn_servers import ice_servers
from alo153.calls.nodes import queries as nodes
from alo153.core import clock

GONE = 404
# The browser telephone of this page: its token stays in the session, never in an address.
_PHONE = "joining_phone"


@never_cache
@require_GET
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Show the button that joins; an old link says so."""
    invitation = queries.invitation(token, clock.now())
    context = {"invitation": invitation, "token": token}
    return render(request, "portal/talk/joining.html", context, status=200 if invitation else GONE)


@never_cache
@require_POST
def session(request: HttpRequest, token: str) -> JsonResponse:
    """Give the browser behind a link its telephone account; it dials nobody."""
    invitation = queries.invitation(token, clock.now())
    if invitation is None:
        return _gone()
    now = clock.now()
    account = actions.admit_guest(invitation=invitation, at=now)
    request.session[_PHONE] = guest_of(account.name)
    return JsonResponse(
        {
            "uri": account.uri,
            "password": account.secret,
            "socket": nodes.socket_of(account.node),
            "ice": ice_servers(account.name, at=now),
        }
    )


@never_cache
@require_POST
def knock(request: HttpRequest, token: str) -> HttpResponse:
    """Ask to be let in, now that this browser's telephone is registered; asked until it rings."""
    invitation = queries.invitation(token, clock.now())
    if invitation is None or invitation.guest is None:
        return _gone()
    if request.session.get(_PHONE) != invitation.guest.token:
        words = _("This link was opened in another browser, which takes your place.")
        return JsonResponse({"error": words}, status=GONE)
    actions.let_in(invitation=invitation, guest=invitation.guest, at=clock.now())
    return HttpResponse(status=204)


def _gone() -> JsonResponse:
    words = _("This link has ended. Please ask for a new one.")
    return JsonResponse({"error": words}, status=GONE)
