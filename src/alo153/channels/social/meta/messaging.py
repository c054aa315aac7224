"""Messages that Messenger and Instagram post, and comments below what the city has published. Pure.

https://developers.facebook.com/docs/messenger-platform/reference/webhook-events
https://developers.facebook.com/docs/instagram-platform/webhooks
"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from alo153.channels.inbound import Inbound, RemoteFile
from alo153.channels.providers import payloads
from alo153.channels.providers.payloads import noted
from alo153.channels.pushes import Delivery, Push, Pushed, StatusReport, Unreadable

type Entry = Mapping[str, Any]
type Comment = Callable[[Entry], Entry]
"""Reads a change: what is common to comments of both (see `comment_of`), or nothing."""
_LONGEST_ADDRESS = 2_000
_LONGEST_NAME = 190
# What somebody shares is no file: a link, with what its page calls itself
_SHARED: Final = frozenset({"fallback", "template"})


def read_push(raw: bytes, *, of: str, kind: str, comment: Comment) -> Push:
    """Read what came; of what is neither message, comment nor report it holds nothing.

    Each event by itself: Meta posts many at once, and all of them again if one were refused.

    Args:
        of: begins our names for messages.
        kind: what Meta calls the kind of account.
        comment: reads a change that may be a comment.

    Raises:
        Unreadable: it is not in Meta's shape.
    """
    found = payloads.read(raw)
    if not isinstance(found, dict) or found.get("object") != kind:
        raise Unreadable("no account")
    reports: list[StatusReport] = []
    messages: list[Pushed] = []
    unread: list[str] = []
    for entry in payloads.objects(found, "entry", unread):
        for event in payloads.objects(entry, "messaging", unread):
            with noted(unread):
                reports += _reports(event, of)
            with noted(unread):
                messages += _messages(event, of)
        for change in payloads.objects(entry, "changes", unread):
            with noted(unread):
                messages += _comments(comment(change), entry, of)
    if len(reports) + len(messages) > payloads.MOST_ROWS:
        raise Unreadable("too many")
    return Push(reports=tuple(reports), messages=tuple(messages), unread=tuple(unread))


def _messages(event: Entry, of: str) -> Iterator[Pushed]:
    """Give the message of an event; what we wrote ourselves comes back as an echo."""
    message = payloads.part(event, "message") or payloads.part(event, "postback")
    if message and not message.get("is_echo") and not message.get("is_deleted"):
        yield Pushed(key=_name(message, "mid", of), raw=json.dumps({"event": event}).encode())


def _comments(comment: Entry, entry: Entry, of: str) -> Iterator[Pushed]:
    """Give a comment of somebody else."""
    by = payloads.word(payloads.part(comment, "from"), "id")
    if comment and by and by != payloads.word(entry, "id"):
        key = _name(comment, "id", f"{of}:comment")
        yield Pushed(key=key, raw=json.dumps({"comment": comment}).encode())


def _reports(event: Entry, of: str) -> Iterator[StatusReport]:
    """Give what became of messages that are named; a mere point in time names none."""
    told = payloads.part(event, "delivery")
    names = told.get("mids", [])
    if not isinstance(names, list) or len(names) > payloads.MOST_ROWS:
        raise Unreadable("no mids")
    yield from _echo(event, of)
    read = payloads.part(event, "read")
    found: list[tuple[Delivery, Entry]] = [(Delivery.DELIVERED, {"mid": each}) for each in names]
    found += [(Delivery.READ, read)] if read.get("mid") else []
    for state, named in found:
        yield StatusReport(
            reference=_name(named, "mid", of),
            state=state,
            code=state.value,
            at=payloads.seconds(event, "timestamp", per_second=1000),
        )


def _echo(event: Entry, of: str) -> Iterator[StatusReport]:
    """Give that a message of ours left, where it comes back with our own name for it."""
    message = payloads.part(event, "message")
    ours = payloads.word(message, "metadata", most=1000) if message.get("is_echo") is True else ""
    if ours:
        yield StatusReport(
            reference=_name(message, "mid", of),
            state=Delivery.SENT,
            code=Delivery.SENT.value,
            at=payloads.seconds(event, "timestamp", per_second=1000),
            ours=ours,
        )


def _name(row: Entry, name: str, of: str) -> str:
    given = payloads.word(row, name, most=_LONGEST_NAME)
    if not given:
        raise Unreadable(f"no {name}")
    return f"{of}:{given}"[:200]


def read(raw: bytes, *, of: str) -> Inbound | None:
    """Read a message or a comment that was kept; None if it cannot be read."""
    try:
        kept = payloads.read(raw)
        if comment := payloads.part(kept, "comment"):
            return _comment(comment, of)
        return _message(payloads.part(kept, "event"), of)
    except (Unreadable, AttributeError):
        return None


def _message(event: Entry, of: str) -> Inbound:
    message = payloads.part(event, "message") or payloads.part(event, "postback")
    sender = payloads.word(payloads.part(event, "sender"), "id")
    if not sender:
        raise Unreadable("no sender")
    said = [payloads.text(message, name) for name in ("text", "title") if message.get(name)]
    attached = payloads.parts(message, "attachments")
    files = _files(attached)
    text = "\n".join([*said, *_shared(attached, "\n".join(said))])
    answered = payloads.word(payloads.part(message, "reply_to"), "mid", most=_LONGEST_NAME)
    return Inbound(
        reference=_name(message, "mid", of),
        sender=sender,
        to=tuple(filter(None, [payloads.word(payloads.part(event, "recipient"), "id")])),
        text=text,
        new_text=text,
        answers=(f"{of}:{answered}",) if answered else (),
        remote_files=files,
        sent_at=payloads.seconds(event, "timestamp", per_second=1000),
        complete=bool(text or files),
    )


def _files(attached: list[Entry]) -> tuple[RemoteFile, ...]:
    found = [payloads.part(each, "payload") for each in attached if each.get("type") not in _SHARED]
    return tuple(
        RemoteFile(name="", reference=payloads.word(each, "url", most=_LONGEST_ADDRESS))
        for each in found
        if each.get("url")
    )


def _shared(attached: list[Entry], text: str) -> Iterator[str]:
    """Give the words of what was shared; a link that is in the text is not said again."""
    for each in attached:
        if each.get("type") in _SHARED:
            for told in (each, payloads.part(each, "payload")):
                yield from _linked(told, text)
            for told in payloads.parts(payloads.part(each, "payload"), "elements"):
                yield from _linked(told, text)


def _linked(told: Entry, text: str) -> Iterator[str]:
    names = [payloads.line(told, name) for name in ("title", "subtitle")]
    urls = [payloads.word(told, name, most=_LONGEST_ADDRESS) for name in ("url", "item_url")]
    yield from (each for each in (*names, *urls) if each and each not in text)


def _comment(comment: Entry, of: str) -> Inbound:
    by = payloads.part(comment, "from")
    text = payloads.text(comment, "text") if comment.get("text") else ""
    named = payloads.word(comment, "id", most=_LONGEST_NAME)
    return Inbound(
        reference=f"{of}:comment:{named}",
        sender=payloads.word(by, "id"),
        sender_name=payloads.line(by, "name") or payloads.line(by, "username"),
        text=text,
        new_text=text,
        comment=named,
        post=_post(comment),
        sent_at=payloads.seconds(comment, "at"),
        complete=bool(text),
    )


def _post(comment: Entry) -> str:
    """Return which post of ours it is below; what cannot be read keeps nobody's words back."""
    try:
        return payloads.word(comment, "post", most=_LONGEST_NAME)
    except Unreadable:
        return ""
