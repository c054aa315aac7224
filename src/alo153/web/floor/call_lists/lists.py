"""The outgoing lists with their figures; one of them, and what is done with it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET, require_POST

from alo153.accounts.models import User
from alo153.calls import menu_file
from alo153.calls.floor import city_queues
from alo153.calls.models import CallList
from alo153.calls.models.call_lists import ListState, NumberState
from alo153.calls.permissions import RUN_CALL_LISTS
from alo153.calls.supervision.call_lists import actions, queries
from alo153.calls.supervision.call_lists.queries import Figures
from alo153.calls.supervision.call_lists.rules import OPERATOR_KEY
from alo153.core import clock
from alo153.web.floor.call_lists.spoken_words import Heard, heard
from alo153.web.kit.access import StaffRequest, requires


@dataclass(frozen=True)
class Deed:
    """A permitted action on a list: the word of its button and its picture."""

    verb: str
    word: Promise
    icon: str
    grave: bool = False


APPROVE: Final = Deed("approve", _("Approve"), "check")
BEGIN: Final = Deed("begin", _("Begin to call"), "phone-outgoing")
PAUSE: Final = Deed("pause", _("Pause now"), "pause")
END: Final = Deed("end", _("End for good"), "x", grave=True)
DEEDS: Final = {
    ListState.DRAFT: (APPROVE, END),
    ListState.APPROVED: (BEGIN, END),
    ListState.RUNNING: (PAUSE, END),
    ListState.PAUSED: (BEGIN, END),
    ListState.DONE: (),
}


VERBS: Final[dict[str, tuple[Callable[..., CallList], Promise]]] = {
    "approve": (actions.approve_list, _("Approved. It can begin now.")),
    "begin": (actions.begin_list, _("The center calls from now on.")),
    "pause": (actions.pause_list, _("Paused: no more calls begin.")),
    "end": (actions.end_list, _("Ended: nobody of it is called any more.")),
}
WHY_NOT: Final = {
    "same_person": _("Whoever wrote a list does not approve it. Ask a colleague."),
    "not_now": _("Somebody was faster: the list stands differently now."),
    "other_words": _("The announcements changed meanwhile. Read them again before you approve."),
}


@requires(RUN_CALL_LISTS)
@require_GET
def call_lists(request: StaffRequest) -> HttpResponse:
    """Show the lists, calling ones first."""
    rows = queries.call_lists()
    shown = rows[: queries.MOST]
    figures = queries.figures_of(shown)
    listed = [(row, figures[row.pk], _leads_to(row)) for row in shown]
    context = {"listed": listed, "is_cut": len(rows) > len(shown)}
    return render(request, "floor/call_lists/lists.html", context)


@requires(RUN_CALL_LISTS)
@require_GET
def call_list(request: StaffRequest, number: int) -> HttpResponse:
    """Show one list: its numbers, its announcement, and its progress."""
    row = _found(number)
    figures = queries.figures_of([row])[row.pk]
    context = {
        "row": row,
        "figures": figures,
        "states": _states(figures),
        "keys": _keys(figures),
        "leads_to": _leads_to(row),
        "heard": _heard(row),
        "deeds": _deeds(row, request.user),
        "is_own_draft": row.state == ListState.DRAFT and row.written_by_id == request.user.pk,
    }
    return render(request, "floor/call_lists/list.html", context)


@requires(RUN_CALL_LISTS)
@require_POST
def change(request: StaffRequest, number: int, verb: str) -> HttpResponse:
    """Approve, begin, pause or end a list."""
    if verb not in VERBS:
        raise Http404
    do, said = VERBS[verb]
    row, at = _found(number), clock.now()
    try:
        read = _sounds_read(request, row, at) if verb == APPROVE.verb else {}
        do(call_list=row, **read, by=request.user, at=at)
    except actions.ListRefused as error:
        messages.error(request, WHY_NOT[error.why])
    else:
        messages.success(request, str(said))
    return redirect("live:call_list", number)


def _sounds_read(request: StaffRequest, row: CallList, at: datetime) -> dict[str, frozenset[str]]:
    """Return what is approved: the announcements that were on the page, and no other words.

    Raises:
        ListRefused: they have changed.
    """
    now = heard(row.menu_node, at)
    if request.POST.get("read") != now.digest:
        raise actions.ListRefused("other_words")
    return {"sounds": now.sounds}


def _heard(row: CallList) -> Heard:
    """Return what its calls say; of one that waits for approval, what would be approved."""
    approved = None if row.state == ListState.DRAFT else row.sayable
    return heard(row.menu_node, clock.now(), only=approved)


def _found(number: int) -> CallList:
    row = queries.call_list(number)
    if row is None:
        raise Http404
    return row


def _deeds(row: CallList, reader: User) -> list[Deed]:
    own = row.written_by_id == reader.pk
    return [deed for deed in DEEDS[ListState(row.state)] if not (own and deed is APPROVE)]


def _leads_to(row: CallList) -> str:
    if row.queue:
        return city_queues.name_of(row.queue)
    return menu_file.of_city().node(row.menu_node).word


def _states(figures: Figures) -> list[tuple[str, int]]:
    return [(str(state.label), figures.states.get(state, 0)) for state in NumberState]


def _keys(figures: Figures) -> list[tuple[str, int]]:
    return [
        (pgettext("call list", "asked for an agent") if key == OPERATOR_KEY else key, count)
        for key, count in figures.keys.items()
    ]
