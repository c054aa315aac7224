"""Messages between a signed-in citizen and the municipality, as the citizen may read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from alo153.cases.life import own_cases
from alo153.cases.models import Case
from alo153.citizens.channel import Channel
from alo153.citizens.signed_in import SignedIn
from alo153.contacts import purposes
from alo153.contacts.models import Conversation, Message
from alo153.contacts.recipient_limits import Recipient
from alo153.core.database.labels import label_of

MOST: Final = 100
"""Messages on the page, and talks and applications that are looked for; the newest."""
LATELY: Final = timedelta(days=90)


@dataclass(frozen=True)
class OwnMessage:
    """A message, and the application that it is about, if it is about one."""

    message: Message
    case: Case | None


def of(asker: SignedIn, *, at: datetime) -> list[OwnMessage]:
    """Return the messages about applications shown to them, and of their talks, newest first.

    Four queries: the number's owner, the applications, the conversations, the messages.
    """
    cases = {str(case.pk): case for case in own_cases.shown(asker).order_by("-pk")[:MOST]}
    about = Q(about_type=label_of(Case), about_id__in=list(cases))
    those = Message.objects.filter(about | Q(conversation__in=_talks(asker, at)))
    secret = [each.key for each in purposes.every() if each.secret]
    those = those.exclude(recipient=Recipient.STAFF).exclude(purpose__in=secret)
    # That there is news is no news here
    those = those.exclude(channel=Channel.PUSH)
    # What can still be taken back was not said yet
    said = [Message.State.SENT, Message.State.RECEIVED]
    newest = those.filter(state__in=said).order_by("-created_at", "-pk")[:MOST]
    return [_told(each, cases) for each in newest]


def _told(message: Message, cases: Mapping[str, Case]) -> OwnMessage:
    is_about = message.about_type == label_of(Case)
    return OwnMessage(message, cases.get(message.about_id) if is_about else None)


def _talks(asker: SignedIn, at: datetime) -> list[int]:
    """Return the talks of late by SMS with the telephone that was proved; sealed ones never.

    A number moves on to a stranger: what is older than a link holds is not read by its number. Of
    whom a talk is says nothing: anybody gives anybody's number or address as their own.
    """
    if not asker.phone:
        return []
    talks = Conversation.objects.filter(
        channel=Channel.SMS, address=asker.phone, last_at__gt=at - LATELY, confidential=False
    )
    return list(talks.order_by("-last_at").values_list("pk", flat=True)[:MOST])
