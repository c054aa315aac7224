"""An agent's actions in the call: consult, transfer, press keys, hand over to 112."""

import uuid
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from alo153.accounts.models import User
from alo153.calls import actions
from alo153.calls import queries as telephone
from alo153.calls.numbers.dialing import NumberBarred
from alo153.calls.permissions import ANSWER_CALLS
from alo153.cases.telling.calls_about import reference_of
from alo153.citizens.channel import Channel
from alo153.city import numbers
from alo153.contacts import actions as contacts
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.core.database.row_key import row_key
from alo153.web.cases.loading import case_or_404
from alo153.web.desk import work as desk_work
from alo153.web.desk.calls.telephone import show_bar
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import directory
from alo153.web.kit.telephone.directory import Whom
from alo153.web.kit.telephone.refusals import barred_words


@requires(ANSWER_CALLS)
@require_POST
def whom(request: StaffRequest) -> HttpResponse:
    """List who fits what was typed: colleagues, queues, contacts, units, or the number itself."""
    found = directory.find(request.user, request.POST.get("q", ""))
    return render(request, "desk/calls/directory.html", {"people": found})


@requires(ANSWER_CALLS)
@require_GET
def near(request: StaffRequest) -> HttpResponse:
    """List whom an agent may want before a word is typed."""
    return render(request, "desk/calls/near.html", {"people": directory.near(request.user)})


@requires(ANSWER_CALLS)
@require_POST
def reach(request: StaffRequest) -> HttpResponse:
    """Call, consult, invite, or transfer to the chosen or typed party."""
    chosen = directory.choose(request.user, request.POST.get("to", ""), request.POST.get("q", ""))
    how = request.POST.get("how", "consult")
    if how not in _WAYS:
        raise Http404
    if chosen is None or (how != "blind" and not chosen.can_be_asked):
        return _not_understood(request, chosen)
    try:
        call = _WAYS[how](request.user, chosen, clock.now())
    except NumberBarred as barred:
        return _not_done(request, barred_words(barred))
    answer = _answer(request)
    return trigger_client_event(answer, "alo:dial", {"call": str(call)}) if call else answer


def _not_understood(request: StaffRequest, chosen: Whom | None) -> HttpResponse:
    words = (
        _("A queue cannot be asked. Give it the call with Ctrl+Enter.")
        if chosen is not None
        else _("Choose somebody from the list, or write a telephone number.")
    )
    return _not_done(request, words)


def _not_done(request: StaffRequest, words: str) -> HttpResponse:
    if request.htmx:
        response = show_bar(request, notice=words)
        response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response
    messages.error(request, words)
    return redirect("desk:home")


def _dial(user: User, chosen: Whom, at: datetime) -> uuid.UUID | None:
    if chosen.number is None:
        return None
    return actions.dial_call_back(user=user, number=chosen.number, at=at)


def _consult(user: User, chosen: Whom, at: datetime) -> None:
    actions.consult(user=user, colleague=chosen.colleague, number=chosen.number, at=at)


def _invite(user: User, chosen: Whom, at: datetime) -> None:
    actions.invite(user=user, colleague=chosen.colleague, number=chosen.number, at=at)


def _blind(user: User, chosen: Whom, at: datetime) -> None:
    actions.blind_transfer(
        user=user, colleague=chosen.colleague, number=chosen.number, queue=chosen.queue, at=at
    )


_WAYS: dict[str, Callable[[User, Whom, datetime], uuid.UUID | None]] = {
    "dial": _dial,
    "consult": _consult,
    "invite": _invite,
    "blind": _blind,
}


@requires(ANSWER_CALLS)
@require_POST
def talk(request: StaffRequest, verb: str) -> HttpResponse:
    """Decide in a consultation or conference, or press keys."""
    if verb not in _VERBS:
        raise Http404
    try:
        _VERBS[verb](request.user, request.POST.get("value", ""), clock.now())
    except ValueError:
        return HttpResponseBadRequest()
    return _answer(request)


def _emergency(user: User, note: str, at: datetime) -> None:
    call = telephone.call_at_hand(user)
    if call is not None:
        actions.hand_over_emergency(user=user, call=call, note=note, at=at)


_VERBS: dict[str, Callable[[User, str, datetime], object]] = {
    "conference": lambda user, _, at: actions.make_conference(user=user, at=at),
    "cancel": lambda user, _, at: actions.cancel_consultation(user=user, at=at),
    "complete": lambda user, _, at: actions.complete_transfer(user=user, at=at),
    "drop": lambda user, value, at: actions.drop_member(user=user, member=value, at=at),
    "keys": lambda user, value, at: actions.send_keys(user=user, keys=value, at=at),
    "emergency": _emergency,
}


@requires(ANSWER_CALLS)
@require_POST
def note(request: StaffRequest, call: uuid.UUID) -> HttpResponse:
    """Keep what was written during a call: 204 to the page's script, the page without one."""
    work = desk_work.of_call(request.user, call)
    if work.call is None or work.is_missed_by(request.user):
        raise Http404
    contacts.write_note(
        interaction=work.call.interaction,
        text=request.POST.get("note", ""),
        by=Actor.staff(request.user.pk),
        at=clock.now(),
    )
    if request.headers.get("X-Requested-With"):
        return HttpResponse(status=204)
    return redirect(work.url)


@requires(ANSWER_CALLS)
@require_POST
def dial_case(request: StaffRequest, code: str) -> HttpResponse:
    """Call the citizen of a case at one of their numbers, with the center's own."""
    case = case_or_404(request.user, code, what="desk-dial")
    key = row_key(request.POST.get("identity", ""))
    own = case.reporter.identities.filter(kind=Channel.PHONE) if case.reporter else None
    identity = own.filter(pk=key).first() if own and key is not None else None
    if identity is None:
        raise Http404
    try:
        call = actions.dial_call_back(
            user=request.user,
            number=numbers.parse(identity.value),
            reference=reference_of(case),
            at=clock.now(),
        )
    except NumberBarred as barred:
        return _not_done(request, barred_words(barred))
    return trigger_client_event(_answer(request), "alo:dial", {"call": str(call)})


def _answer(request: StaffRequest) -> HttpResponse:
    if not request.htmx:
        return redirect("desk:home")
    return show_bar(request)
