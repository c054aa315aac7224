"""A message or a post by X, out of what was kept. Pure."""

from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from alo153.channels.inbound import Inbound, RemoteFile
from alo153.channels.providers import payloads
from alo153.channels.pushes import Unreadable

NAME = "x"
type Entry = Mapping[str, Any]
# Some accounts may write 25,000 characters, of which & < > come as several
_LONGEST = 150_000
_LONGEST_ADDRESS = 2_000
# What X makes of a link
_SHORT = "//t.co/"
_DAY = "%a %b %d %H:%M:%S %z %Y"


def read(raw: bytes) -> Inbound | None:
    """Read what was kept; None if it cannot be read."""
    try:
        kept = payloads.read(raw)
        if message := payloads.part(kept, "message"):
            return _message(message, payloads.part(kept, "user"))
        if post := payloads.part(kept, "post"):
            return _post(post, payloads.part(kept, "user"), payloads.parts(kept, "media"))
        return _tweet(payloads.part(kept, "tweet"))
    except (Unreadable, AttributeError):
        return None


def _message(event: Entry, user: Entry) -> Inbound:
    made = payloads.part(event, "message_create")
    said = payloads.part(made, "message_data")
    attached = payloads.part(said, "attachment")
    media = [each for each in [payloads.part(attached, "media")] if each]
    text, files = _words(said, "text", media), _files(media)
    return Inbound(
        reference=payloads.reference(event, "id", of=NAME),
        sender=_sender(made, "sender_id"),
        sender_name=_person(user),
        to=tuple(filter(None, [payloads.word(payloads.part(made, "target"), "recipient_id")])),
        text=text,
        new_text=text,
        remote_files=files,
        sent_at=payloads.seconds(event, "created_timestamp", per_second=1000),
        complete=bool(text or files),
    )


def _post(post: Entry, user: Entry, media: list[Entry]) -> Inbound:
    """Read a post of the X Activity API; what is long is in a part of its own."""
    long = payloads.part(post, "note_tweet")
    text, files = _words(long if long.get("text") else post, "text", media), _files(media)
    answered = [each for each in payloads.parts(post, "referenced_tweets") if _is_answer(each)]
    return _public(
        payloads.word(post, "id"),
        sender=_sender(post, "author_id"),
        sender_name=_person(user),
        text=text,
        new_text=text,
        post=payloads.word(answered[0], "id") if answered else "",
        remote_files=files,
        sent_at=payloads.moment(payloads.word(post, "created_at")),
        complete=bool(text or files),
    )


def _is_answer(referenced: Entry) -> bool:
    return referenced.get("type") == "replied_to"


def _tweet(tweet: Entry) -> Inbound:
    """Read a post of the Account Activity API."""
    user = payloads.part(tweet, "user")
    long = payloads.part(tweet, "extended_tweet")
    whole = long if long.get("full_text") else tweet
    media = payloads.parts(payloads.part(whole, "extended_entities"), "media")
    name = next((each for each in ("full_text", "text") if whole.get(each)), "text")
    text, files = _words(whole, name, media), _files(media)
    return _public(
        payloads.word(tweet, "id_str"),
        sender=_sender(user, "id_str"),
        sender_name=_person(user),
        text=text,
        new_text=text,
        post=payloads.word(tweet, "in_reply_to_status_id_str"),
        remote_files=files,
        sent_at=payloads.moment(payloads.word(tweet, "created_at"), _DAY),
        complete=bool(text or files),
    )


def _public(number: str, **told: Any) -> Inbound:
    """Return what was said in public."""
    if not number:
        raise Unreadable("no id")
    return Inbound(reference=f"{NAME}:{number}", comment=number, **told)


def _sender(row: Entry, name: str) -> str:
    if not (found := payloads.word(row, name)):
        raise Unreadable("no sender")
    return found


def _person(user: Entry) -> str:
    names = (payloads.line(user, name) for name in ("name", "username", "screen_name"))
    return next(filter(None, names), "")


def _words(said: Entry, name: str, media: Iterable[Entry]) -> str:
    """Return the words with links as they were typed; X shortens them, and adds some to files."""
    text = payloads.text(said, name, most=_LONGEST) if said.get(name) else ""
    of_files = {_link(each, "url") for each in media}
    for each in payloads.parts(payloads.part(said, "entities"), "urls"):
        short, typed = _link(each, "url"), _link(each, "expanded_url")
        if _SHORT in short and short not in of_files:
            text = text.replace(short, typed or short)
    for link in of_files:
        if _SHORT in link:
            text = text.replace(link, "")
    return unescape(text).strip()


def _link(row: Entry, name: str) -> str:
    return payloads.word(row, name, most=_LONGEST_ADDRESS)


def _files(media: Iterable[Entry]) -> tuple[RemoteFile, ...]:
    """Return pictures; of a film what stands for it."""
    found = (_address(each) for each in media)
    return tuple(RemoteFile(name="", reference=each) for each in found if each)


def _address(media: Entry) -> str:
    names = ("media_url_https", "media_url", "url", "preview_image_url")
    found = (_link(media, name) for name in names)
    return next((each for each in found if each and _SHORT not in each), "")
