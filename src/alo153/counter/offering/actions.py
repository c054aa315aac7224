"""An offer of a visitor is made, taken, or is over.

The same contract as for conversations (`contacts/conversations/offering/actions.py`).
"""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD, Actor
from alo153.counter import queries as counter
from alo153.counter.events import TicketOffered, TicketOfferEnded
from alo153.counter.lifecycle import State
from alo153.counter.models import Ticket, TicketOffer
from alo153.counter.offering import queries


@transaction.atomic
def offer_ticket(
    *,
    ticket_id: int,
    agent_id: int,
    until: datetime,
    reason: OfferReason,
    score: float,
    among: int,
    in_hand: int,
    before_id: int | None,
    at: datetime,
) -> None:
    """Ask a clerk to call a visitor; nothing if the number is called, over or offered meanwhile.

    An offer of a switchboard that died holds nobody back: it ends here.

    Args:
        before_id: nobody has a visitor who waits: None.
        score: its place in the line, in minutes.
        among: so many free desks may call the visitor.
    """
    rows = Ticket.objects.select_for_update(of=("self",)).filter(state=State.WAITING)
    ticket = rows.filter(pk=ticket_id).first()
    _end_lost(ticket_id, at)
    made = TicketOffer.objects.filter(ticket=ticket_id)
    if (
        ticket is None
        or made.filter(ended_at=None).exists()
        or made.filter(agent=agent_id, offered_at=at).exists()
    ):
        return
    offer = TicketOffer.objects.create(
        ticket=ticket,
        agent_id=agent_id,
        offered_at=at,
        until=until,
        reason=reason,
        score=score,
        among=among,
        in_hand=in_hand,
        before_id=before_id,
    )
    said = TicketOffered(
        ticket=ticket.pk, reason=reason.value, score=score, among=among, in_hand=in_hand
    )
    events.record(said, subject=offer, by=SWITCHBOARD, at=at)
    _show(offer)


@transaction.atomic
def end_ticket_offer(
    *, ticket_id: int, agent_id: int, offered_at: datetime, result: OfferEnd, at: datetime
) -> None:
    """Note that an offer is over that its clerk did not take; twice is once."""
    standing = queries.standing().filter(ticket=ticket_id, agent=agent_id, offered_at=offered_at)
    for found in standing.select_related("ticket").select_for_update(of=("self",)):
        _end(found, result, by=SWITCHBOARD, at=at)


@transaction.atomic
def withdraw_ticket_offers(*, node: str, at: datetime) -> None:
    """End the offers that a switchboard before this one made at a node: it remembers none."""
    standing = queries.standing_at(node).select_related("ticket")
    for found in standing.select_for_update(of=("self",)):
        _end(found, OfferEnd.WITHDRAWN, by=SWITCHBOARD, at=at)


def note_called(*, ticket: Ticket, clerk: User, at: datetime) -> None:
    """Note in the offer of a visitor, if there is one, that its desk called them.

    What another desk was offered, the switchboard withdraws.
    """
    standing = queries.standing().filter(ticket=ticket, agent=clerk).select_related("ticket")
    for found in standing.select_for_update(of=("self",)):
        _end(found, OfferEnd.ACCEPTED, by=Actor.staff(clerk.pk), at=at)


def _end_lost(ticket_id: int, at: datetime) -> None:
    lost = queries.lost(ticket_id, at).select_related("ticket")
    for found in lost.select_for_update(of=("self",)):
        _end(found, OfferEnd.WITHDRAWN, by=SWITCHBOARD, at=at)


def _end(found: TicketOffer, result: OfferEnd, *, by: Actor, at: datetime) -> None:
    found.ended_at, found.result = at, result
    found.save(update_fields=["ended_at", "result"])
    said = TicketOfferEnded(ticket=found.ticket_id, result=result.value)
    events.record(said, subject=found, by=by, at=at)
    _show(found)


def _show(offer: TicketOffer) -> None:
    live.publish(counter.topic(offer.ticket.office))
    live.publish(f"written:{offer.agent_id}")
