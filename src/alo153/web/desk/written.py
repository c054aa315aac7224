"""The row under the call bar: the work that the agent is offered, and the work in hand."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib import messages as notes
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from alo153.accounts.models import User
from alo153.calls.floor import city_queues
from alo153.cases import actions as cases
from alo153.cases.life.offering import queries as objections
from alo153.cases.models import Objection, ObjectionOffer
from alo153.cases.rules.lifecycle import NotPossible
from alo153.contacts.actions.offering import OfferOver
from alo153.contacts.conversations.offering import actions, queries
from alo153.contacts.models import Conversation, ConversationOffer, WorkOffer
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.contacts.queries import offers
from alo153.core import clock
from alo153.counter import queries as counter
from alo153.counter.models import WHYS, DeskSession, TicketOffer
from alo153.counter.offering import queries as visitors
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.telephone.shortcuts import KEYS

WRONG: Final = (NotPossible, cases.NotTheirs, cases.NotYourObjection)
"""Errors of an objection that the agent cannot take any more."""
MOST_SHOWN: Final = 6
"""The row has room for this many conversations; the list of own conversations shows all."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The work that the agent is offered, in words and addresses.

    Args:
        name: distinguishes the offer from any other on the page.
        title: names the work: channel and queue, or ticket and service.
        since: when the citizen began to wait.
        take: the address that a press on the button posts to.
        decline: the same to refuse; empty: the offer passes to a colleague when it ends.
        why: the reason for this work; empty: it waits longest, or its former agent has left.
    """

    offer: WorkOffer
    name: str
    label: str
    icon: str
    title: str
    since: datetime | None
    take: str
    decline: str = ""
    why: str = ""
    is_objection: bool = False


@dataclass(frozen=True, kw_only=True)
class Row:
    """The content of the row.

    Args:
        rests_until: the agent let an offer pass, and only colleagues are asked until then.
    """

    asked: Asked | None
    in_hand: list[Conversation]
    objections: list[Objection]
    rests_until: datetime | None

    @property
    def shown(self) -> list[Conversation]:
        """Return the conversations that the row has room for."""
        return self.in_hand[:MOST_SHOWN]

    @property
    def more(self) -> int:
        """Count the conversations that the row has no room for."""
        return len(self.in_hand) - len(self.shown)


@requires(ANSWER_MESSAGES)
@require_GET
def row(request: StaffRequest) -> HttpResponse:
    """Show the row; the call bar loads it as a fragment."""
    return _show(request)


@requires(ANSWER_MESSAGES)
@require_POST
def take(request: StaffRequest, offer: int) -> HttpResponse:
    """Take the offered conversation and open it; too late: the list of conversations."""
    try:
        found = actions.accept(offer_id=offer, by=request.user, at=clock.now())
    except OfferOver:
        notes.warning(request, _("Too late: a colleague is asked, or it is answered already."))
        return redirect("center:conversations")
    return redirect("center:conversation", found.pk)


@requires(ANSWER_MESSAGES)
@require_POST
def take_objection(request: StaffRequest, offer: int) -> HttpResponse:
    """Take the offered objection and open its case; too late: the list of objections."""
    try:
        found = cases.accept_objection(offer_id=offer, by=request.user, at=clock.now())
    except (OfferOver, *WRONG):
        notes.warning(request, _("Too late: a colleague is asked, or it is decided already."))
        return redirect("center:list", "objections")
    return redirect("center:case", found.tracking_code)


@requires(ANSWER_MESSAGES)
@require_POST
def decline_objection(request: StaffRequest, offer: int) -> HttpResponse:
    """Decline the offered objection; no error if the offer is over already."""
    with suppress(OfferOver):
        cases.decline_objection(offer_id=offer, by=request.user, at=clock.now())
    return _show(request) if request.htmx else redirect("desk:home")


@requires(ANSWER_MESSAGES)
@require_POST
def decline(request: StaffRequest, offer: int) -> HttpResponse:
    """Decline the offered conversation; no error if the offer is over already."""
    with suppress(OfferOver):
        actions.decline(offer_id=offer, by=request.user, at=clock.now())
    return _show(request) if request.htmx else redirect("desk:home")


def _show(request: StaffRequest) -> HttpResponse:
    found = _row_of(request.user, clock.now(), at_counter=_is_at_counter(request))
    return render(request, "desk/written.html", {"row": found, "keys": KEYS})


def _is_at_counter(request: StaffRequest) -> bool:
    """Tell whether the request comes from the page of a desk for visitors."""
    # A broken address in HX-Current-URL raises ValueError
    with suppress(ValueError):
        return bool(request.htmx.current_url_abs_path == reverse("counter:desk"))
    return False


def _row_of(user: User, now: datetime, *, at_counter: bool) -> Row:
    """Return the row of an agent; three queries, three more for objections, one for visitors.

    An offered visitor costs three more.

    Args:
        at_counter: the page of a desk for visitors shows an offered visitor itself.
    """
    media = city_queues.media()
    rest = timedelta(seconds=media.rest)
    missed = [offers.last_missed(each, user) for each in (ConversationOffer, ObjectionOffer)]
    ends = [each.ended_at for each in missed if each and each.ended_at]
    newest = max(ends, default=None)
    return Row(
        asked=_asked(user, now) or (None if at_counter else _visitor(user, now)),
        in_hand=queries.in_hand(user, lively_since=now - timedelta(seconds=media.quiet)),
        objections=objections.in_hand(user),
        rests_until=newest + rest if newest and newest >= now - rest else None,
    )


def _asked(user: User, now: datetime) -> Asked | None:
    found = queries.offered_to(user, now)
    if found is not None:
        return _of_conversation(found)
    offered = objections.offered_to(user, now)
    return _of_objection(offered) if offered else None


def _visitor(user: User, now: datetime) -> Asked | None:
    offer = visitors.offered_to(user, now)
    session = counter.session_of(user) if offer else None
    return _of_visitor(offer, session, now) if offer and session else None


def _of_visitor(offer: TicketOffer, session: DeskSession, now: datetime) -> Asked:
    return Asked(
        offer=offer,
        name=f"ticket-{offer.pk}",
        label=_("A visitor waits"),
        icon="users",
        title=f"{offer.ticket.shown} {offer.ticket.service.label}",
        since=offer.ticket.taken_at,
        take=reverse("counter:next"),
        why=str(WHYS[visitors.why(offer, session, now)]),
    )


def _of_conversation(offer: ConversationOffer) -> Asked:
    talk = offer.conversation
    return Asked(
        offer=offer,
        name=f"{offer.pk}",
        label=_("Somebody writes"),
        icon="message",
        title=f"{talk.get_channel_display()} · {city_queues.name_of(talk.queue)}",
        since=talk.waiting_since,
        take=reverse("desk:take_written", args=[offer.pk]),
        decline=reverse("desk:decline_written", args=[offer.pk]),
    )


def _of_objection(offer: ObjectionOffer) -> Asked:
    return Asked(
        offer=offer,
        name=f"objection-{offer.pk}",
        label=_("Somebody objects"),
        icon="refresh",
        title=_("Objection"),
        since=offer.objection.opened_at,
        take=reverse("desk:take_objection", args=[offer.pk]),
        decline=reverse("desk:decline_objection", args=[offer.pk]),
        is_objection=True,
    )
