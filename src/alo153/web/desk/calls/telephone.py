"""The desk's commands to the telephone; the answer is the present call bar."""

from collections.abc import Callable
from datetime import datetime

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, trigger_client_event

from alo153.accounts.models import User
from alo153.calls import actions, queries
from alo153.calls.call_words import AgentState
from alo153.calls.endpoints.turn_servers import ice_servers
from alo153.calls.models import Command
from alo153.calls.nodes import queries as nodes
from alo153.calls.permissions import ANSWER_CALLS
from alo153.calls.signing_in import SignedOut, sign_in_again
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar, pauses, refusals
from alo153.web.kit.telephone.callbar import Bar
from alo153.web.kit.telephone.shortcuts import KEYS

SCREEN_LENGTH = 40


@requires(ANSWER_CALLS)
@require_POST
def sign_on(request: StaffRequest) -> JsonResponse:
    """Give this page's telephone an account for the session; the newest page wins.

    A talk on another screen stays there, unless it is asked for with `take`. A telephone that is
    not let in any more asks with `again`: it gets an account only where nobody took it away.
    """
    screen = request.GET.get("screen", "")[:SCREEN_LENGTH]
    if "again" in request.GET and (lost := _lost(request.user, screen)):
        return lost
    if "take" not in request.GET and queries.talks_elsewhere(request.user, screen):
        words = _("You are in a call on another screen. It stays there until it ends.")
        return JsonResponse({"error": words}, status=409)
    now = clock.now()
    account = actions.sign_in_phone(user=request.user, screen=screen, at=now)
    return JsonResponse(
        {
            "socket": nodes.socket_of(account.node),
            "uri": account.uri,
            "password": account.secret,
            "moves": nodes.are_several(),
            "ice": ice_servers(account.name, at=now),
        }
    )


def _lost(user: User, screen: str) -> JsonResponse | None:
    """Say why the account of this page's telephone has ended, if it has."""
    session = queries.session_of(user)
    if session is None or not session.secret_digest:
        words = _("Your telephone was signed out. Open it again to take calls.")
        return JsonResponse({"error": words, "reason": "signed_out"}, status=409)
    if session.screen != screen:
        words = _("Your telephone was opened on another screen: calls ring there now.")
        return JsonResponse({"error": words, "reason": "elsewhere"}, status=409)
    return None


@requires(ANSWER_CALLS)
@require_GET
def bar(request: StaffRequest) -> HttpResponse:
    """Show the call bar."""
    return show_bar(request)


@requires(ANSWER_CALLS)
@require_POST
def ask(request: StaffRequest, verb: str) -> HttpResponse:
    """Ask for one of the verbs; the switchboard's answer arrives as a live hint."""
    if verb not in _VERBS:
        raise Http404
    _VERBS[verb](request.user, request.POST.get("reason", ""), clock.now())
    if not request.htmx:
        return redirect("desk:home")
    return show_bar(request)


def show_bar(request: StaffRequest, *, notice: str = "") -> HttpResponse:
    """Render what changes in the call bar, with words about what was just refused.

    Each part names its place: the telephone that is between them is never replaced.
    """
    return with_bar(request, notice=notice, template="web/telephone/bar/callbar.html")


def with_bar(request: StaffRequest, *, notice: str, template: str) -> HttpResponse:
    """Render a template that brings the call bar, and perhaps more that has its own place."""
    now = clock.now()
    bar = callbar.of(request.user, now)
    context = {"bar": bar, "keys": KEYS, "refused": notice}
    response = reswap(render(request, template, context), "none")
    if refusals.says_no_call(bar.notice) or _hangs_up_in_vain(request.user, bar, now):
        trigger_client_event(response, "desk:no-call")
    return response


def _hangs_up_in_vain(user: User, bar: Bar, at: datetime) -> bool:
    """Say whether the telephone itself has to end the call: no switchboard may do it, too."""
    if bar.state not in {AgentState.RINGING, AgentState.TALKING}:
        return False
    undone = queries.undone_hang_up(user, at, is_led=not bar.is_away)
    if undone is None:
        return False
    return undone.done_at is not None or actions.take_back(asked=undone, by=user, at=at)


@requires(ANSWER_CALLS)
@require_POST
def sign_in_anew(request: StaffRequest) -> HttpResponse:
    """Ask once more for an agent whom the switchboard did not let in; say if it never will."""
    try:
        sign_in_again(user=request.user, at=clock.now())
    except SignedOut:
        return trigger_client_event(show_bar(request), "desk:signed-out")
    return show_bar(request) if request.htmx else redirect("desk:home")


def _pause(user: User, reason: str, at: datetime) -> Command:
    return actions.set_paused(user=user, reason=pauses.chosen(reason), at=at)


def _more_time(user: User, reason: str, at: datetime) -> Command:
    known = reason if reason in callbar.MORE_TIME_REASONS else "record"
    return actions.need_more_time(user=user, reason=known, at=at)


_VERBS: dict[str, Callable[[User, str, datetime], Command]] = {
    "ready": lambda user, _reason, at: actions.set_ready(user=user, at=at),
    "pause": _pause,
    "more-time": _more_time,
    "hold": lambda user, _reason, at: actions.hold(user=user, at=at),
    "resume": lambda user, _reason, at: actions.resume(user=user, at=at),
    "hang-up": lambda user, _reason, at: actions.hang_up(user=user, at=at),
    "sign-out": lambda user, _reason, at: actions.sign_out_phone(user=user, at=at),
    "pause-recording": lambda user, _reason, at: actions.pause_recording(user=user, at=at),
    "record-again": lambda user, _reason, at: actions.record_again(user=user, at=at),
}
