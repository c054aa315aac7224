"""Desks whose clerks went home without leaving them: seen, and freed by a supervisor."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.contacts.conversations import bell
from alo153.core import events, live
from alo153.core.actor import Actor
from alo153.counter import queries
from alo153.counter.events import DeskFreed, TicketPutBack
from alo153.counter.lifecycle import AT_HAND, State, Step, after
from alo153.counter.models import DeskSession, Ticket
from alo153.counter.permissions import SERVE_AT_COUNTER, SUPERVISE_COUNTERS


def note_desk_seen(*, by: User, at: datetime) -> None:
    """Note that a page of one's own desk is open, if one sits at any. Raises NotPermitted."""
    permit(SERVE_AT_COUNTER, by=by)
    DeskSession.objects.filter(user=by, closed_at=None).update(seen_at=at)


@transaction.atomic
def free_desk(*, session: DeskSession, by: User, at: datetime) -> None:
    """Free a desk that its clerk did not leave; a repetition does nothing.

    Its visitor waits again, before every other visitor, with the same number. Raises NotPermitted.
    """
    permit(SUPERVISE_COUNTERS, by=by)
    found = DeskSession.objects.select_for_update().get(pk=session.pk)
    if found.closed_at is not None:
        return
    _put_back(found, by, at)
    found.closed_at = at
    found.save(update_fields=["closed_at"])
    said = DeskFreed(office=found.office.slug, desk=found.desk)
    events.record(said, subject=found, by=Actor.staff(by.pk), at=at)
    live.publish(queries.topic(found.office))
    bell.ring()


def _put_back(session: DeskSession, by: User, at: datetime) -> None:
    """Let the visitor of a desk wait again; the clerk may finish with them at this moment."""
    rows = Ticket.objects.select_related("interaction").select_for_update(of=("self",))
    ticket = rows.filter(session=session, state__in=AT_HAND).first()
    if ticket is None:
        return
    said = TicketPutBack(
        office=session.office.slug, letter=ticket.service.letter, desk=session.desk
    )
    ticket.state = after(State(ticket.state), Step.PUT_BACK)
    ticket.session, ticket.for_desk, ticket.put_back_at = None, None, at
    ticket.save(update_fields=["state", "session", "for_desk", "put_back_at"])
    events.record(said, subject=ticket, by=Actor.staff(by.pk), at=at)
