"""What citizens write on social channels, from what is posted to what is answered."""

from datetime import datetime, timedelta
from typing import Any

from tests import cast
from tests.channels.social.opened import kind_of
from tests.channels.social.shapes import raw

from alo153.channels.models import Arrival
from alo153.citizens.channel import Channel
from alo153.contacts import actions
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.models import Conversation, Message

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def posted(channel: Channel, told: dict[str, Any], *, at: datetime = cast.AT) -> Message | None:
    """Take what a provider posts, and read it as the job does; None if nothing was said."""
    reader = kind_of(channel).read_push
    assert reader
    actions.take_push(channel=channel, push=reader(raw(told)), at=at)
    for arrival in Arrival.objects.filter(state=Arrival.State.NEW):
        read_arrival(arrival_id=arrival.pk, now=lambda: at)
    return Message.objects.filter(channel=channel, created_at=at).order_by("pk").last()


def talk_of(message: Message | None) -> Conversation:
    """Return the conversation of a message."""
    assert message
    assert message.conversation
    return Conversation.objects.get(pk=message.conversation.pk)


def leaves(message: Message, *, at: datetime = cast.AT) -> Message:
    """Let a message leave, and return what became of it."""
    actions.send(message_id=message.pk, now=lambda: at)
    message.refresh_from_db()
    return message
