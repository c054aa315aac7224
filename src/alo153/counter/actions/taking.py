"""A visitor takes a number."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.city.models import OfficeService
from alo153.contacts import actions as contacts
from alo153.contacts.conversations import bell
from alo153.contacts.models import Direction
from alo153.core import events, live
from alo153.core.actor import CITIZEN
from alo153.counter import queries
from alo153.counter.events import TicketTaken
from alo153.counter.lifecycle import State
from alo153.counter.models import MOST_A_DAY, Device, Ticket

PRESSES: Final = 12
"""Of one kiosk in a minute. Nobody takes a paper and steps aside faster; a child at play does."""
MINUTE: Final = timedelta(minutes=1)


class NotOffered(ValueError):
    """The communication center has no such service."""


class OfficeClosed(ValueError):
    """The communication center is closed now."""


class NumbersUsedUp(ValueError):
    """The letter has no number left today."""


class TooManyPresses(ValueError):
    """The kiosk was pressed too often within a minute."""


@transaction.atomic
def take_ticket(
    *, device: Device, letter: str, priority: bool, press: UUID, at: datetime
) -> Ticket:
    """Give a visitor the next number of a service, and begin their contact.

    Presses of one kiosk wait for each other, and so do numbers of one service: none is given twice.

    Args:
        press: of the page with the button; the same one gives the same ticket again.

    Raises:
        NotOffered, OfficeClosed, NumbersUsedUp, TooManyPresses: no number is given.
    """
    kiosk = Device.objects.select_for_update(of=("self",)).get(pk=device.pk)
    taken = Ticket.objects.filter(press=press, device=kiosk).first()
    if taken:
        return taken
    service = _service(kiosk, letter)
    if not city.is_office_open(kiosk.office, at):
        raise OfficeClosed(kiosk.office.slug)
    if kiosk.tickets.filter(taken_at__gt=at - MINUTE).count() >= PRESSES:
        raise TooManyPresses(kiosk.pk)
    ticket = Ticket.objects.create(
        office=kiosk.office,
        service=service,
        letter=letter,
        number=_next_number(service, at),
        day=city.today(at),
        priority=priority,
        press=press,
        device=kiosk,
        interaction=contacts.start_interaction(
            channel=Channel.COUNTER, direction=Direction.INBOUND, by=CITIZEN, at=at
        ),
        state=State.WAITING,
        taken_at=at,
    )
    said = TicketTaken(office=kiosk.office.slug, letter=letter, priority=priority)
    events.record(said, subject=ticket, by=CITIZEN, at=at)
    live.publish(queries.topic(kiosk.office))
    bell.ring()
    return ticket


def _service(kiosk: Device, letter: str) -> OfficeService:
    for service in city.services_of(kiosk.office):
        if service.letter == letter:
            return service
    raise NotOffered(letter)


def _next_number(service: OfficeService, at: datetime) -> int:
    """Return the number after the last one, with the row of the service locked."""
    OfficeService.objects.select_for_update().get(pk=service.pk)
    today = Ticket.objects.filter(office=service.office, day=city.today(at), letter=service.letter)
    last: int = today.aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_A_DAY:
        raise NumbersUsedUp(service.letter)
    return last + 1
