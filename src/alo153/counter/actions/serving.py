"""A desk's actions on tickets: call, serve, send on."""

from datetime import datetime
from typing import Any

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.city import queries as city
from alo153.city.models import OfficeService
from alo153.contacts import actions as contacts
from alo153.contacts.conversations import bell
from alo153.contacts.models import Disposition
from alo153.core import events, live
from alo153.core.actor import Actor
from alo153.counter import queries, turn
from alo153.counter.actions.desks import NoSuchDesk
from alo153.counter.events import (
    OfTicket,
    TicketBegun,
    TicketCalled,
    TicketMissed,
    TicketServed,
    TicketTransferred,
)
from alo153.counter.lifecycle import NotNow, State, Step, after
from alo153.counter.models import DeskSession, Ticket
from alo153.counter.offering.actions import OFFERS
from alo153.counter.permissions import SERVE_AT_COUNTER


class AtAnotherDesk(ValueError):
    """The ticket is not at the asker's desk, or nobody is at that desk any more."""


@transaction.atomic
def call_next(*, session: DeskSession, by: User, at: datetime) -> Ticket | None:
    """Call whose turn it is to a desk; None if nobody waits for it.

    Desks of one place that press together wait for each other: each gets another visitor.

    Raises:
        NotPermitted, AtAnotherDesk: as they say.
        NotNow: the desk has a visitor.
    """
    _sit(session, by)
    if queries.at_hand(session):
        raise NotNow(Step.CALL)
    found = queries.waiting_rows(session.office, at).select_related("interaction")
    rows = found.select_for_update(of=("self",))
    waiting = {row.pk: row for row in rows.order_by("pk")}
    line, place = [queries.as_waiting(each) for each in waiting.values()], queries.place(session)
    chosen = turn.next_of(line, place, ahead=city.priority().ahead)
    if chosen is None:
        return None
    ticket, why = waiting[chosen.key], turn.why(chosen, line, place)
    _change(
        ticket,
        Step.CALL,
        called_at=at,
        session=session,
        for_desk=None,
        put_back_at=None,
        why=why,
    )
    OFFERS.note_taken(work=ticket.pk, by=by, at=at)
    _tell(TicketCalled(**_where(ticket), desk=session.desk), ticket, by, at)
    return ticket


@transaction.atomic
def call_again(*, ticket: Ticket, by: User, at: datetime) -> None:
    """Call a number once more. Raises NotPermitted, AtAnotherDesk, NotNow."""
    found, session = _held(ticket, by)
    _change(found, Step.CALL_AGAIN, called_at=at)
    _tell(TicketCalled(**_where(found), desk=session.desk, again=True), found, by, at)


@transaction.atomic
def begin(*, ticket: Ticket, by: User, at: datetime) -> None:
    """Say that the visitor has come: their contact is answered from now on.

    Raises NotPermitted, AtAnotherDesk, NotNow.
    """
    found, session = _held(ticket, by)
    _change(found, Step.BEGIN)
    contact, actor = found.interaction, Actor.staff(by.pk)
    if contact.answered_at:
        contacts.hand_over_interaction(interaction=contact, agent=by, by=actor, at=at)
    else:
        contacts.answer_interaction(interaction=contact, agent=by, by=actor, at=at)
    _tell(TicketBegun(**_where(found), desk=session.desk), found, by, at)


@transaction.atomic
def transfer(
    *, ticket: Ticket, to: OfficeService, desk: int | None = None, by: User, at: datetime
) -> None:
    """Send a visitor on, with the number they have and the time they have waited.

    Args:
        desk: the one that shall call; while nobody sits there, any desk of the service does.

    Raises:
        NotPermitted, AtAnotherDesk, NotNow: as they say.
        NoSuchDesk: the place has no such desk or service, or it is one's own desk.
    """
    found, session = _held(ticket, by)
    possible = desk is None or (1 <= desk <= found.office.desks and desk != session.desk)
    if to.office_id != found.office_id or not possible:
        raise NoSuchDesk(desk)
    said = TicketTransferred(**_where(found), to=to.letter, to_desk=desk)
    _change(found, Step.TRANSFER, service=to, for_desk=desk, session=None, transferred_at=at)
    _free(session, at)
    _tell(said, found, by, at)


@transaction.atomic
def finish(*, ticket: Ticket, by: User, at: datetime) -> None:
    """End with a visitor; what was logged of the contact is kept.

    Raises NotPermitted, AtAnotherDesk, NotNow.
    """
    found, session = _held(ticket, by)
    _change(found, Step.FINISH, ended_at=at)
    _free(session, at)
    contacts.end_interaction(interaction=found.interaction, by=Actor.staff(by.pk), at=at)
    _tell(TicketServed(**_where(found)), found, by, at)


@transaction.atomic
def miss(*, ticket: Ticket, by: User, at: datetime) -> None:
    """Record that the visitor did not come; a visitor who was served before has not given up.

    Raises NotPermitted, AtAnotherDesk, NotNow.
    """
    found, session = _held(ticket, by)
    _change(found, Step.MISS, ended_at=at)
    _free(session, at)
    contacts.end_interaction(
        interaction=found.interaction,
        disposition=None if found.interaction.answered_at else Disposition.ABANDONED,
        by=Actor.staff(by.pk),
        at=at,
    )
    _tell(TicketMissed(**_where(found)), found, by, at)


def _sit(session: DeskSession, by: User) -> None:
    """Hold the row of the desk where somebody sits, so that two presses follow each other."""
    permit(SERVE_AT_COUNTER, by=by)
    held = DeskSession.objects.select_for_update().filter(pk=session.pk, user=by, closed_at=None)
    if not held.exists():
        raise AtAnotherDesk(session.desk)


def _held(ticket: Ticket, by: User) -> tuple[Ticket, DeskSession]:
    """Hold the row of one's desk, then that of its visitor: in this order everywhere."""
    permit(SERVE_AT_COUNTER, by=by)
    desks = DeskSession.objects.select_for_update(of=("self",))
    session = desks.filter(tickets=ticket.pk, user=by).first()
    held = Ticket.objects.select_for_update(of=("self",)).select_related("interaction")
    found = held.get(pk=ticket.pk)
    if session is None or found.session_id != session.pk:
        raise AtAnotherDesk(found.pk)
    found.session = session
    return found, session


def _change(ticket: Ticket, step: Step, **values: Any) -> None:
    ticket.state = after(State(ticket.state), step)
    for name, value in values.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["state", *values])


def _free(session: DeskSession, at: datetime) -> None:
    """Note since when a desk is free: of free desks the one free longest is offered a visitor."""
    session.free_since = at
    session.save(update_fields=["free_since"])


def _where(ticket: Ticket) -> dict[str, Any]:
    return {"office": ticket.office.slug, "letter": ticket.service.letter}


def _tell(said: OfTicket, ticket: Ticket, by: User, at: datetime) -> None:
    events.record(said, subject=ticket, by=Actor.staff(by.pk), at=at)
    live.publish(queries.topic(ticket.office))
    # A visitor at the desk counts as a call, and one who was sent on waits to be offered
    bell.ring()
