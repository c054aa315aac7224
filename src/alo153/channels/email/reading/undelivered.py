"""Reports that a message of ours did not arrive (RFC 3464), and what servers write instead.

What is believed is our own name for the message, out of the headers that come back: which of ours
it was, and to whom, is known then. An address in a report proves nothing.
"""

import re
from collections.abc import Iterator
from typing import Final

from alo153.channels.email.reading import addresses, references
from alo153.channels.email.reading.structure import content, headers
from alo153.channels.email.reading.structure.headers import Headers
from alo153.channels.email.reading.structure.parts import Part
from alo153.channels.inbound import Undelivered

MOST: Final = 100
_RETURNED: Final = frozenset(
    {"message/rfc822", "message/global", "text/rfc822-headers", "message/rfc822-headers"}
)
_STATUS: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_FINAL: Final = {b"failed": True, b"failure": True, b"delayed": False}
_ARRIVED: Final = frozenset({b"delivered", b"relayed", b"expanded"})
_CODE: Final = re.compile(rb"\b([45])\.(\d{1,3})\.(\d{1,3})\b")
_OLD_CODE: Final = re.compile(rb"\b([45])\d\d(?=[ -])")
_MACHINES: Final = re.compile(rb"mailer-daemon|postmaster|mail delivery", re.IGNORECASE)
_COPY: Final = re.compile(
    rb"^[> \t]{0,9}message-id:\s{0,9}<([^<>\s]{1,250})>", re.MULTILINE | re.IGNORECASE
)
_SEARCHED_BYTES: Final = 100_000
_SEARCHED_PARTS: Final = 10


def read(mail: Part) -> tuple[Undelivered, ...]:
    """Return what did not arrive, one for each recipient; nothing if the mail is no report."""
    parts = list(mail.walk())
    statuses = [each for part in parts if part.type in _STATUS for each in _statuses(part)]
    if not statuses and not _is_from_a_machine(mail.headers):
        return ()
    returned = _returned(parts)
    reference = references.own(returned)
    if statuses:
        found = [_of_status(each, reference) for each in statuses]
        return tuple(dict.fromkeys(each for each in found if each))[:MOST]
    return _of_words(mail, parts, returned)


def _statuses(part: Part) -> Iterator[Headers]:
    """Give the fields of each recipient: groups of headers with an empty line between."""
    raw, _ = content.decode(part)
    at = 0
    for _ in range(MOST):
        while raw[at : at + 1] in (b"\r", b"\n"):
            at += 1
        found, after, _ = headers.read(raw, at, len(raw))
        if after == at:
            return
        at = after
        if "action" in found or "status" in found:
            yield found


def _of_status(fields: Headers, reference: str) -> Undelivered | None:
    code = _code(fields.first("status")) or _code(fields.first("diagnostic-code"))
    action = b"".join(fields.first("action").lower().split()[:1])
    if action in _ARRIVED or not (code or action in _FINAL):
        return None
    final = _FINAL.get(action, code.startswith("5"))
    named = fields.first("original-recipient") or fields.first("final-recipient")
    return Undelivered(
        reference=reference, to=_address(named.rpartition(b";")[2]), code=code, final=final
    )


def _returned(parts: list[Part]) -> Headers:
    """Return the headers of our message, as far as the report holds them."""
    for part in parts:
        if part.type in _RETURNED:
            raw, _ = content.decode(part)
            start = len(raw) - len(raw.lstrip(b"\r\n"))
            return headers.read(raw, start, len(raw))[0]
    return Headers()


def _is_from_a_machine(fields: Headers) -> bool:
    return (
        bool(_MACHINES.search(fields.first("from")))
        or "x-failed-recipients" in fields
        or fields.first("return-path").translate(None, b" \t") == b"<>"
    )


def _of_words(mail: Part, parts: list[Part], returned: Headers) -> tuple[Undelivered, ...]:
    """Read a report of a server's own making: it counts if it brings our message back."""
    read = (content.decode(part)[0][:_SEARCHED_BYTES] for part in parts[:_SEARCHED_PARTS])
    raw = b"\n".join(read)
    named = _COPY.search(raw)
    reference = references.own(returned) or (
        f"<{named[1].decode('ascii', 'replace')}>" if named else ""
    )
    failed = addresses.read(mail.headers.every("x-failed-recipients") or returned.every("to"))
    code = _code(raw)
    if not (reference and code):
        return ()
    to = failed[0].address if len(failed) == 1 else ""
    return (Undelivered(reference=reference, to=to, code=code, final=code.startswith("5")),)


def _code(raw: bytes) -> str:
    """Return the code of RFC 3463 in a text; one of SMTP alone tells whether it is final."""
    if found := _CODE.search(raw):
        return ".".join(each.decode("ascii") for each in found.groups())
    old = _OLD_CODE.search(raw)
    return f"{old[1].decode('ascii')}.0.0" if old else ""


def _address(value: bytes) -> str:
    found = addresses.read([value])
    return found[0].address if found else ""
