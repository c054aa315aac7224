"""The agent of a conversation: one at a time, behind its lock."""

from datetime import datetime
from typing import Final

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.citizens.channel import Channel
from alo153.contacts.conversations import bell, queries
from alo153.contacts.events import OfConversation
from alo153.contacts.models import Conversation
from alo153.core import events, live
from alo153.core.actor import Actor

TOPIC: Final = "conversations"
"""Pages that show what waits watch it."""


class HeldByColleague(Exception):
    """Somebody else has the conversation."""


class HeldForReview(HeldByColleague):
    """Its citizen wrote after an end because of abuse, and a supervisor decides first."""


def held(conversation: Conversation, *, by: User, over: bool = False) -> Conversation:
    """Lock a conversation for somebody who may act on it.

    Raises:
        NotPermitted: this person does not answer what citizens write, or not this.
        HeldByColleague: somebody else has it, and it is not to be taken over.
    """
    locked = queries.locked(conversation.pk)
    permit(queries.right_to_read(locked), by=by)
    if locked.assignee_id not in {None, by.pk} and not over:
        raise HeldByColleague
    return locked


def held_to_answer(conversation: Conversation, *, by: User) -> Conversation:
    """Lock a conversation for somebody who answers it, or opens it again.

    Raises:
        NotPermitted: this person does not answer what citizens write, or not this.
        HeldByColleague: somebody else has it.
        HeldForReview: a supervisor decides first about what came after the end.
    """
    locked = held(conversation, by=by)
    if locked.review_since:
        raise HeldForReview
    return locked


def put_into_hand(locked: Conversation, agent: User, *, at: datetime) -> None:
    """Let somebody have a locked conversation, which is saved after this.

    An agent who answers it once more takes it anew: perhaps they signed out of the telephone since.
    """
    locked.assignee, locked.taken_at = agent, at


def take_from_hand(locked: Conversation) -> None:
    """Let nobody have a locked conversation, which is saved after this."""
    locked.assignee = locked.taken_at = None


def open_up_again(locked: Conversation) -> None:
    """Let a locked conversation be over no longer; it is saved after this."""
    locked.closed_at = locked.review_since = None
    locked.close_reason = ""


def let_wait(locked: Conversation, *, since: datetime) -> None:
    """Let a locked conversation wait for an agent again; it is saved after this."""
    open_up_again(locked)
    locked.state, locked.waiting_since = Conversation.State.WAITING, since


def note(conversation: Conversation, what: OfConversation, *, by: User, at: datetime) -> None:
    """Say what was done to a conversation."""
    events.record(what, subject=conversation, by=Actor.staff(by.pk), at=at)
    changed(conversation)
    tell_hand(by.pk)


def tell_hand(agent_id: int) -> None:
    """Tell the pages of somebody that what they have in hand has changed."""
    live.publish(f"written:{agent_id}")


def changed(conversation: Conversation) -> None:
    """Tell the pages that show it, the citizen's page, and the offering program."""
    topics = [TOPIC, f"conversation:{conversation.pk}"]
    if conversation.assignee_id:
        tell_hand(conversation.assignee_id)
    if conversation.channel == Channel.CHAT:
        topics.append(f"chat:{conversation.pk}")
    live.publish(*topics)
    bell.ring()
