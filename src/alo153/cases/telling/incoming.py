"""Incoming messages about a case: an answer to our message, or a letter that names its code."""

import re
from typing import Final, cast

from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.telling.actions.conversing import link_conversation, note_written
from alo153.citizens.channel import reached_by
from alo153.contacts.events import MessageReceived
from alo153.contacts.models import Conversation, Message
from alo153.core.actor import SYSTEM
from alo153.core.database.labels import label_of
from alo153.core.models import Event

# Groups of three as we write them, or nine in a row; not within a longer number
_CODES: Final = re.compile(r"(?<!\d)\d{3}[ .\u00a0-]?\d{3}[ .\u00a0-]?\d{3}(?!\d)", re.ASCII)
_MOST_CODES: Final = 20
_LOOKED_INTO: Final = 20_000


def message_received(event: Event, what: MessageReceived) -> None:
    """Tie a conversation to the cases that a message is about; their histories say who wrote."""
    if what.keyword:
        return  # it is answered at once; whoever writes on after that is heard
    message = cast(Message, event.subject)
    conversation = Conversation.objects.get(pk=what.conversation)
    for case in _meant(message):
        link_conversation(case=case, conversation=conversation, by=SYSTEM, at=event.at)
    if not what.automatic:
        for each in conversation.cases.select_related("case"):
            note_written(case=each.case, conversation=conversation, by=event.actor, at=event.at)


def codes_in(*texts: str) -> list[str]:
    """Return the tracking codes that texts name, each once, in their order."""
    found: dict[str, None] = {}
    for text in texts:
        for each in _CODES.findall(text[:_LOOKED_INTO]):
            try:
                found[codes.normalize(each)] = None
            except codes.CodeError:
                continue
    return list(found)[:_MOST_CODES]


def _meant(message: Message) -> list[Case]:
    """Return the cases that a message is about.

    The case of our message that it answers; and cases that it names by code, if it comes from the
    address that was given with them: knowing a code does not make the sender its citizen.
    """
    answered = message.answers
    found: list[Case] = []
    if answered and answered.about_type == label_of(Case):
        found += Case.objects.filter(pk=answered.about_id)
    named = codes_in(message.subject, message.body)
    if named and message.sender:
        found += Case.objects.filter(
            tracking_code__in=named,
            contact__kind=reached_by(message.channel),
            contact__value=message.sender,
        )
    return list({case.pk: case for case in found}.values())
