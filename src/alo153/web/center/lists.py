"""The center's work: nine lists, and next to them the open case."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from alo153.accounts.models import User
from alo153.calls.media.voice_messages import queries as messages
from alo153.cases import queries
from alo153.cases.life import alarms, closings
from alo153.cases.models import Relay
from alo153.cases.permissions import APPROVE_ANSWER
from alo153.cases.rules.lifecycle import State
from alo153.cases.telling import call_backs
from alo153.citizens import actions as citizen_actions
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One of the lists."""

    label: "StrPromise"
    icon: str
    empty: "StrPromise"
    rows: Callable[[User], Any]


def _in_state(state: State) -> Callable[[User], Any]:
    return lambda asker: queries.waiting_at_center(asker).filter(state=state)


LISTS = {
    "alarms": Waiting(
        label=_("Alarms"),
        icon="alert",
        empty=_("No alarm waits to be looked at."),
        rows=alarms.waiting,
    ),
    "no-unit": Waiting(
        label=_("Without a unit"),
        icon="forward",
        empty=_("Every application has found its unit."),
        rows=_in_state(State.AT_CENTER),
    ),
    "objections": Waiting(
        label=_("Objections"),
        icon="refresh",
        empty=_("No objection waits for you."),
        rows=closings.objections,
    ),
    "answers": Waiting(
        label=_("Answers to check"),
        icon="edit",
        empty=_("No answer waits to be checked."),
        rows=_in_state(State.ANSWERED),
    ),
    "calls": Waiting(
        label=_("Call-backs"),
        icon="phone-outgoing",
        empty=_("Nobody waits to be called back."),
        rows=call_backs.waiting,
    ),
    "questions": Waiting(
        label=_("Questions to ask"),
        icon="message",
        empty=_("No unit's question waits to be asked by telephone."),
        rows=queries.questions_to_ask,
    ),
    "messages": Waiting(
        label=_("Voice messages"),
        icon="phone",
        empty=_("No message waits to be heard."),
        rows=lambda _asker: messages.waiting(),
    ),
    "unreached": Waiting(
        label=_("Not reached"),
        icon="alert",
        empty=_("Everybody could be reached."),
        rows=_in_state(State.RELAYING),
    ),
    "outside": Waiting(
        label=_("At outside bodies"),
        icon="external",
        empty=_("No application is with an outside agency."),
        rows=queries.with_outside_bodies,
    ),
}


@requires(APPROVE_ANSWER)
@require_GET
def center(request: StaffRequest, name: str = "") -> HttpResponse:
    """Show one of the lists; without a name the first one in which something waits."""
    if name and name not in LISTS:
        raise Http404
    counts = {key: waiting.rows(request.user).count() for key, waiting in LISTS.items()}
    chosen = name or next((key for key, count in counts.items() if count), "no-unit")
    rows = list(LISTS[chosen].rows(request.user)[:_LONGEST])
    if chosen == "calls":
        _log_names(request.user, rows)
    context = {
        "lists": [(key, waiting, counts[key]) for key, waiting in LISTS.items()],
        "chosen": chosen,
        "waiting": LISTS[chosen],
        "rows": rows,
    }
    if request.htmx and request.htmx.target == "center-list":
        return render(request, "center/center_list.html", context)
    context |= {"bar": callbar.of(request.user, clock.now()), "keys": KEYS}
    return render(request, "center/center.html", context)


def _log_names(asker: User, rows: list[Relay]) -> None:
    """Write down whose names the list of call-backs shows; the other lists show none."""
    citizens = {relay.case.reporter for relay in rows if relay.case.reporter}
    citizen_actions.log_accesses(user=asker, citizens=citizens, what="desk-calls", at=clock.now())
