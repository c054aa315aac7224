"""The files of a mail: their names as their sender gives them, bounded in number and size."""

import re
from functools import partial
from typing import Final

from alo153.channels.email.reading.decoding import clean, encoded
from alo153.channels.email.reading.guard import Guard
from alo153.channels.email.reading.structure import content, headers
from alo153.channels.email.reading.structure.parts import Part
from alo153.channels.inbound import InboundFile

MOST: Final = 100
MOST_BYTES: Final = 25 * 1024 * 1024
"""Of all files of a mail together."""
MOST_NAME: Final = 200
MOST_ID: Final = 200
_MESSAGES: Final = frozenset({"message/rfc822", "message/global"})
_PATH: Final = re.compile(r"[/\\]")


def read(parts: list[Part], guard: Guard) -> tuple[tuple[InboundFile, ...], bool]:
    """Return the files, and whether they are all there, each of them whole."""
    found: list[InboundFile] = []
    left, complete = MOST_BYTES, len(parts) <= MOST
    for part in parts[:MOST]:
        raw, whole = guard(partial(content.decode, part), (part.body, False))
        complete = complete and whole and len(raw) <= left
        if len(raw) <= left:
            left -= len(raw)
            found.append(guard(partial(_file, part, raw), _nameless(raw)))
    return tuple(found), complete


def _file(part: Part, raw: bytes) -> InboundFile:
    return InboundFile(
        name=_name(part, raw),
        content_type=clean.line(part.type, MOST_NAME),
        content=raw,
        content_id=clean.line(
            encoded.decode(part.headers.first("content-id")).strip("<> "), MOST_ID
        ),
    )


def _nameless(raw: bytes) -> InboundFile:
    return InboundFile(name="", content_type="application/octet-stream", content=raw)


def _name(part: Part, raw: bytes) -> str:
    """Return the name without folders; a mail within a mail is named by its subject."""
    given = part.disposition.text("filename") or part.content_type.text("name")
    name = clean.line(_PATH.split(given)[-1], MOST_NAME)
    if name or part.type not in _MESSAGES:
        return name
    within, _, _ = headers.read(raw, 0, len(raw))
    subject = clean.line(encoded.decode(within.first("subject")), MOST_NAME - 4)
    return f"{_PATH.sub('-', subject) or 'message'}.eml"
