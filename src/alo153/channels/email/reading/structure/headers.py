"""The headers of a mail or of one of its parts, as the bytes that came."""

import re
from dataclasses import dataclass
from typing import Final

MOST_FIELDS: Final = 1_000
MOST_BYTES: Final = 20_000
"""Of one header: what is behind is not read."""
# As lenient as mail programs are: any name, blanks before the colon, any kind of line end
_FIELD: Final = re.compile(
    rb"([!-9;-~]*+)[ \t]*+:([^\r\n]*+(?:\r\n|\r|\n|\Z)(?:[ \t][^\r\n]*+(?:\r\n|\r|\n|\Z))*+)"
)
_SKIPPED: Final = re.compile(rb"(?:>?From |[ \t]+[^\s])[^\r\n]*+(?:\r\n|\r|\n|\Z)")
# Broken without a blank before the rest: another header follows
_TORN: Final = re.compile(
    rb"[^\r\n]++(?:\r\n|\r|\n)(?=(?:content-[a-z-]+|mime-version|message-id|from|to|cc|subject|date"
    rb"|received|reply-to|in-reply-to|references|return-path|x-[a-z-]+)[ \t]*+:)",
    re.IGNORECASE,
)
_BLANK: Final = re.compile(rb"[ \t]*+(?:\r\n|\r|\n)")
_EMPTY_LINE: Final = re.compile(rb"\r\n\r\n|\n\n|\r\r")
_BREAKS: Final = re.compile(rb"[\r\n]+")


@dataclass(frozen=True)
class Headers:
    """Fields in their order: names in lower case, values unfolded and as they came."""

    fields: tuple[tuple[str, bytes], ...] = ()

    def first(self, name: str) -> bytes:
        """Return the first value of a field, or nothing."""
        return next((value for each, value in self.fields if each == name), b"")

    def every(self, name: str) -> list[bytes]:
        """Return the values of a field in their order."""
        return [value for each, value in self.fields if each == name]

    def __contains__(self, name: str) -> bool:
        return any(each == name for each, _ in self.fields)


def read(raw: bytes, start: int, end: int) -> tuple[Headers, int, bool]:
    """Return the headers, where the body begins, and whether all of them were read.

    What is no header ends them, even where no empty line does.
    """
    fields: list[tuple[str, bytes]] = []
    whole, at = True, start
    while at < end and len(fields) < MOST_FIELDS:
        if blank := _BLANK.match(raw, at, end):
            return Headers(tuple(fields)), blank.end(), whole
        if field := _FIELD.match(raw, at, end):
            fields.append((field[1].decode("ascii").lower(), _value(raw, *field.span(2))))
        elif fields and (field := _TORN.match(raw, at, end)):
            fields[-1] = fields[-1][0], fields[-1][1] + b" " + _value(raw, *field.span())
        elif not (field := _SKIPPED.match(raw, at, end)):
            return Headers(tuple(fields)), at, whole
        whole = whole and field.end() - at <= MOST_BYTES
        at = field.end()
    if at == end:
        return Headers(tuple(fields)), end, whole
    body = _EMPTY_LINE.search(raw, at, end)
    return Headers(tuple(fields)), body.end() if body else end, False


def _value(raw: bytes, start: int, end: int) -> bytes:
    return _BREAKS.sub(b"", raw[start : min(end, start + MOST_BYTES)]).strip()
