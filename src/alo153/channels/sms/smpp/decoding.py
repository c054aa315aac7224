"""Decode an operator's delivery: octets to text, and the part of a long message. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from alo153.channels.sms.smpp import tables
from alo153.channels.sms.smpp.encoding import UCS2

_TURKISH: Final = 1
_LATIN1: Final = 3
# Information elements (3GPP TS 23.040, 9.2.3.24)
_PART, _PART_OF_LARGE_NUMBER, _SINGLE_SHIFT, _LOCKING_SHIFT = 0x00, 0x08, 0x24, 0x25
# A name of one octet or of two, how many parts there are, which this is
_LENGTHS: Final = (3, 4)


@dataclass(frozen=True)
class Place:
    """The position of a part in its message; all parts share ``name``."""

    name: int
    total: int
    number: int


def read(octets: bytes, *, data_coding: int, has_header: bool) -> tuple[str, Place | None]:
    """Return the text, and the place of a part; whatever cannot be read is a mark or a space."""
    header, body = _split(octets) if has_header else (b"", octets)
    elements = dict(_elements(header))
    return _text(body, data_coding, elements), _place(elements)


def _split(octets: bytes) -> tuple[bytes, bytes]:
    length = octets[0] + 1 if octets else 0
    return octets[1:length], octets[length:]


def _elements(header: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 1 < len(header):
        end = at + 2 + header[at + 1]
        yield header[at], header[at + 2 : end]
        at = end


def _place(elements: dict[int, bytes]) -> Place | None:
    found = elements.get(_PART) or elements.get(_PART_OF_LARGE_NUMBER) or b""
    if len(found) not in _LENGTHS:
        return None
    *name, total, number = found
    place = Place(int.from_bytes(bytes(name)), total, number)
    return place if 1 <= number <= total else None


def _text(octets: bytes, data_coding: int, elements: dict[int, bytes]) -> str:
    if data_coding & 0x0C == UCS2:
        return octets.decode("utf-16-be", "replace")
    if data_coding == _LATIN1:
        return octets.decode("latin-1")
    locking = elements.get(_LOCKING_SHIFT) == bytes([_TURKISH])
    single = elements.get(_SINGLE_SHIFT) == bytes([_TURKISH])
    base = tables.TURKISH_LOCKING if locking else tables.DEFAULT
    return tables.read(octets, base, tables.TURKISH_SINGLE if single else tables.EXTENSION)
