"""Mails made to take hours: each takes a second or two, and what can be read of it is read."""

from collections.abc import Callable

import pytest
from tests.channels.email.reading.mails import CITIZEN, mail
from tests.parts.waiting import Stopwatch

from alo153.channels.email.reading.mail import read

SECONDS = 30.0
"""The stdlib took minutes for some of these, or a recursion without end; the slowest core less."""


def nested(levels: int, boundary: Callable[[int], str]) -> bytes:
    raw = b""
    for level in range(levels):
        name = boundary(level)
        raw += f"Content-Type: multipart/mixed; boundary={name}\r\n\r\n--{name}\r\n".encode()
    return mail(b"").removesuffix(b"\r\n") + raw + b"\r\nSu yok\r\n"


def html(piece: bytes) -> bytes:
    return mail(piece * (1_000_000 // len(piece)), "Content-Type: text/html")


def encoded(encoding: str, body: bytes) -> bytes:
    return mail(body, f"Content-Transfer-Encoding: {encoding}", "Content-Type: a/b")


ATTACKS = {
    "empty parameters": mail("Su yok", "Content-Type: text/plain" + ";" * 50_000),
    "open quotes": mail("Su yok", "Content-Type: text/plain" + ';a="\\"' * 8_000),
    "a hundred thousand parts": mail(
        b"--b\r\n\r\nx\r\n" * 100_000, "Content-Type: multipart/mixed; boundary=b"
    ),
    "a thousand levels": nested(1_000, lambda level: f"x{level}"),
    "levels that look alike": nested(29, lambda level: "b" * (level + 1))
    + (b"\n--" + b"b" * 40) * 20_000,
    "comments in comments": mail("Su yok", "To: " + "(" * 20_000),
    "groups in groups": mail("Su yok", "To: " + "a:" * 10_000),
    "many recipients": mail("Su yok", *["To: " + "a@b.example, " * 1_400] * 20),
    "many headers": b"a:\n" * 1_000_000 + mail("Su yok"),
    "a folded header": mail("Su yok", "Subject: a" + "\n b" * 1_000_000),
    "many encoded words": mail("Su yok", "Subject: " + "=?utf-8?q?a?=" * 1_500),
    "names in names": mail("Su yok", *["References: " + "<a" * 9_000] * 100),
    "base64 in pieces": encoded("base64", b"A=\n" * 1_000_000),
    "uuencode in lines": encoded("x-uuencode", b"begin 644 x\n" + b"!!\n" * 300_000),
    "a slow charset": mail(b"a-" * 200_000, "Content-Type: text/plain; charset=punycode"),
    "tags": html(b"<div>"),
    "quotes in quotes": html(b"<blockquote>"),
    "angles": html(b"<"),
    "open comments": html(b"<!--"),
    "open attributes": html(b"<a b=\"'"),
    "open styles": html(b"<style></style "),
    "entities": html(b"&#99999999999"),
    "flowed lines": mail(b"a \n" * 300_000, "Content-Type: text/plain; format=flowed"),
    "introductions": mail(b"1.1.2026 10:10 tarihinde <a@b> wrote on 1 yazd\xc4\xb1:x\n" * 20_000),
    "dates": mail((b"1.1.2026 10:10 " * 20 + b":\n") * 1_000),
    "praises": mail("iPhone'dan gönderildi\n" * 40_000),
    "hyphens": mail(b"--" + b" " * 900_000 + b"x"),
    "headers of quotes": mail(b"Kimden:\n" * 20_000),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_does_not_cost_minutes(name: str) -> None:
    watch = Stopwatch()
    found = read(ATTACKS[name])
    assert watch.seconds < SECONDS
    assert found.sender in {CITIZEN, ""}


def test_a_thousand_levels_are_kept_as_a_file() -> None:
    found = read(ATTACKS["a thousand levels"])
    assert b"Su yok" in found.files[0].content
    assert not found.complete


def test_behind_many_headers_the_words_are_found() -> None:
    found = read(ATTACKS["many headers"])
    assert (found.text, found.complete) == ("Su yok", False)
