"""A day ends: what is left open is over; much later the numbers go."""

from datetime import date, datetime
from typing import Final

from django.db import transaction

from alo153.city import queries as city
from alo153.contacts import actions as contacts
from alo153.contacts.models import Disposition
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.counter import figures, queries
from alo153.counter.actions.desks import close_desk
from alo153.counter.events import TicketLapsed
from alo153.counter.lifecycle import OPEN, State, Step, after
from alo153.counter.models import DeskSession, OfficeDay, Ticket

AT_ONCE: Final = 500


def close_days(*, at: datetime) -> int:
    """End the tickets of earlier days that are still open, and leave the desks; returns how many.

    Each ticket is a transaction of its own: what is wrong with one keeps no other open.
    """
    today = city.today(at)
    left = Ticket.objects.filter(day__lt=today, state__in=OPEN).values_list("pk", flat=True)
    lapsed = sum(_lapse(key, at) for key in left[:AT_ONCE])
    for session in DeskSession.objects.filter(closed_at=None, opened_at__lt=city.midnight(at)):
        if not queries.at_hand(session):
            close_desk(session=session, by=SYSTEM, at=at)
    return lapsed


@transaction.atomic
def _lapse(key: int, at: datetime) -> bool:
    rows = Ticket.objects.select_related("interaction", "session")
    ticket = rows.select_for_update(of=("self",)).filter(pk=key, state__in=OPEN).first()
    if ticket is None:
        return False
    ticket.state, ticket.ended_at = after(State(ticket.state), Step.LAPSE), at
    ticket.save(update_fields=["state", "ended_at"])
    contact = ticket.interaction
    fill = None if contact.answered_at else Disposition.ABANDONED
    contacts.end_interaction(interaction=contact, disposition=fill, by=SYSTEM, at=at)
    said = TicketLapsed(office=ticket.office.slug, letter=ticket.service.letter)
    events.record(said, subject=ticket, by=SYSTEM, at=at)
    return True


def keep_days(*, at: datetime) -> int:
    """Keep the figures of days that are over; returns how many. Twice is once."""
    rows = figures.over(before=city.today(at), at=at)
    return len(OfficeDay.objects.bulk_create(rows, ignore_conflicts=True))


def forget_tickets(*, before: date) -> int:
    """Delete the numbers of days before one; their contacts stay, and so do the figures."""
    return Ticket.objects.filter(day__lt=before).exclude(state__in=OPEN).delete()[0]
