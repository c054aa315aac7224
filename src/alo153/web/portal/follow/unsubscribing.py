"""The link of an e-mail: no more of what is not owed, without signing in (RFC 8058)."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from alo153.citizens.channel import Channel
from alo153.contacts import actions, queries, unsubscribing
from alo153.core import clock
from alo153.core.actor import CITIZEN
from alo153.web.portal.follow.tracking import private


@csrf_exempt  # a mail program presses it, and the link is the proof
@private
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, for programs that look at links open it, and do it when the button is pressed.

    A mail program posts `List-Unsubscribe=One-Click`, and nobody sees the answer.
    """
    message = unsubscribing.message_of(token)
    if message is None:
        page = "portal/follow/unsubscribe_over.html"
        return render(request, page, status=HTTPStatus.NOT_FOUND)
    channel, to = Channel(message.channel), message.to
    if request.method == "POST":
        verb = actions.opt_in if request.POST.get("wanted") else actions.opt_out
        verb(channel=channel, to=to, by=CITIZEN, at=clock.now())
    shown = {"is_declined": queries.has_opted_out(channel, to), "address": _hinted(to)}
    return render(request, "portal/follow/unsubscribe.html", shown)


def _hinted(address: str) -> str:
    """Return so much of a mailbox as its owner knows it by: the link may have been passed on."""
    name, _, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"
