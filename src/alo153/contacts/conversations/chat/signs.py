"""The citizen of a social channel sees that somebody types an answer: told so often, and no later.

It is a courtesy: what goes wrong is nobody's error, nothing is tried again, and what would come
late is left out. A job tells it, so that nobody who types waits for a provider.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from alo153.accounts.models import User
from alo153.channels import adapters, registry
from alo153.channels.contract import NotSent
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions.attending import show_typing
from alo153.contacts.conversations.ways import Way, way_of
from alo153.contacts.models import Conversation, Message
from alo153.core.jobs import Queue, enqueue

TYPING_JOB: Final = "contacts.tell_typing"
# After it nobody may be typing any more
LATE: Final = timedelta(seconds=10)
logger = logging.getLogger(__name__)


def agent_types(conversation: Conversation, *, by: User, at: datetime) -> None:
    """Let the citizen of a conversation see that `by` types, where their channel shows that.

    Not more often than the channel's sign lasts, however many pages and processes there are; not
    while a colleague has the conversation. Two queries, three where a sign is due.
    """
    typing = registry.typing_of(conversation.channel)
    if typing is None or conversation.assignee_id not in {None, by.pk}:
        return
    if not _way(conversation, at):
        return
    if show_typing(conversation_id=conversation.pk, every=typing.lasts, at=at):
        enqueue(
            TYPING_JOB,
            queue=Queue.WEBHOOKS,
            conversation_id=conversation.pk,
            at=at.isoformat(),
        )


def tell_typing(*, conversation_id: int, typed_at: datetime, at: datetime) -> None:
    """Tell the channel of a conversation that somebody types, unless that is long ago."""
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation is None or at > typed_at + LATE:
        return
    way, last = _way(conversation, at), queries.last_received(conversation)
    if way is None or last is None:
        return
    try:
        adapters.tell_typing(way.channel, to=way.to, answers=_reference(last))
    except NotSent as problem:
        logger.info("%s: nobody was told of typing: %s", way.channel, problem.code)


def _way(conversation: Conversation, at: datetime) -> Way | None:
    """Return where an answer goes now, if that is the conversation's own channel."""
    way = way_of(conversation, at=at)
    if way is None or way.channel != conversation.channel or way.comment:
        return None
    return way if way.is_open(at=at) else None


def _reference(message: Message) -> str:
    return message.provider_reference.partition(":")[2]
