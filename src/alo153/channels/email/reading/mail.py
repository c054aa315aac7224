"""Read an e-mail: whatever bytes came, something comes out, in bounded time and memory."""

from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final

from alo153.channels.email.reading import addresses, automatic, files, references, undelivered
from alo153.channels.email.reading.decoding import clean, encoded
from alo153.channels.email.reading.guard import Guard
from alo153.channels.email.reading.new_text.cutting import new_words
from alo153.channels.email.reading.structure import parts
from alo153.channels.email.reading.structure.headers import Headers
from alo153.channels.email.reading.text import choice
from alo153.channels.email.reading.text.choice import Chosen
from alo153.channels.inbound import Inbound

MOST_BYTES: Final = 60 * 1024 * 1024
"""Of a mail: 25 MB of files take 34 in base64. What is behind is not read."""
MOST_SUBJECT: Final = 1_000
_MOST_DATE: Final = 100
_TO: Final = ("to", "cc", "delivered-to", "x-original-to", "envelope-to")


def read(raw: bytes) -> Inbound:
    """Return what a mail says; raises for no bytes. What could not be read makes it incomplete."""
    guard = Guard()
    mail, whole = guard(lambda: parts.read(raw[:MOST_BYTES]), (parts.UNREAD, False))
    chosen = guard(lambda: choice.choose(mail, guard), Chosen(whole=False))
    kept, all_kept = files.read(chosen.files, guard)
    headers = mail.headers
    subject = guard(lambda: _subject(headers), "")
    sender = guard(lambda: _sender(headers), addresses.Named("", ""))
    inbound = Inbound(
        reference=guard(lambda: references.own(headers), ""),
        sender=sender.address,
        sender_name=sender.name,
        reply_to=guard(lambda: _reply_to(headers, sender.address), ""),
        to=guard(lambda: _to(headers), ()),
        subject=subject,
        text=chosen.text,
        new_text=guard(lambda: new_words(chosen.text), chosen.text),
        html=chosen.html,
        answers=guard(lambda: references.answered(headers), ()),
        files=kept,
        sent_at=_sent_at(headers),
        automatic=guard(
            lambda: automatic.is_automatic(headers, mail.type, sender.address, subject), False
        ),
        undelivered=guard(lambda: undelivered.read(mail), ()),
    )
    # Words before or behind all parts are no part: who reads nothing looks at the raw mail
    says = bool(chosen.text or chosen.html or kept) or not mail.parts
    read_whole = whole and all_kept and chosen.whole and len(raw) <= MOST_BYTES
    complete = guard.held and read_whole and says
    return replace(inbound, complete=complete)


def _subject(headers: Headers) -> str:
    return clean.line(encoded.decode(headers.first("subject")), MOST_SUBJECT)


def _sender(headers: Headers) -> addresses.Named:
    """Return who wrote: the first header that holds an address."""
    for name in ("from", "sender", "reply-to", "return-path"):
        if found := addresses.read(headers.every(name)):
            return found[0]
    return addresses.Named("", "")


def _reply_to(headers: Headers, sender: str) -> str:
    found = addresses.read(headers.every("reply-to"))
    return found[0].address if found and found[0].address != sender else ""


def _to(headers: Headers) -> tuple[str, ...]:
    values = [value for name in _TO for value in headers.every(name)]
    return tuple(each.address for each in addresses.read(values))


def _sent_at(headers: Headers) -> datetime | None:
    words = headers.first("date")[:_MOST_DATE].decode("ascii", "replace")
    try:
        found = parsedate_to_datetime(words)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
