"""Posts of Telegram to our address, one update at a time. Pure.

Anybody who finds a bot can write to it, and it answers only people who have written: the number
of their chat is their only name. What is said in groups is not for us.
"""

from typing import Any, Final

from alo153.channels.inbound import Inbound, RemoteFile
from alo153.channels.providers import payloads
from alo153.channels.pushes import Push, Pushed, Unreadable
from alo153.channels.sms.numbers import e164
from alo153.citizens.channel import Channel

NAME: Final = Channel.TELEGRAM.value
# An edited one is said once more, as it is now
_MESSAGES: Final = ("message", "edited_message")
# What somebody presses to begin says nothing
_START: Final = "/start"
_FILES: Final = ("document", "video", "audio", "voice", "animation", "video_note", "sticker")


def read_push(raw: bytes) -> Push:
    """Read an update; of what is no message to us it holds nothing.

    Raises:
        Unreadable: it is not in Telegram's shape.
    """
    update = _update(raw)
    number = update.get("update_id")
    if isinstance(number, bool) or not isinstance(number, int):
        raise Unreadable("no update_id")
    message = _message(update)
    if not message or message.get("text") == _START or _moves(update):
        return Push()
    # Another bot counts its updates anew
    key = f"{NAME}:{payloads.word(update, 'update_id')}:{payloads.word(message, 'date')}"
    return Push(messages=(Pushed(key=key, raw=raw),))


def _moves(update: Any) -> bool:
    """Say whether somebody who shares where they are has moved: that is said every few seconds."""
    return bool(payloads.part(update, "edited_message").get("location"))


def _update(raw: bytes) -> Any:
    found = payloads.read(raw)
    if not isinstance(found, dict):
        raise Unreadable("no object")
    return found


def _message(update: Any) -> Any:
    """Return the message to us in an update; an empty one if there is none."""
    message = next((found for name in _MESSAGES if (found := payloads.part(update, name))), {})
    chat = payloads.part(message, "chat")
    return message if payloads.word(chat, "type") == "private" else {}


def read(raw: bytes) -> Inbound | None:
    """Read a message that was kept; None if it cannot be read."""
    try:
        return _read(_message(_update(raw)))
    except Unreadable:
        return None


def _read(message: Any) -> Inbound:
    chat, by = payloads.part(message, "chat"), payloads.part(message, "from")
    sender = payloads.word(chat, "id")
    if not sender:
        raise Unreadable("no chat")
    files = _files(message)
    text = _words(message)
    answered = payloads.word(payloads.part(message, "reply_to_message"), "message_id")
    return Inbound(
        reference=_name(sender, payloads.word(message, "message_id")),
        sender=sender,
        sender_name=_person(by),
        text=text,
        new_text=text,
        answers=(_name(sender, answered),) if answered else (),
        remote_files=files,
        phone=_phone(message, by),
        sent_at=payloads.seconds(message, "date"),
        complete=bool(text or files),
    )


def _name(chat: str, message: str) -> str:
    """Return what we call a message: Telegram counts them in each chat."""
    return f"{NAME}:{chat}:{message}"


def reference(told: Any) -> str:
    """Return our name for a message that Telegram says it took.

    Raises:
        Unreadable: it does not say so.
    """
    chat = payloads.word(payloads.part(told, "chat"), "id")
    number = payloads.word(told, "message_id")
    if not (chat and number):
        raise Unreadable("no message_id")
    return _name(chat, number)


def _person(by: Any) -> str:
    names = [payloads.line(by, part) for part in ("first_name", "last_name")]
    return " ".join(filter(None, names)) or payloads.line(by, "username")


def _words(message: Any) -> str:
    said = [payloads.text(message, name) for name in ("text", "caption") if message.get(name)]
    if place := payloads.part(message, "location"):
        said.append(payloads.place(place))
    if shared := payloads.part(message, "contact"):
        said.append(payloads.line(shared, "phone_number"))
    if (sticker := payloads.part(message, "sticker")).get("emoji"):
        said.append(payloads.text(sticker, "emoji"))
    return "\n".join(said)


def _phone(message: Any, by: Any) -> str:
    """Return the number that somebody shared as their own, which Telegram vouches for."""
    shared = payloads.part(message, "contact")
    if not shared or payloads.word(shared, "user_id") != payloads.word(by, "id"):
        return ""
    return e164(payloads.line(shared, "phone_number"))


def _files(message: Any) -> tuple[RemoteFile, ...]:
    # A GIF is a document besides, for programs that know none
    kinds = [name for name in _FILES if name != "document" or not message.get("animation")]
    found = [payloads.part(message, name) for name in kinds]
    # The same photo in several sizes, the largest last
    found += payloads.parts(message, "photo")[-1:]
    return tuple(_file(each) for each in found if each)


def _file(found: Any) -> RemoteFile:
    return RemoteFile(
        name=payloads.line(found, "file_name"),
        reference=payloads.word(found, "file_id", most=200),
        size=payloads.number(found, "file_size"),
    )
