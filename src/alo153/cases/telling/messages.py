"""Messages as staff may read them: of the cases that a person may see, and of no other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models import Case as Choose
from django.db.models.functions import Cast

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.policy.sight import seen, sight_of
from alo153.citizens.models import Citizen
from alo153.citizens.permissions import READ_CONFIDENTIAL, SEE_CITIZEN
from alo153.citizens.queries import require
from alo153.contacts import queries as contacts
from alo153.contacts.about import About
from alo153.contacts.conversations.queries import read_by, visible
from alo153.contacts.models import Conversation, Direction, Message
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.contacts.recipient_limits import Recipient
from alo153.core.database.labels import label_of

MOST: Final = 200
"""Cases, conversations and messages of one citizen on a page; the newest."""


def undelivered(asker: User) -> QuerySet[Message]:
    """Return the dead letters about cases and in conversations that a person may see.

    Each has the `case_code` of its case, or in its place nothing, and then the `talk`.

    Raises:
        PermissionDenied: they may not see citizens.
    """
    require(asker, SEE_CITIZEN)
    key = Cast("about_id", BigIntegerField())
    dead = contacts.undelivered().annotate(
        case_key=Choose(When(about_type=label_of(Case), then=key))
    )
    theirs = seen(sight_of(asker)).filter(pk=OuterRef("case_key"))
    code = Subquery(theirs.values("tracking_code")[:1], output_field=CharField())
    talk = Choose(When(about_type=label_of(Conversation), then=F("conversation")))
    in_talk = Q(talk__in=read_by(asker).values("pk"))
    return dead.annotate(case_code=code, talk=talk).filter(Q(case_code__isnull=False) | in_talk)


@dataclass(frozen=True, kw_only=True)
class Told:
    """A message to or from a citizen, and which case it is about, if it is about one."""

    message: Message
    code: str = ""
    confidential: bool = False


def of_citizen(asker: User, citizen: Citizen) -> list[Told]:
    """Return what went between a citizen and the municipality, newest first; three queries.

    Messages about cases and in conversations that the asker may not see are left out.

    Raises:
        PermissionDenied: they may not see citizens.
    """
    require(asker, SEE_CITIZEN)
    cases = seen(sight_of(asker)).filter(reporter=citizen).order_by("-pk")
    found = cases.values_list("pk", "tracking_code", "confidential")[:MOST]
    facts = {str(key): (code, confidential) for key, code, confidential in found}
    # Keys and no sub-queries: either kind is found by its index
    about = Q(about_type=label_of(Case), about_id__in=list(facts))
    those = Message.objects.select_related("conversation").filter(
        about | Q(conversation__in=_talks(asker, citizen))
    )
    newest = those.exclude(recipient=Recipient.STAFF).order_by("-created_at", "-pk")[:MOST]
    return [_told(each, *facts.get(each.about_id, ())) for each in newest]


def case_of(message: Message) -> Case:
    """Return the case that a message is about; one query."""
    return Case.objects.select_related("reporter").get(pk=message.about_id)


def waits_until(case: Case, *, at: datetime) -> datetime | None:
    """Return when the last words to a citizen leave that wait for the morning; a query, or two."""
    about = contacts.about(About.row(case)).filter(direction=Direction.OUTBOUND)
    last = about.order_by("-created_at", "-pk").first()
    return contacts.waits_until(last, at=at) if last else None


def _told(message: Message, code: str = "", confidential: bool = False) -> Told:
    secret = confidential or bool(message.conversation and message.conversation.confidential)
    return Told(message=message, code=code, confidential=secret)


def _talks(asker: User, citizen: Citizen) -> list[int]:
    if not (asker.may(ANSWER_MESSAGES) or asker.may(READ_CONFIDENTIAL)):
        return []
    # What was begun for them stands here before anybody has proved the address
    theirs = Q(citizen=citizen) | Q(begun_for=citizen, citizen=None)
    talks = visible(asker).filter(theirs).order_by("-pk")
    return list(talks.values_list("pk", flat=True)[:MOST])
