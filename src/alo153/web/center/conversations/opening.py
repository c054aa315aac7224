"""Find the conversation that a person reads, and its subject."""

from django.http import Http404

from alo153.cases.confidential.disclosure import let_read
from alo153.cases.models import Case, CaseConversation
from alo153.citizens import actions as citizens
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.contacts.conversations import queries
from alo153.contacts.models import Conversation
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.web.kit.access import StaffRequest

READERS = (ANSWER_MESSAGES, READ_CONFIDENTIAL)


def of(request: StaffRequest, number: int) -> Conversation:
    """Return a conversation that the reader may read, and write down who looks. Or 404."""
    found = again(request, number)
    citizens.log_access(
        user=request.user, citizen=found.citizen, what="conversation", at=clock.now()
    )
    return found


def again(request: StaffRequest, number: int) -> Conversation:
    """Return it for what its page fetches while somebody types: the page has noted the look.

    Raises:
        ReasonNeeded: it is about a confidential case, and they have not said why they read it.
    """
    found = queries.opened(request.user, number)
    if found is None:
        raise Http404
    let_read(request.user, found, at=clock.now())
    return found


def only_case(links: list[CaseConversation]) -> Case | None:
    """Return the application that a conversation is about, if it is about one alone."""
    return links[0].case if len(links) == 1 else None


def note_key(conversation: Conversation) -> str:
    """Return the name of the draft of a note."""
    return f"talk-note:{conversation.pk}"


def draft_key(conversation: Conversation) -> str:
    """Return the name of the draft of an answer."""
    return f"talk:{conversation.pk}"
