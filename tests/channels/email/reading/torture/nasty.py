"""Mails that no program would write, and some do: each in its own way beside the rules."""

import base64
import binascii
import gzip
import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

_DRAWN: Final = random.Random(153)
_FROM: Final = b"From: Ay\xc5\x9fe <ayse@example.org>\r\n"
_TO: Final = b"To: 153@kocaeli.bel.tr\r\n"
_CHARSETS: Final = (
    *("utf-8", "UTF8", "utf-16", "utf-16le", "utf-32", "utf-7", "cp1254", "iso-8859-9", "latin-5"),
    *("windows-1254", "x-mac-turkish", "cp857", "gb18030", "big5", "iso-2022-jp", "shift_jis"),
    *("koi8-r", "unknown-8bit", "x-user-defined", "none", "idna", "punycode", "rot13", "zlib"),
    *("base64", "hex", "undefined", "unicode_escape", "\xc3\xbcft-8", "'utf-8'", "utf-8;utf-8"),
    *("", " ", "a" * 300, "../../etc/passwd", "%s%s%n"),
)
_ENCODINGS: Final = (
    *("base64", "BASE64", "base64 ", "quoted-printable", "x-uuencode", "uuencode", "binary"),
    *("8bit", "7bit", "9bit", "gzip", "quoted-printable, base64", "", "(base64)", "base64;"),
)
_DATES: Final = (
    *("Thu, 1 Jan 0000 00:00:00 +0000", "Fri, 31 Dec 9999 23:59:59 -2359"),
    *("Sat, 28 Nov 2026 25:61:61 +9999", "32 Xyz 99999 10:00:00", "-1", "0", "1e400"),
    *("Mon, 1 Jan 1 00:00:00 +1400", "Mon, 1 Jan 0001 00:00:00 +1400"),
    *("Fri, 31 Dec 9999 23:59:59 -1200", "28 Kas 2026 10:00", "\u0661\u0662 Nov 2026 10:00:00"),
)
_SENDERS: Final = (
    *(
        "",
        "ayse",
        "@",
        "@example.org",
        "ayse@",
        "a@b@c",
        "<>",
        "<ayse@example.org",
        "ayse at e.org",
    ),
    *("undisclosed-recipients:;", '"<a@b.example>" <c@d.example>', "a@[127.0.0.1]"),
    *("a" * 300 + "@example.org", "ay\u015fe@\u00f6rnek.example", "a@b.example, c@d.example"),
    *("=?utf-8?q?a=40b.example?=", "(a@b.example) c", "\u202emoc.elpmaxe@esya", "a\0b@example.org"),
    *("Ay\u015fe <ayse@example.org>\nBcc: x@y.example", "\U0001f600@example.org"),
)
_SUBJECTS: Final = (
    *("", " ", "\u0645\u0631\u062d\u0628\u0627 \u202e\u05e9\u05dc\u05d5\u05dd", "\U0001f4a7" * 80),
    *("\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 su yok", "Z" + "\u0300" * 500),
    *(
        "\ufeff\u200b\u200c\u2060",
        "<script>alert(1)</script>",
        "{{ 7*7 }} {% load x %}",
        "'; DROP--",
    ),
    *("x" * 5_000, "a\0b", "\x07\x1b[31m", "RE: " * 400, "=?utf-8?B?//79?=", "=?a?b?c?="),
    *("=?utf-8?q?=00=00?=", "=?utf-8*tr?q?su?=", "=?iso-2022-jp?b?GyRC?=", "=?utf-8?x?su?="),
    "=?utf-8?q?" * 500 + "su" + "?=" * 500,
    " ".join(["=?utf-8?b?" + "4pig" * 10 + "?="] * 300),
)
_SECRET: Final = b"MIAGCSqGSIb3DQEHA6CAMIACAQAxggE="


