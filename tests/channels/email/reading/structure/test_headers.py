"""Headers as they come, and where they end."""

import pytest

from alo153.channels.email.reading.structure import headers
from alo153.channels.email.reading.structure.headers import MOST_BYTES, MOST_FIELDS


def read(raw: bytes) -> tuple[list[tuple[str, bytes]], bytes, bool]:
    """Return the fields, the body, and whether all was read."""
    found, body, whole = headers.read(raw, 0, len(raw))
    return list(found.fields), raw[body:], whole


@pytest.mark.parametrize("line_break", [b"\r\n", b"\n", b"\r"])
def test_fields_and_a_body(line_break: bytes) -> None:
    raw = b"SUBJECT : Su\n\tyok \nto:a@b.example\n\nSokakta\n\nsu".replace(b"\n", line_break)
    fields, body, whole = read(raw)
    assert fields == [("subject", b"Su\tyok"), ("to", b"a@b.example")]
    assert body == b"Sokakta\n\nsu".replace(b"\n", line_break)
    assert whole


@pytest.mark.parametrize(
    ("raw", "names", "body"),
    [
        (b"a: 1", ["a"], b""),
        (b"a: 1\n", ["a"], b""),
        (b"\nSu yok", [], b"Su yok"),
        (b"Su yok", [], b"Su yok"),
        (b"a: 1\nSu yok\nb: 2\n\nc", ["a"], b"Su yok\nb: 2\n\nc"),
        (b"a: 1\n \t\nSu yok", ["a"], b"Su yok"),
        (b"From ada Sat Nov 28\na: 1\n>From ada\nb: 2\n\nc", ["a", "b"], b"c"),
        (b" lost\na: 1\n\nb", ["a"], b"b"),
        (b": 1\na: 2\n\nb", ["", "a"], b"b"),
        (b"a: 1\ntorn\nX-B: 2\n\nc", ["a", "x-b"], b"c"),
        (b"torn\nX-B: 2\n\nc", [], b"torn\nX-B: 2\n\nc"),
    ],
)
def test_where_headers_end(raw: bytes, names: list[str], body: bytes) -> None:
    fields, found, whole = read(raw)
    assert ([name for name, _ in fields], found, whole) == (names, body, True)


def test_fields_are_asked_by_name() -> None:
    found, _, _ = headers.read(b"to: a\ncc: b\nto: c\n\n", 0, 19)
    assert (found.first("to"), found.every("to"), found.first("bcc")) == (b"a", [b"a", b"c"], b"")
    assert "cc" in found
    assert "bcc" not in found


def test_more_fields_than_any_mail_has_are_not_read() -> None:
    fields, body, whole = read(b"a: 1\n" * (MOST_FIELDS + 1) + b"\nSu yok")
    assert (len(fields), body, whole) == (MOST_FIELDS, b"Su yok", False)
    fields, body, whole = read(b"a: 1\n" * MOST_FIELDS)
    assert (len(fields), body, whole) == (MOST_FIELDS, b"", True)
    assert read(b"a: 1\n" * (MOST_FIELDS + 1))[1:] == (b"", False)


def test_a_long_field_is_cut() -> None:
    fields, body, whole = read(b"a:" + b"x" * MOST_BYTES + b"\nb: 2\n\nSu yok")
    assert ([len(value) for _, value in fields], body, whole) == ([MOST_BYTES, 1], b"Su yok", False)
    assert read(b"a:" + b"x" * (MOST_BYTES - 3) + b"\n\n")[2]
