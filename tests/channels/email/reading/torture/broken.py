"""Mails as the suites of other readers break them: each part of a mail, and mails cut and mixed."""

import base64
import random
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from tests.channels.email.reading.torture import nasty

_HEAD: Final = "From: Ayşe <ayse@example.org>\r\nTo: 153@kocaeli.bel.tr\r\n".encode()
_WORDS: Final = "Çukur ışığı söndürdü.".encode()
_DAMAGED: Final = 150
# Longer by themselves: an index or a column that holds letters is filled by fewer of them
_DOTTED: Final = "İ"
_SENDERS: Final = (
    # Only an encoded word holds the address, of letters that Latin-1 has not
    "=?utf-8?q?ay=C5=9Fe=40=C3=B6rnek.example?=",
    f"{_DOTTED * 60}@{_DOTTED * 180}.example",
    "İSTANBUL@EXAMPLE.ORG",
    ", ".join(f"a{number}@b.example" for number in range(1_000)),
    "a:b:c:<a@b.example>;",
    "(" * 9_000 + "a@b.example",
    '"' * 9_001 + "a@b.example",
    '"a\\"b\\\\" <"c d"@e.example>',
    "<@relay.example,@other.example:a@b.example>",
    "a@b.example <c@d.example> e@f.example",
    "Ayşe Işık a@b.example",
    "=?utf-7?q?+2AA-?= <a@b.example>",
    "=?utf-16le?b?ANg=?= <a@b.example>",
    "<a@b.example\x00>",
    "a@" + "b." * 125 + "example",
    "a@\u202eelpmaxe",
    "mailto:a@b.example",
    "a%b@c.example@d.example",
    "\t\t\t",
    ",,,,;;;;",
)
_CONTENT_TYPES: Final = (
    b"Content-Type: text/plain; charset=utf-7\r\nContent-Type: text/html; charset=utf-16",
    b"Content-Type: text/plain\r\nContent-Type: multipart/mixed; boundary=b",
    b"Content-Type: text/plain; charset=utf-8; charset=cp1254; charset",
    b"Content-Type: text/plain; charset",
    b'Content-Type: text/plain; charset="utf-8',
    b"Content-Type: text/plain;;;;; charset=utf-8;;;" + b";" * 15_000,
    b"Content-Type: text/plain; " + b"a=b; " * 3_000,
    b"Content-Type: text/plain (comment (in comment)); charset=utf-8",
    b"Content-Type: text/plain; charset*=utf-8''utf-8; charset*0*=a''%zz",
    b"Content-Type: text/plain; format=flowed; delsp=yes",
    b"Content-Type:",
    b"Content-Type: ; charset=utf-8",
    b"Content-Type: TEXT/PLAIN; CHARSET=UTF-8",
    b"Content-type: text",
    b"Content-Type: application/ms-tnef; name=winmail.dat",
    b"Content-Type: message/rfc822",
    b"Content-Type: message/delivery-status",
    b"Content-Type: message/disposition-notification",
    b"Content-Type: message/partial; id=a; number=1; total=0",
    b"Content-Type: text/calendar; method=REQUEST",
    b"Content-Type: text/rfc822-headers",
    b"Content-Type: text/enriched",
    b"Content-Type: image/jpeg",
    b"Content-Type: multipart/mixed; boundary=" + b"(.*)+[a-z]{2,}$^|?" * 3,
    b'Content-Type: multipart/mixed; boundary="a b"',
    b'Content-Type: multipart/mixed; boundary="b\r\n b"',
    b"Content-Type: multipart/mixed; boundary=\x00",
)
_BODIES: Final = {
    "UTF-7 with a half of a letter": b"+2AA- +3gA- Su yok",
    "half of UTF-16": "Su yok".encode("utf-16-le")[:-1],
    "UTF-16 with a half of a letter": b"\xff\xfe\x00\xd8S\x00u\x00",
    "UTF-32": "Su yok 🚱".encode("utf-32"),
    "UTF-8 too long": b"\xc0\x80\xe0\x80\x80\xf8\x88\x80\x80\x80",
    "UTF-8 of surrogates": b"\xed\xa0\x80\xed\xb0\x80 Su",
    "cp1254 and UTF-8": "çukur ".encode("cp1254") + "ışık".encode(),
    "ISO-2022-JP that does not end": b"\x1b$B$3$s",
    "HZ": b"~{<:Ky2;NpJ)~}",
    "a terminal's letters": b"\x1b[2J\x1b]0;Su\x07\x9b31m",
    "marks of direction": "\u202e\u2066\u2067\u2068\u202d yok uS".encode(),
    "marks above": ("Z" + "\u0301" * 100_000).encode(),
    "emoji": "🚱".encode() * 200_000,
    "letters that grow": (_DOTTED * 400_000).encode(),
    "no letter": ("\u200b\u200d\ufeff\u00ad" * 5_000).encode(),
    "what is no letter": "\ufffe\uffff\U0001fffe\U0010ffff".encode(),
    "dots": b".\r\n..\r\n.\r\n" * 2_000,
    "froms": b"From a\r\n>From b\r\n>>From c\r\n" * 2_000,
    "blanks": b" \t\r\n" * 100_000,
    "vertical breaks": b"Su\x0byok\x0cve\x1cbelki\x85",
    "a mail within": b"From: c@d.example\r\nSubject: x\r\n\r\nSu yok.",
    "uuencode within": b"Su yok\r\nbegin 644 a.txt\r\n#4W4`\r\n`\r\nend\r\n",
    "yEnc": b"=ybegin line=128 size=2 name=a\r\n}\x9f\r\n=yend size=2",
    "BinHex": b"(This file must be converted with BinHex 4.0)\r\n:#h3J!*!!!!:",
    "a tag that does not end": b"<" * 50_000 + b"Su",
    "a comment that does not end": b"<!--" * 20_000 + b"Su",
    "numbers of letters": b"&#99999999999999999999;&#x110000;&#0;&#xD800;&am" * 2_000,
    "tables in tables": b"<table><tr><td>" * 30_000 + b"Su yok",
    "quotes in tags": b"<a href='\"" * 20_000,
    "one long word": b"a" * 1_500_000,
    "quotes": b">" * 500_000 + b"\r\nSu",
    "who wrote": "x tarihinde y <a@b.example> şunu yazdı:\r\n> ".encode() * 3_000,
    "signatures": b"-- \r\n" * 30_000 + b"Su yok",
}
_NAMES: Final = (
    b"filename*=utf-8''%00%ff%zz.jpg",
    b"filename*0*=utf-7''+2AA-; filename*1=.jpg",
    b"filename*999*=a; filename*0=b",
    b"filename*=unknown-charset'tr'%C5%9F.pdf",
    b"filename*=''; filename=",
    b'filename="C:\\\\Belgeler\\\\dilek\xc3\xa7e.pdf"',
    b'filename="' + "ışık".encode("cp1254") + b'.pdf"',
    b'filename="=?utf-8?q?=00=2F=2E=2E=2F?="',
    b'filename="' + (_DOTTED * 300).encode() + b'.pdf"',
    b"filename=a b c.pdf",
    b"filename",
    b"name=..",
)
_TRANSFERS: Final = (
    b"base64\r\nContent-Transfer-Encoding: quoted-printable",
    b"quoted-printable\r\nContent-Transfer-Encoding: 8bit",
    b"uuencode",
    b"x-yenc",
    b"\xc5\x9f",
    b"base64" * 5_000,
)
_HEADERS: Final = (
    b"Date:",
    b"Date: Thu, 1 Jan 1970 00:00:00 +" + b"9" * 90,
    b"Date: \x00\x01",
    b"Date: Sat, 28 Nov 2026 10:00:00\r\nDate: Sun, 1 Jan 9999 00:00:00 -2400",
    b"Message-ID: <" + _DOTTED.encode() * 400 + b"@b>",
    b"Message-ID: \xff\xfe<\x00>",
    b"Message-ID: <a@b>\r\nMessage-ID: <c@d>",
    b"References: " + b"<a@b> " * 3_000,
    b"In-Reply-To: " + b"<" * 9_000,
    b"Subject: " + b"=?utf-8?b?" + base64.b64encode(_WORDS * 500) + b"?=",
    b"Subject: =?utf-8?q?" + b"=C5" * 3_000 + b"?=",
    b"Subject: =?utf-7?q?+2AA-+3AA-?=",
    b"Subject: =?utf-16?b?ANg=?=",
    b"Subject:\r\n \r\n\t\r\n Su yok",
    b"Subject: a\rBcc: b@c.example",
    b"Subject : blanks before the colon",
    b"Subject\t:\ttab",
    b": no name",
    b"no colon at all",
    b" a first line that goes on",
    b"X-" + b"a" * 1_000_000 + b": b",
    b"X-Big: " + b"a" * 10_000_000,
    b"Received: from a by b\r\n" * 20_000 + b"X-End: c",
    b"Auto-Submitted: \xff; no",
    b"Return-Path: <>\r\nFrom: MAILER-DAEMON@b.example",
    b"List-Id: \x00",
    b"Reply-To: " + "ayşe@örnek.example".encode(),
    b"Delivered-To: " + b"a@b.example," * 2_000,
    b"Resent-From: c@d.example\r\nSender: <e@f.example",
    b"MIME-Version: 99.0 (produced by nobody)",
    b"Content-Disposition: attachment; filename=dilekce.pdf",
    b"Content-ID: <" + b"a" * 9_000 + b">",
)


