"""Messages that Verimor hands over. Pure."""

from collections.abc import Mapping
from typing import Any, Final

from alo153.channels.inbound import Inbound
from alo153.channels.providers import payloads
from alo153.channels.sms import numbers

NAME: Final = "verimor"


def read(message: Mapping[str, Any]) -> Inbound:
    """Read one message. `keyword` is a part of its content, where several share a short number.

    Raises:
        Unreadable: it is not in Verimor's shape.
    """
    sender = payloads.word(message, "source_addr")
    text = payloads.text(message, "content")
    phone = numbers.e164(sender)
    return Inbound(
        reference=payloads.reference(message, "message_id", of=NAME),
        sender=phone,
        sender_name="" if phone else sender,
        to=tuple(filter(None, [payloads.word(message, "destination_addr")])),
        text=text,
        new_text=text,
        sent_at=payloads.moment(payloads.word(message, "received_at")),
    )
