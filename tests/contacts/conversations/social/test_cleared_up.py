"""A message whose answer was lost is unclear, until its channel tells of it by our own name.

Nothing is sent again for that, and what a person did about it meanwhile stays.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests import cast
from tests.channels.contract.other_side import Mood
from tests.channels.contract.stand_ins.whatsapp import TO as WHATSAPP_USER
from tests.channels.social.opened import opened
from tests.channels.social.shapes import (
    PAGE,
    meta,
    meta_message,
    whatsapp_message,
    whatsapp_status,
)
from tests.contacts.conversations.social.talks import MINUTE, leaves, posted, talk_of

from alo153.citizens.channel import Channel
from alo153.contacts import actions
from alo153.contacts.conversations.actions import give_reply_up, reply
from alo153.contacts.models import Message
from alo153.core.events import history

pytestmark = pytest.mark.django_db
AT = cast.AT
WRITTEN: dict[Channel, Any] = {
    Channel.WHATSAPP: lambda: whatsapp_message(
        user=WHATSAPP_USER, timestamp=str(int(AT.timestamp()))
    ),
    Channel.MESSENGER: lambda: meta_message("page"),
}
each_channel = pytest.mark.parametrize("channel", WRITTEN)


@contextmanager
def unclear(channel: Channel) -> Iterator[tuple[Any, Message]]:
    """Let the answer to an answer of ours be lost; gives the provider and the message."""
    with opened(channel) as other:
        talk = talk_of(posted(channel, WRITTEN[channel]()))
        message = reply(conversation=talk, text="Ekip yolda.", by=cast.staff("elif"), at=AT)
        other.be(Mood.CUT)
        leaves(message)
        assert (message.state, talk_of(message).state) == ("unclear", "waiting")
        yield other, message


def telling(channel: Channel, ours: str, name: str = "AAA.late") -> dict[str, Any]:
    """Return what the channel posts of a message that it took."""
    if channel == Channel.WHATSAPP:
        return whatsapp_status(f"wamid.{name}", "sent", biz_opaque_callback_data=ours)
    echo = {"mid": f"m_{name}", "is_echo": True, "app_id": 1517776481860111, "metadata": ours}
    return meta("page", sender={"id": PAGE}, message=echo | {"text": "Ekip yolda."})


@each_channel
def test_our_own_name_goes_with_each_message(channel: Channel) -> None:
    with opened(channel) as other:
        talk = talk_of(posted(channel, WRITTEN[channel]()))
        message = leaves(reply(conversation=talk, text="Ekip yolda.", by=cast.staff("elif"), at=AT))
        assert str(message.pk) in json.dumps(json.loads(other.orders[-1].body))  # type: ignore[attr-defined]


@each_channel
def test_once_its_channel_tells_of_it_it_has_left_and_nobody_has_to_look(
    channel: Channel,
) -> None:
    with unclear(channel) as (other, message):
        for _ in range(2):
            posted(channel, telling(channel, str(message.pk)), at=AT + MINUTE)
        message.refresh_from_db()
        assert (message.state, message.last_error) == ("sent", "")
        assert message.provider_reference.endswith("AAA.late")
        assert talk_of(message).state == "answered"
        assert [each.name for each in history(message)] == ["message.unclear", "message.sent"]
        actions.recover(at=AT + 60 * MINUTE)
        assert list(other.taken()) == [], "nothing is sent again"


def test_what_is_told_later_joins_it() -> None:
    with unclear(Channel.WHATSAPP) as (_, message):
        ours = {"biz_opaque_callback_data": str(message.pk)}
        for status in ("read", "sent", "delivered"):
            posted(Channel.WHATSAPP, whatsapp_status("wamid.L", status, **ours), at=AT + MINUTE)
        message.refresh_from_db()
        assert (message.state, message.delivery) == ("sent", "read")


@each_channel
def test_where_the_citizen_wrote_again_the_conversation_waits(channel: Channel) -> None:
    with unclear(channel) as (_, message):
        said = WRITTEN[channel]()
        text = json.dumps(said).replace("AAA", "BBB")
        posted(channel, json.loads(text), at=AT + MINUTE)
        posted(channel, telling(channel, str(message.pk)), at=AT + 2 * MINUTE)
        assert talk_of(message).state == "waiting"


@each_channel
def test_what_a_person_did_meanwhile_stays(channel: Channel) -> None:
    with unclear(channel) as (_, message):
        give_reply_up(
            conversation=talk_of(message),
            message=message,
            note="Arandı.",
            by=cast.staff("elif"),
            at=AT,
        )
        posted(channel, telling(channel, str(message.pk)), at=AT + MINUTE)
        message.refresh_from_db()
        assert message.state == "unclear"


@each_channel
@pytest.mark.parametrize("ours", ["", "x", "00000000-0000-0000-0000-000000000000", "1" * 32])
def test_the_names_of_others_change_nothing(channel: Channel, ours: str) -> None:
    with unclear(channel) as (_, message):
        posted(channel, telling(channel, ours), at=AT + MINUTE)
        message.refresh_from_db()
        assert message.state == "unclear"


def test_a_name_of_another_channel_changes_nothing() -> None:
    with unclear(Channel.WHATSAPP) as (_, message):
        posted(Channel.MESSENGER, telling(Channel.MESSENGER, str(message.pk)), at=AT + MINUTE)
        message.refresh_from_db()
        assert message.state == "unclear"
