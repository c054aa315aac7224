"""Messages that came in by SMPP: as they are kept, and as they are read. Pure."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from alo153.channels.inbound import Inbound
from alo153.channels.providers import payloads
from alo153.channels.pushes import Pushed, Unreadable
from alo153.channels.sms import numbers
from alo153.channels.sms.smpp.receipts import NAME

_LETTERS_OF_A_KEY: Final = 32
_REPEATED_MINUTES: Final = 10
"""So long the same words may be a repetition: an operator tries again within minutes."""


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One short message: a whole one, or part ``number`` of ``total``.

    Args:
        group: names the message among its sender's messages; empty for a whole one.
    """

    sender: str
    to: str
    text: str
    group: str = ""
    number: int = 1
    total: int = 1

    @property
    def name(self) -> str:
        """Return what the parts of its message have in common, without personal data."""
        return _digest(self.sender, self.to, self.group, str(self.total))


def pushed(pieces: Sequence[Piece], *, at: datetime) -> Pushed:
    """Join the parts of a message, in any order, as they are to be kept.

    An operator gives a message no name: the same words of the same sender within ten minutes are
    one, since it hands over again what it did not hear us take. Later ones are new: a citizen says
    "Evet" to two questions, asks for the same state twice, and opts out once more.
    """
    ordered = sorted(pieces, key=lambda piece: piece.number)
    first = ordered[0]
    text = "".join(piece.text for piece in ordered)
    message = {
        "sender": first.sender,
        "to": first.to,
        "text": text,
        "is_whole": len(ordered) == first.total,
        "at": at.isoformat(),
    }
    minutes = int(at.timestamp()) // 60
    key = _digest(first.sender, first.to, text, str(minutes // _REPEATED_MINUTES))
    raw = json.dumps({"provider": NAME, "message": message}).encode()
    return Pushed(key=f"{NAME}:{key}", raw=raw)


def _digest(*words: str) -> str:
    told = "\0".join(words).encode(errors="replace")
    return hashlib.sha256(told).hexdigest()[:_LETTERS_OF_A_KEY]


def pack(piece: Piece) -> str:
    """Return a part as it waits for the remaining ones."""
    return json.dumps(asdict(piece))


def unpack(packed: str) -> Piece:
    """Return a part that waited."""
    return Piece(**json.loads(packed))


def read(message: Mapping[str, Any]) -> Inbound:
    """Read a message that was kept.

    Raises:
        Unreadable: it was not kept by `pushed`.
    """
    sender, text = payloads.word(message, "sender"), payloads.text(message, "text")
    phone, whole = numbers.e164(sender), message.get("is_whole")
    if not isinstance(whole, bool):
        raise Unreadable("no is_whole")
    return Inbound(
        reference="",
        sender=phone,
        sender_name="" if phone else sender,
        to=tuple(filter(None, [payloads.word(message, "to")])),
        text=text,
        new_text=text,
        sent_at=payloads.moment(payloads.word(message, "at")),
        complete=whole,
    )
