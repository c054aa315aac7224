"""The parameters of a header, such as the charset and the name of a file (RFC 2045, RFC 2231)."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from alo153.channels.email.reading.decoding import charsets, encoded

# An open quote takes the rest; nothing is tried twice, so time grows with length only
_PARAMETER: Final = re.compile(
    rb';\s*+([^\s=;"]++)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)|([^;]*+))', re.DOTALL
)
_ESCAPED: Final = re.compile(rb"\\(.)", re.DOTALL)
# name, number of a piece, percent signs
_EXTENDED: Final = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")
_MOST_PARAMETERS: Final = 100
_PIECES_OF_EXTENDED: Final = 3


@dataclass(frozen=True)
class Parameters:
    """The value of a header before the first semicolon, and what is behind by its name."""

    value: str
    named: dict[str, bytes]
    # Names and charsets of those that came in pieces or in percent signs
    charsets: dict[str, str]

    def text(self, name: str) -> str:
        """Return a parameter as words: whichever of three ways they were written in."""
        raw = self.named.get(name, b"")
        if charset := self.charsets.get(name):
            return charsets.decode(raw, charset)
        return encoded.decode(raw)


def read(header: bytes) -> Parameters:
    """Read a header; what is no parameter is passed over."""
    value = header.partition(b";")[0].strip().decode("ascii", "replace").lower()
    named: dict[str, bytes] = {}
    pieces: dict[str, dict[int, tuple[bytes, bool]]] = {}
    for number, found in enumerate(_PARAMETER.finditer(header)):
        if number == _MOST_PARAMETERS:
            break
        name = found[1].decode("ascii", "replace").lower()
        plain = _ESCAPED.sub(rb"\1", found[2]) if found[2] is not None else found[3].strip()
        extended = _EXTENDED.fullmatch(name)
        if extended and (extended[2] or extended[3]):
            kept = pieces.setdefault(extended[1], {})
            kept.setdefault(int(extended[2] or 0), (plain, bool(extended[3])))
        else:
            named.setdefault(name, plain)
    joined = {name: _join(kept) for name, kept in pieces.items()}
    return Parameters(
        value,
        {**named, **{name: raw for name, (raw, _) in joined.items()}},
        {name: charset for name, (_, charset) in joined.items()},
    )


def _join(pieces: dict[int, tuple[bytes, bool]]) -> tuple[bytes, str]:
    """Return the pieces as one, and their charset: it is at the beginning of the first."""
    ordered = [pieces[number] for number in sorted(pieces)]
    first, is_quoted = ordered[0]
    parts = first.split(b"'", 2)
    charset = "utf-8"
    if is_quoted and len(parts) == _PIECES_OF_EXTENDED:
        charset = parts[0].decode("ascii", "replace") or charset
        ordered[0] = parts[2], True
    return b"".join(unquote_to_bytes(raw) if quoted else raw for raw, quoted in ordered), charset
