"""Words become the octets that the specification asks for, and can be read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.sms.length import measure
from alo153.channels.sms.smpp import tables
from alo153.channels.sms.smpp.encoding import UCS2, Alphabets, Part, parts_of

TURKISH = "abcçdefgğhıijklmnoöprsştuüvyz ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ 0123456789.,:;?!/()€{}\n"
ALL = st.sampled_from(Alphabets)


def read(parts: list[Part]) -> str:
    return "".join(_read(part) for part in parts)


def _read(part: Part) -> str:
    header = part.octets[: part.octets[0] + 1] if part.has_header else b""
    octets = part.octets[len(header) :]
    if part.data_coding == UCS2:
        return octets.decode("utf-16-be")
    if b"\x25\x01\x01" in header:
        return tables.read(octets, tables.TURKISH_LOCKING, tables.EXTENSION)
    turkish = b"\x24\x01\x01" in header
    extension = tables.TURKISH_SINGLE if turkish else tables.EXTENSION
    return tables.read(octets, tables.DEFAULT, extension)


def _size(part: Part) -> float:
    """Return its octets when it is on the air: septets are packed there."""
    header = part.octets[0] + 1 if part.has_header else 0
    letters = len(part.octets) - header
    if part.data_coding == UCS2:
        return header + letters
    return -(-(header * 8) // 7) * 7 / 8 + letters * 7 / 8


def test_octets_of_the_turkish_tables() -> None:
    single = parts_of("Ğİşç", Alphabets.TURKISH_SINGLE, name=7)
    assert single == [Part(0, True, bytes.fromhex("03240101 1b471b491b731b63"))]
    locking = parts_of("Ğİşçı€", Alphabets.TURKISH_LOCKING, name=7)
    assert locking == [Part(0, True, bytes.fromhex("03250101 0b401d600704"))]


def test_what_the_default_alphabet_holds_needs_no_table() -> None:
    for alphabets in (Alphabets.GSM, Alphabets.TURKISH_SINGLE, Alphabets.TURKISH_LOCKING):
        assert parts_of("Çöp@5€", alphabets, name=7) == [
            Part(0, False, bytes.fromhex("097c7000351b65"))
        ]


@pytest.mark.parametrize("alphabets", [Alphabets.UCS2, Alphabets.GSM])
def test_without_a_table_turkish_letters_are_ucs2(alphabets: Alphabets) -> None:
    assert parts_of("ş", alphabets, name=7) == [Part(8, False, b"\x01\x5f")]


def test_parts_say_which_they_are() -> None:
    first, second = parts_of("ş" * 100, Alphabets.TURKISH_SINGLE, name=7)
    assert first.octets.startswith(bytes.fromhex("08 0003070201 240101 1b73"))
    assert second.octets.startswith(bytes.fromhex("08 0003070202 240101 1b73"))


@given(st.text(max_size=700), ALL)
def test_what_is_read_is_what_was_written(text: str, alphabets: Alphabets) -> None:
    text = text.encode("utf-16-be", "replace").decode("utf-16-be")
    parts = parts_of(text, alphabets, name=255)
    assert read(parts) == text
    assert all(_size(part) <= 140 for part in parts)
    assert all(part.has_header for part in parts) or len(parts) == 1


@given(st.text(alphabet=TURKISH, max_size=900))
def test_with_the_single_shift_it_is_as_long_as_the_meter_says(text: str) -> None:
    assert len(parts_of(text, Alphabets.TURKISH_SINGLE, name=0)) == measure(text).parts


@given(st.binary(max_size=200))
def test_any_octets_can_be_read(octets: bytes) -> None:
    assert isinstance(tables.read(octets, tables.DEFAULT, tables.TURKISH_SINGLE), str)
