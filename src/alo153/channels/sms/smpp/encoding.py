"""Words as the parts of a short message: alphabet, user data header, octets. Pure.

Sizes follow 3GPP TS 23.040. Septets travel unpacked, one in an octet; which alphabets an
operator takes is a setting, and UCS-2 is what each of them takes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from alo153.channels.sms.smpp import tables

UCS2: Final = 8
_DEFAULT: Final = 0
# Octets of a short message; an octet holds a unit of UCS-2 half and a septet 8/7 of one
_OCTETS: Final = 140
# Information elements: language of a single shift, of a locking shift; Turkish is number one
_SINGLE_SHIFT: Final = b"\x24\x01\x01"
_LOCKING_SHIFT: Final = b"\x25\x01\x01"


class Alphabets(StrEnum):
    """The alphabets that an operator takes; the smallest sufficient one is used."""

    UCS2 = "ucs2"
    GSM = "gsm"
    TURKISH_SINGLE = "turkish-single"
    TURKISH_LOCKING = "turkish-locking"


@dataclass(frozen=True)
class Part:
    """One short message: the octets with their header, if they have one."""

    data_coding: int
    has_header: bool
    octets: bytes


@dataclass(frozen=True)
class _Coded:
    data_coding: int
    elements: bytes
    letters: Sequence[bytes]

    def room(self, elements: bytes) -> int:
        """Return how many octets of letters go next to a header of these elements."""
        header = len(elements) + 1 if elements else 0
        if self.data_coding == UCS2:
            return (_OCTETS - header) // 2 * 2
        return (_OCTETS - header) * 8 // 7


def parts_of(text: str, alphabets: Alphabets, *, name: int) -> list[Part]:
    """Return the parts of a text; no letter is split.

    Args:
        name: what the parts have in common, a number below 256.
    """
    coded = _coded(text, alphabets)
    if len(b"".join(coded.letters)) <= coded.room(coded.elements):
        return [_part(coded, coded.elements, b"".join(coded.letters))]
    concatenation = b"\x00\x03" + bytes([name, 0, 0])
    pieces = list(_filled(coded.letters, coded.room(concatenation + coded.elements)))
    return [
        _part(coded, b"\x00\x03" + bytes([name, len(pieces), number]) + coded.elements, piece)
        for number, piece in enumerate(pieces, start=1)
    ]


def _coded(text: str, alphabets: Alphabets) -> _Coded:
    for elements, base, extension in _TABLES[alphabets]:
        octets = tables.codes(base, extension)
        if all(letter in octets for letter in text):
            return _Coded(_DEFAULT, elements, [octets[letter] for letter in text])
    return _Coded(UCS2, b"", [letter.encode("utf-16-be", "replace") for letter in text])


def _filled(letters: Sequence[bytes], room: int) -> Iterator[bytes]:
    ends = [0]
    filled = 0
    for number, octets in enumerate(letters):
        if filled + len(octets) > room:
            ends.append(number)
            filled = 0
        filled += len(octets)
    for start, end in pairwise([*ends, len(letters)]):
        yield b"".join(letters[start:end])


def _part(coded: _Coded, elements: bytes, octets: bytes) -> Part:
    header = bytes([len(elements)]) + elements if elements else b""
    return Part(coded.data_coding, bool(elements), header + octets)


_GSM: Final = (b"", tables.DEFAULT, tables.EXTENSION)
_TABLES: Final = {
    Alphabets.UCS2: [],
    Alphabets.GSM: [_GSM],
    Alphabets.TURKISH_SINGLE: [_GSM, (_SINGLE_SHIFT, tables.DEFAULT, tables.TURKISH_SINGLE)],
    Alphabets.TURKISH_LOCKING: [
        _GSM,
        (_LOCKING_SHIFT, tables.TURKISH_LOCKING, tables.EXTENSION),
    ],
}