def _made() -> Iterator[tuple[str, bytes]]:
    for number, sender in enumerate(_SENDERS):
        yield f"sender {number}", _mail(b"From: " + sender.encode())
        yield f"only {number} sent it", b"Sender: " + sender.encode() + b"\r\n\r\n" + _WORDS
    for number, kind in enumerate(_CONTENT_TYPES):
        yield f"kind {number}", _mail(_HEAD + kind)
        parts = b"--b\r\n" + kind + b"\r\n\r\n" + _WORDS + b"\r\n--b--\r\n"
        yield f"kind of a part {number}", _mixed(parts)
    for name, body in _BODIES.items():
        for kind in (b"text/plain", b"text/html", b"text/plain; charset=utf-7"):
            head = _HEAD + b"Content-Type: " + kind
            yield f"{name} as {kind.decode()}", _mail(head, body)
    for number, name in enumerate(_NAMES):
        part = b"--b\r\nContent-Disposition: attachment; " + name + b"\r\n\r\nSu\r\n--b--"
        yield f"name {number}", _mixed(b"--b\r\n\r\nSu yok.\r\n" + part)
    for number, transfer in enumerate(_TRANSFERS):
        yield f"transfer {number}", _mail(_HEAD + b"Content-Transfer-Encoding: " + transfer)
    for number, header in enumerate(_HEADERS):
        yield f"header {number}", _mail(_HEAD + header)
        yield f"header {number} before all", _mail(header + b"\r\n" + _HEAD.rstrip())
    yield from _of_parts()
    yield from _damaged()


