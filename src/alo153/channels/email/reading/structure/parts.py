"""A mail as a tree of parts: bounded in number and depth, in time that grows with length only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from alo153.channels.email.reading.structure import headers, parameters
from alo153.channels.email.reading.structure.headers import Headers
from alo153.channels.email.reading.structure.parameters import Parameters

MOST_PARTS: Final = 1_000
MOST_LEVELS: Final = 30
MOST_BOUNDARIES: Final = 100_000
"""The limit of lines that look like a boundary, over all levels."""
_MOST_BOUNDARY: Final = 250
_TYPE: Final = re.compile(r"[^\s/]+/[^\s/]+")
# A boundary of which the header does not tell
_UNTOLD: Final = re.compile(
    rb"^--([^\s][^\r\n]{0,200}?)[ \t]*\r?\ncontent-", re.MULTILINE | re.IGNORECASE
)
_REST_OF_LINE: Final = re.compile(rb"(--)?[ \t]*+(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, kw_only=True)
class Part:
    """A mail, or a part of it: with parts of its own, or with a body in its transfer encoding."""

    headers: Headers
    content_type: Parameters
    disposition: Parameters
    # Lower case, never empty
    type: str
    body: bytes = b""
    parts: "tuple[Part, ...]" = ()

    def walk(self) -> "Iterator[Part]":
        """Give this part and all within, in their order."""
        yield self
        for each in self.parts:
            yield from each.walk()


UNREAD: Final = Part(
    headers=Headers(),
    content_type=Parameters("", {}, {}),
    disposition=Parameters("", {}, {}),
    type="text/plain",
)


@dataclass
class _Reading:
    raw: bytes
    parts_left: int = MOST_PARTS
    boundaries_left: int = MOST_BOUNDARIES
    whole: bool = True


def read(raw: bytes) -> tuple[Part, bool]:
    """Return the mail as a tree, and whether all of it is there."""
    reading = _Reading(raw)
    start = len(raw) - len(raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    part = _part(reading, start, len(raw), MOST_LEVELS, "text/plain")
    return part, reading.whole


def _part(reading: _Reading, start: int, end: int, levels: int, usual: str) -> Part:
    found, begin, whole = headers.read(reading.raw, start, end)
    reading.whole = reading.whole and whole
    content_type = parameters.read(found.first("content-type"))
    kind = content_type.value if _TYPE.fullmatch(content_type.value) else usual
    spans: list[tuple[int, int]] = []
    if kind.startswith("multipart/"):
        spans = _spans(reading, content_type.named.get("boundary", b""), begin, end)
        if not spans and (untold := _UNTOLD.search(reading.raw, begin, end)):
            spans = _spans(reading, untold[1], begin, end)
        kind = kind if spans else "text/plain"
    if spans and not levels:
        reading.whole = False
        spans = []
    within = "message/rfc822" if kind == "multipart/digest" else "text/plain"
    return Part(
        headers=found,
        content_type=content_type,
        disposition=parameters.read(found.first("content-disposition")),
        type=kind,
        body=b"" if spans else reading.raw[begin:end],
        parts=tuple(_part(reading, *each, levels - 1, within) for each in spans),
    )


def _spans(reading: _Reading, boundary: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the parts between boundaries begin and end."""
    spans: list[tuple[int, int]] = []
    begin: int | None = None
    for at, after, is_last in _delimiters(reading, boundary.rstrip(), start, end):
        if begin is not None:
            spans.append((begin, _before_break(reading.raw, begin, at)))
            reading.parts_left -= 1
        begin = None if is_last else after
        if is_last or reading.parts_left <= 0:
            reading.whole = reading.whole and is_last
            return spans
    if begin is not None and begin < end:
        spans.append((begin, end))
        reading.parts_left -= 1
    return spans


def _delimiters(
    reading: _Reading, boundary: bytes, start: int, end: int
) -> Iterator[tuple[int, int, bool]]:
    """Give each boundary: where its line begins and ends, and whether it is the last one."""
    raw, mark = reading.raw, b"--" + boundary
    at = raw.find(mark, start, end) if 0 < len(boundary) <= _MOST_BOUNDARY else -1
    while at >= 0:
        if not reading.boundaries_left:
            reading.whole = False
            return
        reading.boundaries_left -= 1
        after = at + len(mark)
        rest = _REST_OF_LINE.match(raw, after, end)
        if rest and (at == start or raw[at - 1] in b"\r\n"):
            yield at, rest.end(), bool(rest[1])
        at = raw.find(mark, after, end)


def _before_break(raw: bytes, start: int, at: int) -> int:
    """Return where a part ends: the line break before a boundary belongs to the boundary."""
    for line_break in (b"\r\n", b"\n", b"\r"):
        if raw.endswith(line_break, start, at):
            return at - len(line_break)
    return at