def _made() -> Iterator[tuple[str, bytes]]:
    yield "nothing", b""
    yield "a break", b"\r\n"
    yield "breaks", b"\r\n" * 5_000
    yield "no headers", b"\r\nSu yok.\r\n"
    yield "no body", _FROM + _TO
    yield "no break behind the headers", _FROM + _TO + b"Su yok."
    yield "one letter", b"x"
    yield "a colon", b":"
    yield "zeros", b"\0" * 100_000
    yield "0xff", b"\xff" * 100_000
    yield "drawn bytes", _DRAWN.randbytes(200_000)
    yield "drawn bytes behind headers", _mail(_DRAWN.randbytes(100_000))
    yield "an mbox", b"From ayse@example.org Sat Nov 28 2026\n" + _mail(b"Su yok.")
    yield "marks of utf-16", b"\xff\xfe" + "From: a@b.example\r\n\r\nSu".encode("utf-16-le")
    yield "breaks of a Mac", _mail(b"Su yok.").replace(b"\r\n", b"\r")
    yield "mixed breaks", _mail(b"Su\rolmayan\nsokak\r\n\n\r")
    yield "NUL in headers", _mail(b"Su yok.", b"Sub\0ject: a\0b", b"X-\0: \0")
    yield "NUL in words", _mail(b"Su\0yok\0" * 1_000)
    yield "8-bit headers", _mail(b"Su yok.", "Subject: \u00c7ukur \u015f".encode("cp1254"))
    yield "8-bit names of headers", _mail(b"Su yok.", "\u015eubject: \u00e7".encode())
    yield "a huge header", _mail(b"Su yok.", b"X-Big: " + b"a" * 2_000_000)
    yield "a huge subject", _mail(b"Su yok.", b"Subject: " + b"a " * 500_000)
    yield "many headers", _mail(b"Su yok.", *[b"X-%d: y" % number for number in range(30_000)])
    yield "many subjects", _mail(b"Su yok.", *[b"Subject: %d" % number for number in range(900)])
    yield "many senders", _mail(b"Su yok.", *[b"From: a%d@b.example" % n for n in range(900)])
    yield "a header that goes on for ever", _mail(b"Su", b"Subject: a" + b"\r\n\tb" * 50_000)
    yield "a huge line", _mail(b"a" * 3_000_000)
    yield "many lines", _mail(b"\r\n".join([b"> " * 40 + b"su"] * 20_000))
    yield "a name that is no name", _mail(b"Su yok.", b"Message-ID: <" + b"a" * 5_000 + b">")
    yield "no name", _mail(b"Su yok.", b"Message-ID: <>")
    yield "a name in two", _mail(b"Su yok.", b"Message-ID: <a b\r\n c@d>", b"References: <<>><")
    yield "answers itself", _mail(b"Su", b"Message-ID: <a@b>", b"In-Reply-To: <a@b>")
    for number, charset in enumerate(_CHARSETS):
        kind = f'Content-Type: text/plain; charset="{charset}"'.encode()
        yield f"charset {number}", _mail("Su yok, \u00e7ukur \u015f \U0001f4a7".encode(), kind)
        word = f"Subject: =?{charset}?b?{base64.b64encode(_DRAWN.randbytes(30)).decode()}?="
        yield f"charset of a subject {number}", _mail(b"Su yok.", word.encode())
    for number, encoding in enumerate(_ENCODINGS):
        kind = f"Content-Transfer-Encoding: {encoding}".encode()
        yield f"encoding {number}", _mail(b"Su yok =C5=9E =ZZ =\r\n=", kind)
        yield f"drawn encoding {number}", _mail(_DRAWN.randbytes(3_000), kind)
    for number, date in enumerate(_DATES):
        yield f"date {number}", _mail(b"Su yok.", f"Date: {date}".encode())
    for number, sender in enumerate(_SENDERS):
        words = sender.encode()
        yield f"sender {number}", b"From: " + words + b"\r\n" + _TO + b"\r\nSu yok.\r\n"
        yield f"answer to {number}", _mail(b"Su yok.", b"Reply-To: " + words)
        yield f"recipient {number}", _FROM + b"To: " + words + b"\r\n\r\nSu yok.\r\n"
    for number, subject in enumerate(_SUBJECTS):
        yield f"subject {number}", _mail(b"Su yok.", b"Subject: " + subject.encode())
        yield f"words {number}", _mail(subject.encode(), b"Content-Type: text/plain; charset=utf-8")
    yield from _of_parts()
    yield from _with_files()


def _of_parts() -> Iterator[tuple[str, bytes]]:
    for levels in (29, 31, 1_000):
        yield f"{levels} levels", _nested(levels)
    yield "a mail in a mail, 300 times", _forwarded(300)
    for name, boundary in {
        "without a name": b"",
        "with another name": b'; boundary="other"',
        "with an empty name": b'; boundary=""',
        "with a name of blanks": b'; boundary="   "',
        "with an endless name": b"; boundary=" + b"b" * 900,
        "with a name in pieces": b"; boundary*0=b; boundary*1=b",
        "with a name in a quote that does not end": b'; boundary="b',
        "with two names": b"; boundary=x; boundary=b",
        "with a name of 8 bits": "; boundary=\u015f".encode(),
    }.items():
        body = b"--b\r\n\r\nSu yok.\r\n--b\r\nContent-Type: image/png\r\n\r\nPNG\r\n--b--\r\n"
        yield f"parts {name}", _mail(body, b"Content-Type: multipart/mixed" + boundary)
    kind = b"Content-Type: multipart/alternative; boundary=b"
    yield "parts that do not end", _mail(b"--b\r\n\r\nSu yok.", kind)
    yield "parts that are none", _mail(b"Su yok.", kind)
    yield "an end before the beginning", _mail(b"--b--\r\n--b\r\n\r\nSu yok.", kind)
    yield "only ends", _mail(b"--b--\r\n" * 5_000, kind)
    yield "20,000 parts", _mail(b"--b\r\n\r\nx\r\n" * 20_000, kind)
    for wrong in (b"text", b"/", b"text/", b"/plain", b"text/plain/x", b"multipart", b"a" * 9_000):
        yield f"a kind {wrong[:20]!r}", _mail(b"Su yok.", b"Content-Type: " + wrong)
    yield (
        "html alone",
        _mail(b"<p>Su <b>yok</b><script>alert(1)</script>", b"Content-Type: text/html"),
    )
    yield "html of 20,000 levels", _mail(b"<div>" * 20_000, b"Content-Type: text/html")
    yield "empty html", _mail(b"<html><body></body></html>", b"Content-Type: text/html")
    report = b"Content-Type: multipart/report; report-type=delivery-status; boundary=b"
    status = b"--b\r\nContent-Type: message/delivery-status\r\n\r\n"
    yield "a report of nothing", _mail(status + b"--b--", report)
    yield (
        "a report of 5,000",
        _mail(
            status + b"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n\r\n" * 5_000,
            report,
        ),
    )
    yield (
        "a part of another mail",
        _mail(b"Su", b'Content-Type: message/partial; id="x"; number=2; total=9'),
    )
    yield (
        "somewhere else",
        _mail(
            b"", b'Content-Type: message/external-body; access-type=URL; URL="file:///etc/passwd"'
        ),
    )


