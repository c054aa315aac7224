"""What happens to citizens and to contacts with them."""

from alo153.citizens.models import AccessLog, Citizen, Interaction
from alo153.core.payloads import Dimensions, Payload


class OfContact(Payload[Interaction]):
    """What happens to a contact says by which channel it is and who has it."""

    def dimensions(self, subject: Interaction) -> Dimensions:
        """Return channel and agent, topic and unit as far as they are said."""
        return Dimensions(
            channel=subject.channel,
            agent=subject.agent_id,
            topic=subject.topic_id,
            unit=subject.redirected_to_id,
        )


class CitizenRemembered(Payload[Citizen], name="citizen.remembered"):
    """A citizen is known from now on."""


class CitizenIdentityAdded(Payload[Citizen], name="citizen.identity_added"):
    """A citizen gets one more number or address."""

    kind: str


class CitizenNoteKept(Payload[Citizen], name="citizen.note_kept"):
    """An agent keeps what one must know before speaking with a citizen."""


class CitizenErased(Payload[Citizen], name="citizen.erased"):
    """A person is erased; the numbers say what went with them."""

    reason: str
    contacts: int
    cases: int = 0
    messages: int = 0
    files: int = 0


class LookSealed(Payload[AccessLog], name="look.sealed"):
    """A run of the log of looks is sealed, every minute; the digest is SHA-256."""

    after: int
    last: int
    looks: int
    digest: str


class InteractionStarted(OfContact, name="interaction.started"):
    """A contact begins."""

    channel: str


class InteractionAnswered(OfContact, name="interaction.answered"):
    """An agent takes a contact."""


class InteractionHandedOver(OfContact, name="interaction.handed_over"):
    """Another agent has a contact now."""


class InteractionNoted(OfContact, name="interaction.noted"):
    """A contact gets its first note."""


class InteractionInformed(OfContact, name="interaction.informed"):
    """A contact was a question about a topic, answered on the spot."""

    topic: str


class InteractionRedirected(OfContact, name="interaction.redirected"):
    """A contact was not ours; the citizen was told whose it is."""

    to: str


class InteractionSilent(OfContact, name="interaction.silent"):
    """Nobody spoke, or the number was wrong."""


class InteractionRated(OfContact, name="interaction.rated"):
    """The citizen says how a contact was, 1 (bad) to 5 (good)."""

    rating: int


class InteractionDisposed(OfContact, name="interaction.disposed"):
    """It is said what a contact came to."""

    disposition: str


class InteractionEnded(OfContact, name="interaction.ended"):
    """A contact ends."""
