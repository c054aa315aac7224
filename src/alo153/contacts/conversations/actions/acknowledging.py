"""Confirm the first message of a conversation once, without answering machines in a loop.

A mail can name any sender, and machines answer machines. So a conversation gets one notice, an
address a few notices a day, and all addresses together some hundred an hour. A message by a
machine, or from the address of a machine, gets no notice. The notice repeats no word of the
message; otherwise somebody could use it to write to other people.
"""

from datetime import datetime, timedelta
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.channels.inbound import Inbound
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.contacts import machine_limits
from alo153.contacts.about import About
from alo153.contacts.actions.writing import Within, write
from alo153.contacts.conversations.answer_address import is_of_machine
from alo153.contacts.conversations.matching import our_addresses
from alo153.contacts.models import Conversation, Message
from alo153.contacts.purposes import Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written

ARRIVED: Final = declare(
    Purpose(
        key="arrived",
        label=gettext_lazy("notice that it arrived"),
        at_any_hour=True,
        owed=False,
        followed=True,
        replies=True,
    )
)
MOST_A_DAY: Final = 3
"""To one address: by then a sender with more to say knows that mails arrive."""
_DAY: Final = timedelta(days=1)


def acknowledge(
    conversation: Conversation, message: Message, inbound: Inbound, *, at: datetime
) -> None:
    """Confirm a message if it begins a conversation and a person wrote it."""
    if not _is_due(conversation, message, inbound) or _got_enough(inbound.sender, at):
        return
    if not machine_limits.has_room(ARRIVED, at=at):
        return
    write(
        _words(conversation),
        channel=Channel.EMAIL,
        purpose=ARRIVED,
        to=inbound.sender,
        recipient=Recipient.UNVERIFIED,
        about=About.row(conversation),
        key=f"{ARRIVED}:{conversation.pk}",
        within=Within(conversation, answers=message),
        at=at,
    )


def _is_due(conversation: Conversation, message: Message, inbound: Inbound) -> bool:
    begins = conversation.began_at == message.created_at and message.answers is None
    return (
        begins
        and message.channel == Channel.EMAIL
        and not inbound.automatic
        and bool(inbound.sender)
        # One of ours: what we send there comes back
        and inbound.sender not in our_addresses(inbound)
        and not is_of_machine(inbound.sender)
    )


def _got_enough(address: str, at: datetime) -> bool:
    lately = Message.objects.filter(to=address, purpose=ARRIVED, created_at__gt=at - _DAY)
    return lately.count() >= MOST_A_DAY


def _words(conversation: Conversation) -> Written:
    city = city_queries.city()
    with translation.override(city.language):
        facts = {
            "number": str(conversation.pk),
            "city": city.name,
            "emergency": city.emergency_number,
        }
        subject = _("We have your message: no. %(number)s") % facts
        body = _(
            "Hello,\n\n"
            "we have your message, and one of us will read and answer it. "
            "The number of this conversation is %(number)s.\n\n"
            "If you want to add something, just answer this e-mail. "
            "In an emergency please call %(emergency)s.\n\n"
            "%(city)s"
        )
        return Written(subject=subject, body=body % facts, language=city.language)
