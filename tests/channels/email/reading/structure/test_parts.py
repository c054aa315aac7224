"""Parts of a mail, and what parts them."""

import pytest

from alo153.channels.email.reading.structure import parts
from alo153.channels.email.reading.structure.parts import MOST_LEVELS, MOST_PARTS, Part

MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"


def bodies(raw: bytes) -> list[bytes]:
    return [each.body for each in parts.read(raw)[0].parts]


@pytest.mark.parametrize("line_break", [b"\r\n", b"\n", b"\r"])
def test_parts_between_boundaries(line_break: bytes) -> None:
    raw = MIXED + b"before\n--b\n\nSu\n\n--b\n\nyok\n--b--\nbehind\n--b\n\nmore"
    expected = [each.replace(b"\n", line_break) for each in (b"Su\n", b"yok")]
    assert bodies(raw.replace(b"\n", line_break)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"--b\n\na\n--b", [b"a"]),
        (b"--b\n\na", [b"a"]),
        (b"--b\n\na\n--b--", [b"a"]),
        (b"--b \t\n\na\n--b-- \t\n", [b"a"]),
        (b"--b\n\na\n--bc\n--b-\nx--b\n--b--", [b"a\n--bc\n--b-\nx--b"]),
        (b"--b\n--b\n\na\n--b--", [b"", b"a"]),
        (b"--b--\n", []),
    ],
)
def test_which_lines_are_boundaries(body: bytes, expected: list[bytes]) -> None:
    assert bodies(MIXED + body) == expected


def test_a_part_ends_where_the_one_around_it_does() -> None:
    inner = b"--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\na\n--b\n\nd\n--b--\n--c\n\ne"
    mail, whole = parts.read(MIXED + inner)
    assert [[within.body for within in each.parts] for each in mail.parts] == [[b"a"], []]
    assert [each.body for each in mail.parts] == [b"", b"d"]
    assert whole


def test_types_that_are_not_told() -> None:
    def types(kind: bytes) -> list[str]:
        head = b"Content-Type: multipart/%s; boundary=b\n\n" % kind
        return [each.type for each in parts.read(head + b"--b\n\na\n--b--")[0].walk()]

    assert types(b"mixed") == ["multipart/mixed", "text/plain"]
    assert types(b"Digest") == ["multipart/digest", "message/rfc822"]


def test_without_a_boundary_all_is_text() -> None:
    mail, whole = parts.read(MIXED + b"Su yok")
    assert (mail.type, mail.body, mail.parts, whole) == ("text/plain", b"Su yok", (), True)


def depth(part: Part) -> int:
    return 1 + max(map(depth, part.parts), default=0)


def test_more_levels_than_any_mail_has_are_not_opened() -> None:
    def nested(levels: int) -> bytes:
        heads = (
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
            for level in range(levels)
        )
        return b"".join(heads) + b"\nSu yok"

    mail, whole = parts.read(nested(MOST_LEVELS))
    assert (depth(mail), whole) == (MOST_LEVELS + 1, True)
    mail, whole = parts.read(nested(MOST_LEVELS + 1))
    assert (depth(mail), whole) == (MOST_LEVELS + 1, False)
    assert b"Su yok" in [*mail.walk()][-1].body


def test_more_parts_than_any_mail_has_are_not_read() -> None:
    mail, whole = parts.read(MIXED + b"--b\n\na\n" * MOST_PARTS + b"--b--")
    assert (len(mail.parts), whole) == (MOST_PARTS, True)
    mail, whole = parts.read(MIXED + b"--b\n\na\n" * (MOST_PARTS + 1) + b"--b--")
    assert (len(mail.parts), whole) == (MOST_PARTS, False)
