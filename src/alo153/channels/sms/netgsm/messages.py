"""Messages that came in at Netgsm, as its list of them tells. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from alo153.channels.inbound import Inbound
from alo153.channels.providers import payloads
from alo153.channels.pushes import Pushed, Unreadable
from alo153.channels.sms import numbers
from alo153.channels.sms.netgsm.reports import NAME

MOST: Final = 10_000
_FOUND: Final = "00"
# No message in this time
_NOTHING: Final = frozenset({"40", "60"})


def read_list(raw: bytes) -> Sequence[Pushed]:
    """Read a list of messages; each is named by all it says, since it has no number.

    Raises:
        Unreadable: it is not in Netgsm's shape, or it refuses to answer.
    """
    found = payloads.read(raw)
    if not isinstance(found, dict):
        raise Unreadable("no object")
    told = payloads.word(found, "code")
    if told in _NOTHING:
        return []
    if told != _FOUND:
        raise Unreadable(f"code {payloads.code(told)}")
    rows = payloads.rows(found.get("messages") or [], most=MOST)
    return [_pushed(row) for row in rows]


def _pushed(row: Mapping[str, Any]) -> Pushed:
    raw = json.dumps({"provider": NAME, "message": row}, sort_keys=True).encode()
    return Pushed(key=f"{NAME}:{hashlib.sha256(raw).hexdigest()}", raw=raw)


def read(message: Mapping[str, Any]) -> Inbound:
    """Read one message.

    Raises:
        Unreadable: it is not in Netgsm's shape.
    """
    sender = payloads.word(message, "sender")
    text = payloads.text(message, "message")
    phone = numbers.e164(sender)
    return Inbound(
        reference="",
        sender=phone,
        sender_name="" if phone else sender,
        to=tuple(filter(None, [payloads.word(message, "receiver")])),
        text=text,
        new_text=text,
        sent_at=payloads.moment(payloads.word(message, "datetime")),
    )
