"""Messages that came in by WhatsApp, and what it tells of people. Pure.

Since 2026 people may have a user name and no number: a sender has a `user_id`, which only our
account knows, and a number (`from`, `wa_id`) only where WhatsApp chooses to say it.
https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
"""

from collections.abc import Mapping
from typing import Any, Final

from alo153.channels.inbound import Inbound, RemoteFile
from alo153.channels.providers import payloads
from alo153.channels.pushes import Unreadable
from alo153.channels.sms.numbers import e164
from alo153.citizens.channel import Channel

NAME: Final = Channel.WHATSAPP.value
_FILES: Final = ("image", "document", "audio", "video", "sticker")
# Somebody has another name now, or another number
_CHANGES: Final = ("user_changed_user_id", "user_changed_number", "customer_changed_number")


def read(raw: bytes) -> Inbound | None:
    """Read a message that was kept; None if it cannot be read."""
    try:
        kept = payloads.read(raw)
        message, contact = payloads.part(kept, "message"), payloads.part(kept, "contact")
        if message.get("type") == "system":
            return _change(message)
        return _message(message, contact, payloads.part(kept, "metadata"))
    except (Unreadable, AttributeError):
        return None


def _message(
    message: Mapping[str, Any], contact: Mapping[str, Any], metadata: Mapping[str, Any]
) -> Inbound:
    number = payloads.word(message, "from") or payloads.word(contact, "wa_id")
    user = payloads.word(message, "from_user_id") or payloads.word(contact, "user_id")
    profile = payloads.part(contact, "profile")
    files, text = _files(message), _words(message)
    answered = payloads.word(payloads.part(message, "context"), "id", most=200)
    return Inbound(
        reference=name_of(message),
        sender=_sender(user, number),
        sender_name=payloads.line(profile, "name") or payloads.line(profile, "username"),
        to=tuple(filter(None, [payloads.word(metadata, "display_phone_number")])),
        text=text,
        new_text=text,
        answers=(f"{NAME}:{answered}",) if answered else (),
        remote_files=files,
        phone=e164(number),
        former_senders=(number,) if user and number else (),
        sent_at=payloads.seconds(message, "timestamp"),
        complete=bool(text or files),
    )


def _change(message: Mapping[str, Any]) -> Inbound:
    """Read that WhatsApp calls somebody by another name now."""
    told = payloads.part(message, "system")
    if told.get("type") not in _CHANGES:
        raise Unreadable("no change")
    before = [payloads.word(message, name) for name in ("from_user_id", "from")]
    number = payloads.word(told, "wa_id") or payloads.word(told, "new_wa_id")
    # Who has a name keeps it with another number
    now = payloads.word(told, "user_id") or before[0] or number
    return Inbound(
        reference=name_of(message),
        sender=_sender(now, ""),
        text="",
        new_text="",
        former_senders=tuple(each for each in before if each and each != now),
        is_notice=True,
    )


def _sender(user: str, number: str) -> str:
    if not (user or number):
        raise Unreadable("no sender")
    return user or number


def name_of(message: Mapping[str, Any]) -> str:
    """Return our name for a message.

    Raises:
        Unreadable: it has none.
    """
    given = payloads.word(message, "id", most=180)
    if not given:
        raise Unreadable("no id")
    return f"{NAME}:{given}"


def _words(message: Mapping[str, Any]) -> str:
    said = []
    if text := payloads.part(message, "text"):
        said.append(payloads.text(text, "body"))
    for name in _FILES:
        if payloads.part(message, name).get("caption"):
            said.append(payloads.text(message[name], "caption"))
    if place := payloads.part(message, "location"):
        named = [payloads.line(place, name) for name in ("name", "address")]
        said += [payloads.place(place), *filter(None, named)]
    said += _pressed(message)
    for each in payloads.parts(message, "contacts"):
        numbers = [payloads.line(phone, "phone") for phone in payloads.parts(each, "phones")]
        whose = payloads.line(payloads.part(each, "name"), "formatted_name")
        said.append(" ".join([whose, *numbers]).strip())
    if emoji := payloads.part(message, "reaction").get("emoji"):
        said.append(payloads.text({"emoji": emoji}, "emoji"))
    return "\n".join(filter(None, said))


def _pressed(message: Mapping[str, Any]) -> list[str]:
    """Return the words of what was chosen instead of typed."""
    if button := payloads.part(message, "button"):
        return [payloads.text(button, "text")]
    chosen = payloads.part(message, "interactive")
    kinds = (payloads.part(chosen, name) for name in ("button_reply", "list_reply"))
    return [payloads.text(kind, "title") for kind in kinds if kind]


def _files(message: Mapping[str, Any]) -> tuple[RemoteFile, ...]:
    found = [payloads.part(message, name) for name in _FILES]
    return tuple(
        RemoteFile(
            name=payloads.line(each, "filename"), reference=payloads.word(each, "id", most=200)
        )
        for each in found
        if each
    )
