"""The links between cases and written conversations."""

from datetime import datetime

from alo153.accounts.models import User
from alo153.cases.models import Case, CaseConversation
from alo153.cases.queries import visible_to
from alo153.contacts.conversations import queries
from alo153.contacts.models import Conversation


def subjects_of(asker: User, conversation: Conversation) -> list[CaseConversation]:
    """Return the cases that a conversation is about, of those this person may see; one query."""
    visible = visible_to(asker).values("pk")
    links = CaseConversation.objects.filter(conversation=conversation, case__in=visible)
    return list(links.select_related("case").order_by("at"))


def of_case(asker: User, case: Case, *, limit: int) -> list[Conversation]:
    """Return the ones about a case that the asker may read, latest first, with their last words.

    None, and no query, for who may read no conversation.
    """
    about = CaseConversation.objects.filter(case=case).values("conversation")
    talks = queries.read_by(asker).filter(pk__in=about).order_by("-last_at", "-pk")
    return list(queries.with_last_said(talks)[:limit])


def last_linked_at(conversation: Conversation) -> datetime | None:
    """Return when a conversation was last said to be about a case; one query."""
    ties = CaseConversation.objects.filter(conversation=conversation).order_by("-at")
    return ties.values_list("at", flat=True).first()
