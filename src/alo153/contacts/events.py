"""Events of contacts with citizens, their messages and conversations."""

from alo153.contacts.models import (
    Conversation,
    ConversationOffer,
    Follower,
    Interaction,
    Message,
    OptOut,
    WorkOffer,
)
from alo153.core.payloads import Dimensions, Payload


class OfContact(Payload[Interaction]):
    """An event of a contact; it contains its channel and its agent."""

    def dimensions(self, subject: Interaction) -> Dimensions:
        """Return channel, queue and agent, topic and unit as far as they are said."""
        return Dimensions(
            channel=subject.channel,
            queue=subject.queue or None,
            agent=subject.agent_id,
            topic=subject.topic_id,
            unit=subject.redirected_to_id,
        )


class OfDisposition(OfContact):
    """An event of a disposition; it contains the former disposition, if any."""

    before: str | None = None


class InteractionStarted(OfContact, name="interaction.started"):
    """A contact begins."""

    channel: str
    # Rows of 0.2.0 have none
    direction: str = ""


class InteractionAnswered(OfContact, name="interaction.answered"):
    """An agent takes a contact."""


class InteractionHandedOver(OfContact, name="interaction.handed_over"):
    """Another agent has a contact now."""


class InteractionNoted(OfContact, name="interaction.noted"):
    """A contact gets its first note."""


class InteractionInformed(OfDisposition, name="interaction.informed"):
    """A contact was a question about a topic, answered on the spot.

    `again_seconds`: since a contact of the same citizen or address about the same topic.
    """

    topic: str
    again_seconds: float | None = None


class InteractionRedirected(OfDisposition, name="interaction.redirected"):
    """A contact was not ours; the citizen was told whose it is."""

    to: str


class InteractionSilent(OfDisposition, name="interaction.silent"):
    """Nobody spoke, or the number was wrong."""


class InteractionRated(OfContact, name="interaction.rated"):
    """The citizen says how a contact was, 1 (bad) to 5 (good)."""

    rating: int


class InteractionDisposed(OfDisposition, name="interaction.disposed"):
    """It is said what a contact came to."""

    disposition: str


class InteractionEnded(OfContact, name="interaction.ended"):
    """A contact ends; the disposition is what its end said of it, where nobody had.

    For a contact that a citizen began: `waits_from` is its beginning (ISO), `waited_seconds` the
    time until somebody answered, `open_seconds` that until its end.
    """

    disposition: str | None = None
    waits_from: str | None = None
    waited_seconds: float | None = None
    open_seconds: float | None = None


class OfMessage(Payload[Message]):
    """An event of a message; it contains its channel."""

    channel: str
    purpose: str
    # The row it is about: its model and its key. Rows of 0.2.0 have none
    about_type: str = ""
    about_id: str = ""

    def dimensions(self, subject: Message) -> Dimensions:
        """Return the channel."""
        return Dimensions(channel=subject.channel)


class MessageSent(OfMessage, name="message.sent"):
    """A message has left."""


class OfMessageNotSent(OfMessage):
    """An event of a failed or unclear try; it contains the reason, without personal data."""

    # Rows of 0.2.0 have none
    code: str = ""


class MessageTryFailed(OfMessageNotSent, name="message.try_failed"):
    """A try to send a message failed, and another will follow."""


class MessageFailed(OfMessageNotSent, name="message.failed"):
    """A message could not be sent."""

    wrong_address: bool = False


class MessageUnclear(OfMessageNotSent, name="message.unclear"):
    """Nobody knows whether a message left."""


class MessageDelivered(OfMessage, name="message.delivered"):
    """A message has arrived, says the other side; it may say so after it had said the opposite."""


class MessageRead(OfMessage, name="message.read"):
    """Somebody opened a message, says the other side."""


class MessageNotDelivered(OfMessageNotSent, name="message.not_delivered"):
    """A message left and did not arrive, says the other side."""


class MessageWithheld(OfMessageNotSent, name="message.withheld"):
    """The recipient has had enough of what nobody verified, or wants only what is owed."""


class MessageWithdrawn(OfMessage, name="message.withdrawn"):
    """A message is taken back before it left."""


class MessageRecalled(OfMessage, name="message.recalled"):
    """A message that the page of a chat has shown is taken from it again."""


class MessageReceived(Payload[Message], name="message.received"):
    """A message came in."""

    channel: str
    # Keys of the conversation, and of the message of ours or theirs that it answers
    conversation: int
    answers: str | None = None
    # Whoever wrote it has the address to which that one went
    proved: bool = False
    automatic: bool = False
    # What it asks for by a word that the city has agreed on: `sms_keywords.NAMES`
    keyword: str = ""

    def dimensions(self, subject: Message) -> Dimensions:
        """Return the channel."""
        return Dimensions(channel=subject.channel)