def _with_files() -> Iterator[tuple[str, bytes]]:
    yield "uuencode", _mail(b"begin 644 su.txt\r\n" + binascii.b2a_uu(b"Su yok") + b"`\r\nend")
    yield "uuencode without an end", _mail(b"begin 644 ../../su.txt\r\n" + b"M" * 9_000)
    yield (
        "winmail.dat",
        _file(b"\x78\x9f\x3e\x22" + _DRAWN.randbytes(900), b"ms-tnef", b"winmail.dat"),
    )
    yield (
        "S/MIME",
        _mail(
            _SECRET * 40,
            b'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
            b"Content-Transfer-Encoding: base64",
        ),
    )
    yield (
        "a signature",
        _mail(
            b"--b\r\n\r\nSu yok.\r\n"
            b"--b\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--b--",
            b'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; boundary=b',
        ),
    )
    yield "PGP", _mail(b"-----BEGIN PGP MESSAGE-----\r\n\r\n" + _SECRET + b"\r\n-----END")
    yield (
        "base64 that is none",
        _file(b"!!!! ==== %%%% \xff" * 900, b"octet-stream", b"a.bin", as_is=True),
    )
    yield "base64 cut", _file(b"UEsDBBQ" * 99 + b"=", b"zip", b"a.zip", as_is=True)
    yield "a call", _file(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT", b"ics", b"davet.ics")
    for name in (
        b"",
        b"../../../etc/passwd",
        b"CON",
        b"a\0.jpg",
        b"x" * 900 + b".pdf",
        b"=?utf-8?b?",
        "\u202egpj.exe".encode(),
        b"a.jpg\r\n b",
        b"%00",
        b". .",
    ):
        yield f"a file called {name[:12]!r}", _file(b"Su", b"octet-stream", name)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("su", b"\0" * 50_000_000)
    yield "a zip bomb", _file(bomb.getvalue(), b"zip", b"bomba.zip")
    yield "a gzip bomb", _file(gzip.compress(b"\0" * 50_000_000), b"gzip", b"bomba.gz")
    yield (
        "200 files",
        _mail(
            b"--b\r\nContent-Disposition: attachment; filename=a\r\n\r\nx\r\n" * 200,
            b"Content-Type: multipart/mixed; boundary=b",
        ),
    )


def _mail(body: bytes, *headers: bytes) -> bytes:
    named = b"".join(header + b"\r\n" for header in headers)
    return _FROM + _TO + named + b"\r\n" + body + b"\r\n"


def _file(content: bytes, kind: bytes, name: bytes, *, as_is: bool = False) -> bytes:
    body = content if as_is else base64.encodebytes(content)
    part = b'Content-Type: application/%s; name="%s"\r\n' % (kind, name)
    part += b'Content-Disposition: attachment; filename="%s"\r\n' % name
    part += b"Content-Transfer-Encoding: base64\r\n\r\n" + body
    return _mail(
        b"--b\r\n\r\nSu yok.\r\n--b\r\n" + part + b"\r\n--b--",
        b"Content-Type: multipart/mixed; boundary=b",
    )


def _nested(levels: int) -> bytes:
    begun = b"".join(
        b"Content-Type: multipart/mixed; boundary=x%d\r\n\r\n--x%d\r\n" % (level, level)
        for level in range(levels)
    )
    return _FROM + _TO + begun + b"\r\nSu yok.\r\n"


def _forwarded(times: int) -> bytes:
    return (_FROM + _TO + b"Content-Type: message/rfc822\r\n\r\n") * times + _mail(b"Su yok.")


MAILS: Final[Mapping[str, bytes]] = MappingProxyType(dict(_made()))
"""Each by what is wrong with it."""
