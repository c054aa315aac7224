"""The links between cases and written conversations."""

from datetime import datetime

from alo153.accounts.models import User
from alo153.cases.models import Case, CaseConversation
from alo153.cases.queries import visible_to
from alo153.citizens.channel import SOCIAL, Channel
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


def opened_from(case: Case) -> Conversation | None:
    """Return the talk on a social channel to which a citizen who named no other way is answered.

    It is the one from which the case was opened; one that was linked later may be of somebody else.
    Who wants to stay unknown has none. One query, none for a case of another channel.
    """
    if case.contact_wish != Channel.NONE or case.channel not in SOCIAL:
        return None
    opened = CaseConversation.objects.filter(case=case, at=case.opened_at)
    talks = Conversation.objects.filter(cases__in=opened, channel=case.channel)
    return talks.exclude(address="").order_by("pk").first()


def last_linked_at(conversation: Conversation) -> datetime | None:
    """Return when a conversation was last said to be about a case; one query."""
    ties = CaseConversation.objects.filter(conversation=conversation).order_by("-at")
    return ties.values_list("at", flat=True).first()
