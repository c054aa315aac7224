"""Move a conversation to another queue."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.city import queries as city
from alo153.contacts.conversations import stretches
from alo153.contacts.conversations.holding import held, note, take_from_hand
from alo153.contacts.events import ConversationMoved
from alo153.contacts.models import Conversation


class UnknownQueue(Exception):
    """The city has no such queue for what is written."""


@transaction.atomic
def move(*, conversation: Conversation, queue: str, by: User, at: datetime) -> bool:
    """Let a conversation wait in another queue; its agents are offered it, as if it had come there.

    Returns False if it is closed, or in this queue already: nothing is done to it then.

    Raises:
        UnknownQueue: the city has no such queue for what is written.
        NotPermitted: this person does not answer what citizens write.
        HeldByColleague: somebody else has it.
    """
    locked = held(conversation, by=by)
    if queue not in city.written_queues():
        raise UnknownQueue
    before = locked.queue
    if locked.state == Conversation.State.CLOSED or before == queue:
        return False
    locked.queue = queue
    take_from_hand(locked)
    locked.save()
    stretches.moved(locked)
    note(locked, ConversationMoved(before=before, to=queue), by=by, at=at)
    return True