class OfConversation(Payload[Conversation]):
    """An event of a conversation; it contains its channel, its queue and its agent."""

    def dimensions(self, subject: Conversation) -> Dimensions:
        """Return channel, queue and agent."""
        return Dimensions(channel=subject.channel, queue=subject.queue, agent=subject.assignee_id)


class ConversationTaken(OfConversation, name="conversation.taken"):
    """An agent takes a conversation."""


class ConversationGivenBack(OfConversation, name="conversation.given_back"):
    """An agent gives a conversation back to all."""


class ConversationMoved(OfConversation, name="conversation.moved"):
    """Somebody moves a conversation to another queue; the agent who had it has it no more."""

    # Keys of queues.toml
    before: str
    to: str


class ConversationHandedOn(OfConversation, name="conversation.handed_on"):
    """A conversation's matter is handled elsewhere, where its citizen is told."""


class ConversationAnswered(OfConversation, name="conversation.answered"):
    """An agent answers a conversation."""

    # Key of the message
    message: str


class ConversationReplyTakenBack(OfConversation, name="conversation.reply_taken_back"):
    """An agent takes an answer back before it left."""

    # Key that the message had
    message: str


class ConversationNoted(OfConversation, name="conversation.noted"):
    """Somebody says something to colleagues about a conversation."""

    note: int


class ConversationClosed(OfConversation, name="conversation.closed"):
    """A conversation is ended."""

    reason: str


class ConversationMadeConfidential(OfConversation, name="conversation.made_confidential"):
    """A conversation came to be about something that few may read."""


class ConversationReopened(OfConversation, name="conversation.reopened"):
    """Somebody opens a conversation again."""


class ConversationHeld(OfConversation, name="conversation.held"):
    """A citizen writes after an end because of abuse: a supervisor decides first."""


class ConversationReviewed(OfConversation, name="conversation.reviewed"):
    """Somebody read what came after an end because of abuse, and leaves it closed."""


class ConversationLeft(OfConversation, name="conversation.left"):
    """The citizen of a chat ends it, or has been gone for so long that it is over."""


class ConversationAddressLeft(OfConversation, name="conversation.address_left"):
    """The citizen of a chat says where an answer goes that they do not read on the page."""

    channel: str


class ConversationBegun(OfConversation, name="conversation.begun"):
    """Somebody of the staff begins to write to a citizen."""

    channel: str


class ConversationAddressNamed(OfConversation, name="conversation.address_named"):
    """It is written down where else the citizen of a conversation can be answered."""

    channel: str


class OfWorkOffer[O: WorkOffer](Payload[O]):
    """An event of an offer; it contains the agent, and the offers of each capability the work."""

    def dimensions(self, subject: O) -> Dimensions:
        """Return the channel, where all that is offered came by one, and the agent who is asked."""
        return Dimensions(channel=subject.CHANNEL, agent=subject.agent_id)


class WorkOffered[O: WorkOffer](OfWorkOffer[O]):
    """An agent is asked to take something that waits, and why this agent."""

    reason: str
    score: float
    # Agents who had room and may take it
    among: int
    in_hand: int
    # Key of whoever had it and is gone
    before: int | None = None


class WorkOfferEnded[O: WorkOffer](OfWorkOffer[O]):
    """An offer is over."""

    result: str


class ConversationOffered(WorkOffered[ConversationOffer], name="conversation.offered"):
    """An agent is asked to take a conversation."""

    conversation: int


class ConversationOfferEnded(WorkOfferEnded[ConversationOffer], name="conversation.offer_ended"):
    """An offer is taken, declined, not answered or withdrawn."""

    conversation: int


class MessageResent(OfMessage, name="message.resent"):
    """A person has a message that did not arrive written again."""

    # The message in its place
    again: str


class MessageGivenUp(OfMessage, name="message.given_up"):
    """A person decides that a message that did not arrive is not written again."""


class RecipientOptedOut(Payload[OptOut], name="recipient.opted_out"):
    """A telephone or mailbox gets only what is owed from now on."""

    channel: str


class RecipientOptedIn(Payload[OptOut], name="recipient.opted_in"):
    """A telephone or mailbox gets everything again."""

    channel: str


class NewsFollowed(Payload[Follower], name="news.followed"):
    """A browser hears of news about a row from now on."""

    about_type: str


class NewsUnfollowed(Payload[Follower], name="news.unfollowed"):
    """A browser hears of a row no more."""

    about_type: str
