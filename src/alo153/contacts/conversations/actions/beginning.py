"""Begin to write to a citizen who has not written: the first message of a talk is ours."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.citizens.models import Citizen
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.citizens.queries import is_erased
from alo153.city import queries as city
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions.receiving import one_at_a_time
from alo153.contacts.conversations.holding import note
from alo153.contacts.conversations.ways import Way, ways_to_begin
from alo153.contacts.events import ConversationBegun
from alo153.contacts.models import Conversation


class CannotBegin(Exception):
    """This citizen cannot be written to by this way."""


class AlreadyBegun(Exception):
    """This was sent before; its conversation continues."""

    def __init__(self, conversation: Conversation) -> None:
        super().__init__(str(conversation))
        self.conversation = conversation


@transaction.atomic
def begin(
    *,
    citizen: Citizen,
    way: Way,
    subject: str,
    confidential: bool = False,
    key: UUID | None = None,
    by: User,
    at: datetime,
) -> Conversation:
    """Begin a conversation with a citizen, which is not offered to agents; `reply` writes into it.

    Args:
        way: one of `ways_to_begin`.
        subject: of e-mails, unchanged.
        confidential: it is about a confidential matter, so that only few people may read it from
            the start; with a confidential citizen it always is.
        key: identifies the message, so that a repeated request begins it once.

    Raises:
        NotPermitted: this person may not see citizens, or not write to them.
        AlreadyBegun: another one was begun with this key.
        CannotBegin: this way to the citizen is no longer available, or they were erased.
    """
    begun = Conversation(
        channel=way.channel,
        address=way.to,
        subject=subject[:200],
        begun_for=citizen,
        # Nobody has shown yet that an unproved address is theirs
        citizen=citizen if way.is_proved else None,
        confidential=confidential or citizen.apart,
        queue=city.written_queue(way.channel),
        state=Conversation.State.ANSWERED,
        began_at=at,
        last_at=at,
        assignee=by,
        taken_at=at,
        key=key,
    )
    permit(SEE_CITIZEN, by=by)
    permit(queries.right_to_read(begun), by=by)
    if key:
        one_at_a_time("key", str(key))
        if found := Conversation.objects.filter(key=key).first():
            raise AlreadyBegun(found)
    if is_erased(citizen) or way not in ways_to_begin(citizen):
        raise CannotBegin
    begun.save()
    note(begun, ConversationBegun(channel=way.channel), by=by, at=at)
    return begun
