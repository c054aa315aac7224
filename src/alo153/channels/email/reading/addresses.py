"""Who wrote, and to whom: names and addresses out of headers (RFC 5322)."""

import re
from email.utils import getaddresses
from typing import Final, NamedTuple

from alo153.channels.email.reading.words import charsets, clean, encoded

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
    """An address in lower case, and the name beside it."""

    name: str
    address: str


def read(values: list[bytes]) -> list[Named]:
    """Return the addresses of some headers, those of groups too; what holds none is left out."""
    found: dict[str, Named] = {}
    for value in values[:_MOST_HEADERS]:
        for name, address in _pairs(value):
            wanted = _ADDRESS.search(charsets.decode(address.encode("latin-1")).strip(" '"))
            if wanted and len(wanted[0]) <= MOST_ADDRESS and len(found) < MOST:
                kept = clean.line(wanted[0], MOST_ADDRESS).lower()
                found.setdefault(kept, Named(_name(name, kept), kept))
    return list(found.values())


def _pairs(value: bytes) -> list[tuple[str, str]]:
    # Each byte as one letter: encoded words may hold what parts addresses
    text = value.decode("latin-1")
    if len(_NESTING.findall(text)) > _MOST_NESTED:
        text = _NESTING.sub(" ", text)
    pairs = [pair for pair in getaddresses([text], strict=False) if "@" in pair[1]]
    return pairs or [("", each) for each in _ADDRESS.findall(encoded.decode(value))]


def _name(name: str, address: str) -> str:
    words = clean.line(encoded.decode(name.encode("latin-1")), MOST_NAME).strip("'\" ")
    return "" if words.lower() == address else words
