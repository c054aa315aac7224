"""The hall of the communication center in İzmit: a kiosk, desks, and visitors who come in."""

import uuid
from datetime import datetime, timedelta

from tests import cast
from tests.contacts.asked import ask
from tests.parts.roles import Role

from alo153.city import queries as city
from alo153.city.models import Office, OfficeService
from alo153.counter import actions
from alo153.counter.models import DeskSession, Device, Ticket, TicketOffer
from alo153.counter.offering.actions import OFFERS
from alo153.counter.permissions import SERVE_AT_COUNTER

AT = cast.AT
MINUTE = timedelta(minutes=1)


def office(slug: str = "izmit") -> Office:
    return Office.objects.get(slug=slug)


def service(letter: str, slug: str = "izmit") -> OfficeService:
    return next(one for one in city.services_of(office(slug)) if one.letter == letter)


def device(kind: Device.Kind = Device.Kind.KIOSK, slug: str = "izmit") -> tuple[Device, str]:
    """Return a screen of the hall and the key in its address."""
    return actions.add_device(
        office=office(slug), kind=kind, name="Giriş", by=cast.staff("hakan"), at=AT
    )


def kiosk() -> Device:
    return Device.objects.filter(kind=Device.Kind.KIOSK).first() or device()[0]


def take(
    letter: str = "A",
    *,
    at: datetime = AT,
    priority: bool = False,
    at_kiosk: Device | None = None,
    press: uuid.UUID | None = None,
) -> Ticket:
    return actions.take_ticket(
        device=at_kiosk or kiosk(),
        letter=letter,
        priority=priority,
        press=press or uuid.uuid4(),
        at=at,
    )


def sit(
    username: str = "pinar", desk: int = 1, letters: str = "ABC", *, at: datetime = AT
) -> DeskSession:
    """Sit somebody of the cast down; an agent gets the role for it."""
    user = cast.staff(username)
    if not user.may(SERVE_AT_COUNTER):
        user = cast.with_roles(username, Role.AGENT, Role.COUNTER_STAFF)
    return actions.open_desk(office=office(), desk=desk, letters=letters, by=user, at=at)


def offered(ticket: Ticket, to: DeskSession, *, among: int = 1, at: datetime = AT) -> TicketOffer:
    """Ask a clerk to call a visitor, as the switchboard does."""
    ask(OFFERS, ticket.pk, to.user, among=among, at=at)
    return TicketOffer.objects.get(ticket=ticket, agent=to.user, offered_at=at)


def call(session: DeskSession, *, at: datetime = AT + MINUTE) -> Ticket:
    ticket = actions.call_next(session=session, by=session.user, at=at)
    assert ticket is not None, "nobody waits"
    return ticket


def served(session: DeskSession, *, at: datetime = AT + MINUTE) -> Ticket:
    """Call the next visitor, who comes to the desk."""
    ticket = call(session, at=at)
    actions.begin(ticket=ticket, by=session.user, at=at)
    return Ticket.objects.select_related("interaction").get(pk=ticket.pk)