def _of_parts() -> Iterator[tuple[str, bytes]]:
    html = b"--%s\r\nContent-Type: text/html\r\n\r\n<p>Su yok.</p>\r\n"
    plain = b"--%s\r\n\r\nSu yok.\r\n"
    for outer in (
        b"mixed",
        b"alternative",
        b"related",
        b"digest",
        b"parallel",
        b"x-none",
        b"signed",
    ):
        for inner in (b"alternative", b"related", b"digest", b"report"):
            begun = b"--b\r\nContent-Type: multipart/%s; boundary=bb\r\n\r\n" % inner
            within = begun + html % b"bb" + plain % b"bb"
            kind = b"Content-Type: multipart/%s; boundary=b" % outer
            yield f"{inner!r} in {outer!r}", _mail(_HEAD + kind, within + b"--bb--\r\n--b--")
            yield f"{inner!r} in {outer!r}, neither ends", _mail(_HEAD + kind, within)
    yield "words before the parts", _mixed(b"Su yok.\r\n--b--\r\n")
    yield "words behind the parts", _mixed(b"--b\r\n\r\n\r\n--b--\r\nSu yok.\r\n")
    yield "parts without words", _mixed(b"--b\r\n--b\r\n\r\n--b\r\n\r\n\r\n--b--")
    yield "boundaries with blanks", _mixed(b"--b \t\r\n\r\nSu yok.\r\n--b-- \r\n")
    yield "boundaries of a Mac", _mixed(b"--b\r\rSu yok.\r--b--\r")
    yield "a boundary in a line", _mixed(b"--b\r\n\r\nSu --b yok.\r\n --b\r\n--b--")
    yield (
        "base64 around parts",
        _mail(
            _HEAD
            + b"Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64",
            base64.encodebytes(b"--b\r\n\r\nSu yok.\r\n--b--"),
        ),
    )
    yield (
        "a mail in base64",
        _mail(
            _HEAD + b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64",
            base64.encodebytes(_mail(_HEAD)),
        ),
    )
    yield (
        "empty alternatives",
        _mail(
            _HEAD + b"Content-Type: multipart/alternative; boundary=b",
            b"--b\r\n\r\n \r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Su yok.</p>\r\n--b--",
        ),
    )
    yield (
        "10 MB in one file",
        _mixed(
            b"--b\r\nContent-Type: application/pdf; name=a.pdf\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + b"QUJD" * 3_500_000 + b"\r\n--b--"
        ),
    )


def _damaged() -> Iterator[tuple[str, bytes]]:
    """Cut, repeat and mix others: what is wrong stands where nobody thought of it."""
    drawn = random.Random(12)
    whole = [raw[:20_000] for raw in nasty.MAILS.values() if len(raw) > 1]
    for number in range(_DAMAGED):
        raw = bytearray(drawn.choice(whole))
        for _ in range(drawn.randint(1, 8)):
            at = drawn.randrange(len(raw) + 1)
            length = drawn.randint(0, 200)
            other = drawn.choice(whole)
            begin = drawn.randrange(len(other))
            piece = other[begin : begin + length]
            raw[at : at + drawn.choice([0, length])] = drawn.choice(
                [piece, drawn.randbytes(length // 10), b"\r\n", b"\0", b"--b\r\n", b""]
            )
        yield f"damage {number}", bytes(raw) or b"x"


def _mail(head: bytes, body: bytes = _WORDS) -> bytes:
    return head + b"\r\n\r\n" + body + b"\r\n"


def _mixed(body: bytes) -> bytes:
    return _mail(_HEAD + b"Content-Type: multipart/mixed; boundary=b", body)


MAILS: Final[Mapping[str, bytes]] = MappingProxyType(dict(_made()))
"""Each by what is wrong with it."""
