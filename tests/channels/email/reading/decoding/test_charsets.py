"""Bytes as letters, whatever the mail says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.channels.email.reading.decoding import charsets, clean

WORDS = "Şehir içi ağaç ışığı: ÖĞÜT, İĞDE"


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "UTF8", "windows-1254", "iso-8859-9", "ISO-8859-9", "latin5", "utf-16", "'utf-8'"],
)
def test_turkish_letters_by_the_charset_that_is_named(charset: str) -> None:
    assert charsets.decode(WORDS.encode(charset.strip("'")), charset) == WORDS


@pytest.mark.parametrize(
    "charset", ["", "utf-99", "us-ascii", "unknown-8bit", "zip", "\0", "a" * 99]
)
@pytest.mark.parametrize("written", ["utf-8", "cp1254"])
def test_turkish_letters_without_a_charset_that_is_one(charset: str, written: str) -> None:
    assert charsets.decode(WORDS.encode(written), charset) == WORDS


def test_a_wrong_charset_gives_way_to_the_turkish_one() -> None:
    assert charsets.decode(WORDS.encode("cp1254"), "utf-8") == WORDS


def test_one_wrong_byte_costs_one_letter() -> None:
    assert charsets.decode(WORDS.encode() + b"\xff!", "utf-8") == WORDS + "\ufffd!"


def test_letters_of_which_half_are_wrong_are_those_of_the_charset() -> None:
    assert charsets.decode("ş".encode() + b"\xff", "utf-8") == "ş\ufffd"
    assert charsets.decode("ş".encode() + b"\xff\xff", "utf-8") == "ÅŸÿÿ"
    assert charsets.decode(b"\x81", "utf-8") == "\x81"


@pytest.mark.parametrize(
    "charset", ["idna", "punycode", "unicode_escape", "undefined", "hex", "rot13"]
)
def test_what_is_no_charset_is_none(charset: str) -> None:
    assert charsets.decode(b"a\\u0041-b", charset) == "a\\u0041-b"


@given(st.binary(max_size=200), st.sampled_from(["utf-7", "utf-16", "big5", "cp1254", "hz", ""]))
def test_letters_can_be_kept(content: bytes, charset: str) -> None:
    words = charsets.decode(content, charset)
    assert "\0" not in clean.block(words)
    clean.block(words).encode()
    line = clean.line(words, 50)
    assert len(line) <= 50
    assert line.splitlines() in ([], [line])
