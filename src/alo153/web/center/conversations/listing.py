"""Conversations that wait for the reader, for anybody, for the citizen, and closed ones."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from alo153.accounts.models import User
from alo153.citizens import actions as citizens
from alo153.citizens.channel import CONVERSING, choices
from alo153.city import queries as city
from alo153.contacts.conversations import queries
from alo153.contacts.models import Conversation
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists.declared import Column, ListPage
from alo153.web.kit.lists.filters import Choice, Day, ListFilter
from alo153.web.kit.lists.page import respond
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

State, Reason = Conversation.State, Conversation.CloseReason


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One of the lists."""

    label: "StrPromise"
    icon: str
    empty: "StrPromise"
    rows: Callable[[User], QuerySet[Conversation]]


def _in_state(state: Conversation.State) -> Callable[[User], QuerySet[Conversation]]:
    return lambda asker: queries.visible(asker).filter(state=state).order_by("-last_at", "-pk")


TABS: Final[Mapping[str, Tab]] = {
    "waiting": Tab(
        label=_("Waiting"),
        icon="inbox",
        empty=_("Nobody waits for an answer."),
        rows=queries.waiting,
    ),
    "mine": Tab(
        label=_("Mine"),
        icon="user",
        empty=_("You have no conversation in hand."),
        rows=lambda asker: queries.waiting(asker).filter(assignee=asker),
    ),
    "answered": Tab(
        label=_("Answered"),
        icon="check",
        empty=_("No conversation waits for the citizen."),
        rows=_in_state(State.ANSWERED),
    ),
    "closed": Tab(
        label=_("Over"),
        icon="check-circle",
        empty=_("No conversation is over yet."),
        # What was answered without a person would hide what a person ended
        rows=lambda asker: _in_state(State.CLOSED)(asker).exclude(close_reason=Reason.KEYWORD),
    ),
}

WAITING: Final = ("waiting", "mine")
"""A board: it ends when it is answered, the longest waiting first."""
LONGEST: Final = 200
"""Of a board; the page says how many more wait."""


class ConversationFilter(ListFilter):
    """By channel, by queue, and by days of the last message."""

    channel = Choice(choices(CONVERSING), field_name="channel", label=_("Channel"))
    queue = Choice(
        lambda _request: list(city.written_queues().items()), field_name="queue", label=_("Queue")
    )
    since = Day("last_at", way="from", label=_("From the day"))
    until = Day("last_at", way="until", label=_("Until the day"))


PAST = ListPage[Conversation](
    name="conversations",
    title=_("Written messages"),
    columns=(
        # No name of a citizen: a file of these is for counting
        Column(name="number", label=_("Number"), value=lambda talk: talk.pk),
        Column(name="channel", label=_("Channel"), value=lambda talk: talk.get_channel_display()),
        Column(
            name="queue",
            label=_("Queue"),
            value=lambda talk: city.written_queues().get(talk.queue, talk.queue),
        ),
        Column(name="state", label=_("State"), value=lambda talk: talk.get_state_display()),
        Column(
            name="agent",
            label=_("Agent"),
            value=lambda talk: talk.assignee.full_name if talk.assignee else None,
        ),
        Column(name="last", label=_("Last word"), value=lambda talk: talk.last_at, sort="last_at"),
    ),
    filters=ConversationFilter,
    order="-last",
    empty=_("No conversation is over yet."),
    nothing_fits=_("No conversation fits this filter."),
    rows="center/conversations/rows.html",
)
"""Conversations that no longer wait: they grow without end. Their rows look like waiting ones."""


@requires(ANSWER_MESSAGES)
@require_safe
def index(request: StaffRequest, name: str = "waiting") -> HttpResponseBase:
    """Show one of the lists; two are counted, since they ask for somebody."""
    if name not in TABS:
        raise Http404
    tab = TABS[name]
    counted = {key: _by_queue(TABS[key].rows(request.user)) for key in WAITING}
    names = _names(counted["waiting"])
    queue = request.GET.get("queue", "")
    part = bool(request.htmx and request.htmx.target == "conversation-list")
    template = "center/conversations/list.html" if part else "center/conversations/index.html"
    context: dict[str, Any] = {
        "tabs": [
            (key, each, counted[key].total() if key in counted else None)
            for key, each in TABS.items()
        ],
        "chosen": name,
        "tab": tab,
        "is_past": name not in WAITING,
        "has_queues": len(names) > 1,
        "queue": queue if queue in names else "",
    }
    if not part:
        context |= {"bar": callbar.of(request.user, clock.now()), "keys": KEYS}
    listed = queries.with_dead_replies(queries.with_last_words(tab.rows(request.user)))
    if name not in WAITING:
        past = replace(PAST, empty=tab.empty, template=template)
        return respond(request, past, listed, context, seen=_log_names)
    context |= _board(listed, counted[name], names, context["queue"])
    _log_names(request, context["rows"])
    return render(request, template, context)


def _board(
    listed: QuerySet[Conversation], waiting: Counter[str], names: Mapping[str, str], queue: str
) -> dict[str, Any]:
    """Return the first rows of what waits, in one queue or in all, and the queues to choose from.

    Args:
        waiting: how many wait by queue.
        queue: the chosen one; empty: all.
    """
    rows = list((listed.filter(queue=queue) if queue else listed)[:LONGEST])
    those = [
        (key, word, waiting[key]) for key, word in names.items() if waiting[key] or key == queue
    ]
    is_choice = len(those) > 1 or queue
    return {
        "rows": rows,
        "more": (waiting[queue] if queue else waiting.total()) - len(rows),
        "queues": [("", pgettext("queues", "All"), waiting.total()), *those] if is_choice else [],
    }


def _by_queue(rows: QuerySet[Conversation]) -> Counter[str]:
    """Count the conversations of a list by their queue; one query."""
    return Counter(dict(rows.order_by().values_list("queue").annotate(Count("pk"))))


def _names(waiting: Counter[str]) -> dict[str, str]:
    """Name the city's queues, then by its key each other queue in which something waits."""
    known = city.written_queues()
    return {**known, **{key: key for key in sorted(waiting.keys() - known.keys())}}


def _log_names(request: StaffRequest, rows: list[Conversation]) -> None:
    """Record the known citizens whose names the list shows."""
    known = {row.citizen for row in rows if row.citizen}
    citizens.log_accesses(user=request.user, citizens=known, what="conversations", at=clock.now())
