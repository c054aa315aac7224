"""Say which cases a written conversation is about."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.life import CaseAskedAbout
from alo153.cases.events.telling import CaseConversationLinked, CaseWrittenAbout
from alo153.cases.models import Case, CaseConversation
from alo153.cases.policy.permitting import permit
from alo153.cases.rules.verbs import Verb
from alo153.cases.verbs.moving import tell
from alo153.contacts.actions import dispose
from alo153.contacts.conversations.actions import make_confidential
from alo153.contacts.models import Conversation, Disposition
from alo153.core.actor import Actor


@transaction.atomic
def link_conversation(
    *, case: Case, conversation: Conversation, by: User | Actor, at: datetime
) -> None:
    """Say that a conversation is about a case; said before, it is not again.

    Only people who may read a confidential case read one about it.

    Raises:
        NotTheirs: staff who do not open cases.
    """
    permit(Verb.LINK_CONTACT, case, by=by)
    _, is_new = CaseConversation.objects.get_or_create(
        case=case, conversation=conversation, defaults={"at": at}
    )
    if not is_new:
        return
    if case.confidential:
        make_confidential(conversation=conversation, at=at)
    actor = by if isinstance(by, Actor) else Actor.staff(by.pk)
    _tie_contact(case, conversation, actor, at)
    tell(case, CaseConversationLinked(conversation=conversation.pk), by=actor, at=at)


@transaction.atomic
def note_written(*, case: Case, conversation: Conversation, by: Actor, at: datetime) -> None:
    """Note that a message about a case came in, and that its contact is about that."""
    _tie_contact(case, conversation, by, at)
    said = CaseWrittenAbout(conversation=conversation.pk, channel=conversation.channel)
    tell(case, said, by=by, at=at)


@transaction.atomic
def note_asked(*, case: Case, conversation: Conversation, by: Actor, at: datetime) -> None:
    """Note that its citizen asked the state of a case, and that their contact was about that."""
    _tie_contact(case, conversation, by, at)
    tell(case, CaseAskedAbout(channel=conversation.channel), by=by, at=at)


def _tie_contact(case: Case, conversation: Conversation, by: Actor, at: datetime) -> None:
    """Say that the contact of a conversation came to this case, where nobody has said otherwise."""
    contact = conversation.interaction
    if contact is None:
        return
    case.interactions.add(contact)
    if contact.disposition is None:
        dispose(
            interaction=contact,
            disposition=Disposition.CASE,
            # The contacts of whoever is kept apart are left out of lists of an address
            citizen=case.reporter if case.confidential else conversation.citizen,
            topic=None if case.confidential else case.topic,
            by=by,
            at=at,
        )
