"""Posts of WhatsApp to our address: messages, and reports of ours. Pure.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from alo153.channels.providers import payloads
from alo153.channels.providers.payloads import noted
from alo153.channels.pushes import Delivery, Push, Pushed, StatusReport, Unreadable
from alo153.channels.social.whatsapp.messages import name_of

_OBJECT: Final = "whatsapp_business_account"
# `sent` clears up a message whose answer was lost, and `played` comes after `read`
_STATES: Final = {
    "sent": Delivery.SENT,
    "delivered": Delivery.DELIVERED,
    "read": Delivery.READ,
    "played": Delivery.READ,
    "failed": Delivery.REJECTED,
}


def read_push(raw: bytes) -> Push:
    """Read what came; of what is neither it holds nothing. Each event is read by itself.

    Raises:
        Unreadable: it is not in WhatsApp's shape.
    """
    found = payloads.read(raw)
    if not isinstance(found, dict) or found.get("object") != _OBJECT:
        raise Unreadable("no account")
    reports: list[StatusReport] = []
    messages: list[Pushed] = []
    unread: list[str] = []
    for value in _values(found, unread):
        for status in payloads.objects(value, "statuses", unread):
            with noted(unread):
                reports += filter(None, [_report(status)])
        messages += _messages(value, unread)
        if len(reports) + len(messages) > payloads.MOST_ROWS:
            raise Unreadable("too many")
    return Push(reports=tuple(reports), messages=tuple(messages), unread=tuple(unread))


def _values(found: Mapping[str, Any], unread: list[str]) -> Iterator[Mapping[str, Any]]:
    for entry in payloads.objects(found, "entry", unread):
        for change in payloads.objects(entry, "changes", unread):
            if change.get("field") == "messages":
                with noted(unread):
                    yield payloads.part(change, "value")


def _messages(value: Mapping[str, Any], unread: list[str]) -> Iterator[Pushed]:
    contacts = payloads.objects(value, "contacts", unread)
    for message in payloads.objects(value, "messages", unread):
        with noted(unread):
            kept = {
                "message": message,
                "contact": _contact_of(message, contacts),
                "metadata": payloads.part(value, "metadata"),
            }
            yield Pushed(key=name_of(message), raw=json.dumps(kept).encode())


def _contact_of(message: Mapping[str, Any], contacts: list[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return what a push says about a message's sender: by their name for us, else by number."""
    for theirs, ours in (("from_user_id", "user_id"), ("from", "wa_id")):
        for contact in contacts:
            if message.get(theirs) and message[theirs] == contact.get(ours):
                return contact
    return {}


def _report(status: Mapping[str, Any]) -> StatusReport | None:
    state = _STATES.get(payloads.word(status, "status"))
    ours = payloads.word(status, "biz_opaque_callback_data")
    if state is None or (state == Delivery.SENT and not ours):
        return None
    codes = [payloads.word(error, "code") for error in payloads.parts(status, "errors")]
    return StatusReport(
        reference=name_of(status),
        state=state,
        code=payloads.code(payloads.word(status, "status"), *codes),
        at=payloads.seconds(status, "timestamp"),
        ours=ours,
    )
