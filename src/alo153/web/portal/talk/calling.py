"""Call the city from the browser."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alo153.calls import actions, menu_file, queries
from alo153.calls.endpoints.phone_accounts import guest_of
from alo153.calls.endpoints.turn_servers import ice_servers
from alo153.calls.floor import promises
from alo153.calls.menu.nodes import Digits
from alo153.calls.models import Call
from alo153.calls.nodes import queries as nodes
from alo153.calls.queue import GENERAL
from alo153.calls.supervision.closings import queries as closings
from alo153.cases.telling import timeline
from alo153.core import clock
from alo153.web.kit.proof.admission import Admission, admit
from alo153.web.kit.shell.context import current_city
from alo153.web.portal.follow.tracking import granted_case

KEYS = "123456789*0#"
# The browser telephone of this page: its token stays in the session, never in an address.
_PHONE = "call_phone"
# Of a talk whose agent was lost, or who gave it back to the line
WAITS_AGAIN = gettext_lazy("You are waiting again. Please stay on the line: we come back to you.")


@never_cache
@require_GET
def call(request: HttpRequest) -> HttpResponse:
    """Show the button that calls, and the number for people who cannot use it.

    A citizen who looked an open application up before first reads its state.
    """
    case = granted_case(request)
    open_case = case if case and case.is_open and not case.confidential else None
    stands = timeline.where_it_stands(open_case) if open_case else None
    shown = {
        "keys": KEYS,
        "case": case,
        "stands": stands,
        "call_back": promises.are_offered(GENERAL, clock.now()),
    }
    return render(request, "portal/talk/call.html", shown)


@never_cache
@require_POST
def session(request: HttpRequest) -> JsonResponse:
    """Give this browser a telephone account for half an hour."""
    answer, token = provide(request, dial=current_city().number)
    if token:
        request.session[_PHONE] = token
    return answer


@never_cache
@require_GET
def place(request: HttpRequest) -> JsonResponse:
    """Tell the state of this browser's call in words; in the menu also what its keys do."""
    standing = queries.call_of_guest(request.session.get(_PHONE, ""))
    if standing is None:
        return JsonResponse({"state": "none", "words": ""})
    if standing.answered_at and standing.requeued_at is None:
        return JsonResponse({"state": "talking", "words": _("You are speaking with us.")})
    if closed := closed_words():
        return JsonResponse({"state": "closed", "words": closed})
    if standing.queued_at is None:
        return JsonResponse({"state": "menu", **_in_menu(standing)})
    return JsonResponse({"state": "waiting", "words": _waits(standing)})


def closed_words() -> str:
    """Say that an emergency closed all lines, for readers; empty otherwise."""
    if closings.standing() is None:
        return ""
    return _("An emergency has closed all our lines. Please apply in writing: we read it.")


def _waits(standing: Call) -> str:
    """Say the place in line, and from the first minute on how long the call has waited."""
    if standing.requeued_at:
        return str(WAITS_AGAIN)
    words = _("Your place in line: %(place)s.") % {"place": queries.place_in_line(standing)}
    since = standing.queued_at or clock.now()
    minutes = int((clock.now() - since).total_seconds()) // 60
    if not minutes:
        return words
    waited = ngettext(
        "You have waited for %(minutes)s minute.",
        "You have waited for %(minutes)s minutes.",
        minutes,
    )
    return f"{words} {waited % {'minutes': minutes}}"


def _in_menu(standing: Call) -> dict[str, Any]:
    """Tell where in the menu a call is, and what each key does there; `types`: it takes a code."""
    menu = menu_file.of_city()
    here = standing.menu_node or menu.start
    node = menu.takes_keys(here)
    types = isinstance(node, Digits)
    words = (
        _("Voice menu, %(name)s: type it with the keys below.")
        if types
        else _("Voice menu, %(name)s: listen, or choose below.")
    )
    ways = menu.keys_at(here).items()
    keys = [{"key": key, "words": menu.node(name).word} for key, name in ways]
    return {"words": words % {"name": node.word}, "keys": keys, "types": types}


def provide(
    request: HttpRequest, *, dial: str, seen: bool = False, allows_video: bool = False
) -> tuple[JsonResponse, str]:
    """Return a telephone account that dials `dial`, and its token; none for a flood of requests."""
    if admit(request, "call") is not Admission.IN:
        words = _("Too many calls in a short time. Please dial %(number)s from your telephone.")
        return JsonResponse({"error": words % {"number": current_city().number}}, status=429), ""
    now = clock.now()
    account = actions.provision_guest(seen=seen, allows_video=allows_video, at=now)
    answer = {
        "uri": account.uri,
        "password": account.secret,
        "socket": nodes.socket_of(account.node),
        "number": dial,
        "ice": ice_servers(account.name, at=now),
    }
    return JsonResponse(answer), guest_of(account.name) or ""
