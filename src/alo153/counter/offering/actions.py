"""An offer of a visitor is made, or is over: taken by `call_next` of `counter.actions`."""

from alo153.contacts.actions.offering import WorkOffers, show
from alo153.core import live
from alo153.counter import queries as counter
from alo153.counter.events import TicketOffered, TicketOfferEnded
from alo153.counter.lifecycle import State
from alo153.counter.models import Ticket, TicketOffer


def _locked(ticket_id: int) -> Ticket:
    return Ticket.objects.select_for_update(of=("self",)).get(pk=ticket_id)


def _waits(ticket: Ticket, before_id: int | None) -> bool:
    """Nobody has a visitor who waits."""
    return ticket.state == State.WAITING and before_id is None


def _show(offer: TicketOffer) -> None:
    live.publish(counter.topic(offer.ticket.office))
    show(offer)


OFFERS = WorkOffers(
    model=TicketOffer,
    lock=_locked,
    waits=_waits,
    offered=TicketOffered,
    ended=TicketOfferEnded,
    show=_show,
)
