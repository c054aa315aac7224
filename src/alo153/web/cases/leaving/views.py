"""While something waits to leave: how long, to whom, and the button that takes it back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.models import Case, DelayedSend
from alo153.cases.permissions import OPEN_CASE, SEE_EVERY_CASE, WORK_ON_UNIT_CASES
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling import leaving
from alo153.cases.telling import messages as told
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires

_WRITERS = (OPEN_CASE, WORK_ON_UNIT_CASES)
_WORDS = ("plain_text", "text")


def waiting_of(user: User, case: Case) -> dict[str, Any]:
    """Return what a page of a case says about words that are about to leave.

    One query, two or three while an answer is on its way.
    """
    found = leaving.seen_by(user, case)
    return _context(user, found) if found else {"leaving": None, "leaves_at": _leaves_at(case)}


def _leaves_at(case: Case) -> datetime | None:
    """Return when an approved answer leaves that waits for the morning."""
    relaying = case.state == State.RELAYING
    return told.waits_until(case, at=clock.now()) if relaying else None


def _context(user: User, waiting: DelayedSend) -> dict[str, Any]:
    own = waiting.by_user_id == user.pk
    fields = waiting.fields if own else {}
    words = next((fields[name] for name in _WORDS if fields.get(name)), "")
    return {
        "leaving": waiting,
        "leaving_is_own": own,
        "leaving_words": words,
        "leaves_at": None,
        "leaving_seconds": settings.SEND_DELAY_SECONDS,
    }


@requires(*_WRITERS)
@require_GET
def show(request: StaffRequest, code: str, send: int) -> HttpResponse:
    """Show what waits, or that it does not any more."""
    waiting = leaving.own(request.user, code, send)
    if waiting is None:
        case = get_object_or_404(queries.visible_to(request.user), tracking_code=code)
        ended = {
            "case": case,
            "taken_back": queries.was_taken_back(case, send),
            "leaves_at": told.waits_until(case, at=clock.now()),
        }
        response = render(request, "cases/leaving/left.html", ended)
        # The page of the case fetches again what is no longer true: `cases/leaving/renew.html`
        return trigger_client_event(response, "alo:left")
    context = _context(request.user, waiting) | {"case": waiting.case}
    return render(request, "cases/leaving/waiting.html", context)


@requires(*_WRITERS)
@require_POST
def take_back(request: StaffRequest, code: str, send: int) -> HttpResponse:
    """Take back what has not left; its words are in the form again."""
    try:
        taken = actions.withdraw_send(key=send, by=request.user, at=clock.now())
    except actions.NothingToTakeBack:
        messages.warning(request, _("Too late: it has left already."))
        at_center = request.user.may(SEE_EVERY_CASE)
        return redirect("center:case" if at_center else "unit:case", code)
    messages.success(request, _("Taken back; nothing left. What you wrote is in the form again."))
    if taken.verb == Verb.ASK:
        return redirect("unit:ask", code)
    return redirect("center:case", code)
