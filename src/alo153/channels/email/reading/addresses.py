"""Sender and recipients: names and addresses from headers (RFC 5322)."""

import re
from email.utils import getaddresses
from typing import Final, NamedTuple

from alo153.channels.email.reading.decoding import charsets, clean, encoded

MOST: Final = 100
MOST_NAME: Final = 200
# RFC 5321, 4.5.3.1
MOST_ADDRESS: Final = 254
_MOST_HEADERS: Final = 10
# Comments within comments and groups within groups are read by recursion
_MOST_NESTED: Final = 50
_ADDRESS: Final = re.compile(
    r"(?:[^\s@<>()\[\],;:\"\\]{1,64}+|\"[^\"\\\r\n]{1,62}\")@[^\s@<>()\[\],;:\"\\]{1,253}"
)
_NESTING: Final = re.compile(r"[():]")


class Named(NamedTuple):
    """An address in lower case, and the name next to it."""

    name: str
    address: str


def read(values: list[bytes]) -> list[Named]:
    """Return the addresses of some headers, of groups too; headers without any are left out."""
    found: dict[str, Named] = {}
    for value in values[:_MOST_HEADERS]:
        for name, address in _pairs(value):
            wanted = _ADDRESS.search(charsets.decode(address.encode("latin-1")).strip(" '"))
            kept = _kept(wanted[0]) if wanted else ""
            if kept and len(found) < MOST:
                found.setdefault(kept, Named(_name(name, kept), kept))
    return list(found.values())


def _kept(address: str) -> str:
    """Return an address in lower case; nothing where it is too long, or what is left is none."""
    if len(address) > MOST_ADDRESS:
        return ""
    # In lower case that letter alone is two, of which no address has the second
    kept = clean.line(address, MOST_ADDRESS).replace("İ", "i").lower()
    return kept if _ADDRESS.fullmatch(kept) else ""


def _pairs(value: bytes) -> list[tuple[str, str]]:
    # Each byte as one letter: encoded words may hold what parts addresses
    text = value.decode("latin-1")
    if len(_NESTING.findall(text)) > _MOST_NESTED:
        text = _NESTING.sub(" ", text)
    pairs = [pair for pair in getaddresses([text], strict=False) if "@" in pair[1]]
    if pairs:
        return pairs
    words = encoded.decode(value).encode("utf-8", "replace").decode("latin-1")
    return [("", each) for each in _ADDRESS.findall(words)]


def _name(name: str, address: str) -> str:
    words = clean.line(encoded.decode(name.encode("latin-1")), MOST_NAME).strip("'\" ")
    return "" if words.lower() == address else words
