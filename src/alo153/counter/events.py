"""Events of tickets, desks and screens of the communication centers."""

from alo153.citizens.channel import Channel
from alo153.contacts.events import WorkOffered, WorkOfferEnded
from alo153.core.payloads import Dimensions, Payload
from alo153.counter.models import DeskSession, Device, Ticket, TicketOffer


class OfTicket(Payload[Ticket]):
    """An event of a ticket; it contains the communication center's key and the present letter."""

    office: str
    letter: str

    def dimensions(self, subject: Ticket) -> Dimensions:
        """Return channel, topic of the contact, and whose desk has the visitor or had them."""
        contact, session = subject.interaction, subject.session
        return Dimensions(
            channel=Channel.COUNTER.value,
            topic=contact.topic_id,
            agent=session.user_id if session else contact.agent_id,
        )


class TicketTaken(OfTicket, name="ticket.taken"):
    """A visitor takes a number."""

    priority: bool


class TicketCalled(OfTicket, name="ticket.called"):
    """A desk calls a number, for the first time or again."""

    desk: int
    again: bool = False


class TicketBegun(OfTicket, name="ticket.begun"):
    """A visitor has come to the desk."""

    desk: int


class TicketTransferred(OfTicket, name="ticket.transferred"):
    """A visitor is sent on: to the service with this letter, perhaps to one desk."""

    to: str
    to_desk: int | None = None


class TicketPutBack(OfTicket, name="ticket.put_back"):
    """A supervisor freed a visitor's desk: the visitor waits again, before every other visitor."""

    desk: int


class TicketServed(OfTicket, name="ticket.served"):
    """A desk has finished with a visitor."""


class TicketMissed(OfTicket, name="ticket.missed"):
    """A visitor who was called did not come."""


class TicketLapsed(OfTicket, name="ticket.lapsed"):
    """The day of a number ended before anybody finished with it."""


class TicketOffered(WorkOffered[TicketOffer], name="ticket.offered"):
    """A clerk at a free desk is asked to call a visitor: one of `among` desks that may."""

    ticket: int


class TicketOfferEnded(WorkOfferEnded[TicketOffer], name="ticket.offer_ended"):
    """An offer of a visitor is taken, not answered or withdrawn."""

    ticket: int


class OfDesk(Payload[DeskSession]):
    """An event of a desk; it contains the communication center."""

    office: str
    desk: int

    def dimensions(self, subject: DeskSession) -> Dimensions:
        """Return channel and agent."""
        return Dimensions(channel=Channel.COUNTER.value, agent=subject.user_id)


class DeskOpened(OfDesk, name="desk.opened"):
    """A member of staff sits down at a desk."""


class DeskClosed(OfDesk, name="desk.closed"):
    """A member of staff leaves a desk, or the day has ended."""


class DeskFreed(OfDesk, name="desk.freed"):
    """Somebody else freed a desk whose clerk went without leaving it."""


class OfDevice(Payload[Device]):
    """An event of a screen; it contains the communication center."""

    office: str
    kind: str


class DeviceAdded(OfDevice, name="device.added"):
    """A screen of a hall gets its address."""


class DeviceRevoked(OfDevice, name="device.revoked"):
    """The address of a screen opens nothing any more."""
