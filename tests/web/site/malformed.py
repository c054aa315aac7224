"""What no browser sends: bodies, values, headers, cookies, addresses and methods."""

import pkgutil
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode
from zlib import crc32

from django.forms.forms import BaseForm
from tests.web.addresses import Address
from tests.web.site.raw_requests import HOST, Header, Raw

from alo153 import web
from alo153.web.kit.lists.filters import ListFilter

CSRF = b"a" * 32
_READ = re.compile(r"(?:GET|POST)(?:\.get(?:list)?\(|\[)\s*\"(\w+)\"|\.cleaned_data\[\"(\w+)\"\]")

# A part of an address that no folder is called by
_KEY = re.compile(rb"(?<=/)(?:\d+|[^/]*\d[^/]{5,})(?=/|$)")

FORM = b"application/x-www-form-urlencoded"
MULTIPART = b"multipart/form-data; boundary=x"
ENDLESS = "9" * 5000


def _part(name: str, value: bytes, *, more: str = "") -> bytes:
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + value + b"\r\n"


# Name -> content type and body
BODIES: dict[str, tuple[bytes, bytes]] = {
    "utf-16": (FORM + b"; charset=utf-16", "text=a".encode("utf-16")),
    "utf-7": (FORM + b"; charset=utf-7", b"text=+AGE-"),
    "no such charset": (FORM + b"; charset=klingon", b"text=a"),
    "not utf-8": (FORM, b"%ff=%fe&text=%ed%a0%80&\xff=\xfe"),
    "too many fields": (FORM, b"&".join(b"a%d=1" % i for i in range(1200))),
    "too large a form": (FORM, b"text=" + b"a" * 2_600_000),
    "too many files": (
        MULTIPART,
        b"".join(_part(f"f{i}", b"a", more='; filename="a"') for i in range(120)) + b"--x--\r\n",
    ),
    "no boundary": (b"multipart/form-data", b"abc"),
    "boundary of other bytes": (b"multipart/form-data; boundary=\xff\xfe", b"abc"),
    "long boundary": (b"multipart/form-data; boundary=" + b"a" * 300, b"abc"),
    "empty multipart": (MULTIPART, b""),
    "cut multipart": (MULTIPART, _part("text", b"a", more='; filename="\xff"')[:-9]),
    "multipart that is no base64": (
        MULTIPART,
        b'--x\r\nContent-Disposition: form-data; name="text"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n",
    ),
    "part without a name": (
        MULTIPART,
        b"--x\r\nContent-Disposition: form-data\r\n\r\nabc\r\n--x--\r\n",
    ),
    "part with a bad charset": (
        MULTIPART,
        b"--x\r\nContent-Disposition: form-data; name=\"text\"; filename*=klingon''%ff\r\n"
        b"Content-Type: a/b; charset=klingon\r\n\r\nabc\r\n--x--\r\n",
    ),
    "multipart in utf-16": (MULTIPART + b"; charset=utf-16", _part("text", b"abc") + b"--x--\r\n"),
    "half a JSON": (b"application/json", b'{"a": '),
    "deep JSON": (b"application/json", b"[" * 5000),
    "lone surrogate in JSON": (b"application/json", b'{"\\ud800": NaN}'),
    "XML": (b"text/xml", b"<a>"),
    "type of other bytes": (b'\xff\xfe;;;="', b"\xff"),
    "long type": (b"a/" + b"b" * 5000 + b"; " + b"c=d; " * 500, b"\xff"),
}

# For every parameter of a page at once, in the address and in the form
VALUES: dict[str, str] = {
    "nul": "a\x00b",
    "5,000 digits": ENDLESS,
    "4,000 digits": "9" * 4000,
    "20 digits": "9" * 20,
    "negative": "-1",
    "not finite": "1e999",
    "digits of another script": "٣٤",
    "digit that is no number": "²",
    "first day": "0001-01-01",
    "last moment": "9999-12-31T23:59",
    "address that is none": "http://[",
    "long number": "+" + "9" * 400,
    "line breaks": "a@b.example\r\nBcc: c@d.example",
    "nothing": "00000000-0000-0000-0000-000000000000",
    "joined emoji": "👩‍👩‍👧" * 50 + "\u202e\x85\x0b",
    "search operators": "' & | ! ( ) :* \\ <-> \" %_",
    "half a JSON": '{"a": ',
    "JSON of another kind": '["\\ud800", null, 1e999]',
}


def form(names: list[str], value: str) -> bytes:
    """Write one value for every name, as a form does."""
    return urlencode(dict.fromkeys(names, value)).encode()


HEADERS: list[tuple[bytes, bytes]] = [
    (b"host", b"a b<>"),
    (b"host", b"localhost:99999999"),
    (b"host", b"[::1"),
    (b"host", b"\xff"),
    (b"range", b"bytes=9-1,abc"),
    (b"range", b"bytes=-" + ENDLESS.encode()),
    (b"range", b"bytes=" + ENDLESS.encode() + b"-"),
    (b"if-modified-since", b"Foo, 99 Bar 99999 99:99:99 GMT"),
    (b"if-unmodified-since", b"x"),
    (b"if-none-match", b'"\xff'),
    (b"if-match", b"W/"),
    (b"accept-language", b"\xff;q=9e999," * 100),
    (b"accept", b"\xff/;q=x,*"),
    (b"accept-encoding", b"\xff;q=x"),
    (b"origin", b"http://["),
    (b"referer", b"http://[\xff"),
    (b"x-forwarded-for", b"a,b,\xff"),
    (b"x-forwarded-proto", b"ftp"),
    (b"hx-request", b"true"),
    (b"hx-current-url", b"http://[\xff"),
    (b"hx-target", b"\xff\x01"),
    (b"last-event-id", b"\xff"),
    (b"authorization", b"Basic \xff"),
    (b"content-length", b"-1"),
    (b"content-length", ENDLESS.encode()),
    (b"transfer-encoding", b"x"),
    (b"upgrade", b"websocket"),
]

COOKIES: list[bytes] = [
    b"sessionid=\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8",
    b"sessionid=" + b"a" * 5000,
    b'sessionid="aaaaaaaa\\000aaaaaaaa"',
    b"csrftoken=\xff",
    b"csrftoken=" + b"b" * 100_000,
    b"django_language=\xff..",
    b"look=\xff",
    b"messages=W1tdXQ:1:abc",
    b"=;;;==;a",
]

QUERIES: list[bytes] = [
    b"a=\xff%ff",
    b"a=%zz&%",
    b"a%00=b",
    b"next=%ed%a0%80",
    b"next=%0d%0aX:y",
    b"&".join([b"a=1"] * 3000),
    b"topics=agent:" + ENDLESS.encode(),
    b"topics=unit:" + quote("²").encode(),
]

# What stands in an address where a key or a code is expected, or behind it
ENDINGS: list[bytes] = [
    b"%00",
    b"%ff",
    b"%0d%0a",
    b"%ed%a0%80",
    b"%zz",
    b"../..",
    b"//",
    b"%5c",
    b"%e2%80%a8",
    b"-1",
    *(b"9" * digits for digits in (10, 19, 20, 400, 5000)),
    *(quote(digit).encode() for digit in "٣²"),
    b"new:" + ENDLESS.encode(),
    b"new:%C2%B2",
    b"call:00000000-0000-0000-0000-000000000000",
    b"a" * 5000,
]

METHODS = ["HEAD", "PUT", "OPTIONS", "DELETE", "PATCH", "TRACE", "CONNECT", "FOO", "get"]


def parameters() -> list[str]:
    """Find every field of our forms and filters, what views read by name, and of the sign-in."""
    source = "\n".join(p.read_text() for p in Path(web.__file__).parent.rglob("*.py"))
    read = {name for pair in _READ.findall(source) for name in pair if name}
    fields = {name for form in own_forms() for name in form.base_fields}
    filters = {name for each in ListFilter.__subclasses__() for name in each.base_filters}
    sign_in = {"login", "password", "next", "credential", "code", "email"}
    return sorted(read | fields | filters | sign_in)


def own_forms() -> list[Any]:
    """List every class of forms of the program."""
    for module in pkgutil.walk_packages(web.__path__, "alo153.web."):
        import_module(module.name)
    found, waiting = [], [BaseForm]
    while waiting:
        waiting += (below := waiting.pop().__subclasses__())
        found += [each for each in below if each.__module__.startswith("alo153.")]
    return found


NAMES = parameters()


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody with cookies, and what stands in the addresses of the case they may open."""

    cookie: bytes = b"csrftoken=" + CSRF
    samples: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    headers: tuple[Header, ...] = ()

    def path(self, address: Address, turn: int = 0) -> bytes:
        """Return the path of an address, of rows that are there; of several, another each turn."""
        path = address.path
        for sample, real in self.samples:
            chosen = real if isinstance(real, str) else real[turn % len(real)]
            path = path.replace(sample, chosen)
        return path.encode()

    def asks(
        self,
        path: bytes,
        *,
        method: str = "POST",
        content: tuple[bytes, bytes] = (b"", b""),
        headers: Sequence[Header] = (),
        kind: str = "http",
    ) -> Raw:
        """Return a request that passes the guard against forged ones."""
        names = {name for name, _ in headers}
        own = [HOST, (b"cookie", self.cookie), (b"x-csrftoken", CSRF), *self.headers]
        said = [header for header in own if header[0] not in names]
        if content[0]:
            said.append((b"content-type", content[0]))
        return Raw(
            target=path, method=method, headers=(*said, *headers), body=content[1], kind=kind
        )


Malformation = Callable[[Visitor, bytes], Raw]


def _content() -> Iterator[tuple[str, Malformation]]:
    for name, content in BODIES.items():
        yield f"body: {name}", partial(_with_body, content=content)


def _values() -> Iterator[tuple[str, Malformation]]:
    for name, value in VALUES.items():
        yield f"form: {name}", partial(_with_body, content=(FORM, form(NAMES, value)))


def _queries() -> Iterator[tuple[str, Malformation]]:
    for name, value in VALUES.items():
        yield f"query: {name}", partial(_with_values, value=value)
    for number, query in enumerate(QUERIES):
        yield f"query {number}", partial(_with_query, query=query)


def _endings() -> Iterator[tuple[str, Malformation]]:
    for method in ("GET", "POST"):
        for number, ending in enumerate(ENDINGS):
            yield f"{method} ending {number}", partial(_at, method=method, ending=ending)


def _envelopes() -> Iterator[tuple[str, Malformation]]:
    for method in ("GET", "POST"):
        for number, header in enumerate(HEADERS):
            yield f"{method} header {number}", partial(_with, method=method, header=header)
        for number, cookie in enumerate(COOKIES):
            header = (b"cookie", cookie)
            yield f"{method} cookie {number}", partial(_with, method=method, header=header)
    for method in METHODS:
        yield f"{method}", partial(_with, method=method, header=(b"x-junk", b"\xff"))
        yield f"{method} with a body", partial(_with_body, content=(MULTIPART, b"a"), method=method)
    yield "WebSocket", _upgraded


def _with_body(who: Visitor, path: bytes, *, content: Any, method: str = "POST") -> Raw:
    return who.asks(path, method=method, content=content)


def _with_values(who: Visitor, path: bytes, *, value: str) -> Raw:
    """Ask with as many names as a line takes: of a long value, others for each address."""
    first = crc32(path) % len(NAMES)
    return _with_query(who, path, query=form(NAMES[first:] + NAMES[:first], value)[:60_000])


def _with_query(who: Visitor, path: bytes, *, query: bytes) -> Raw:
    return who.asks(path + b"?" + query, method="GET")


def _with(who: Visitor, path: bytes, *, method: str, header: Header) -> Raw:
    return who.asks(path, method=method, headers=[header])


def _at(who: Visitor, path: bytes, *, method: str, ending: bytes) -> Raw:
    """Ask where a key stands in the address, or else behind it."""
    keys = _KEY.findall(path)
    hostile = path.replace(keys[-1], ending, 1) if keys else path + ending + b"/"
    return who.asks(hostile, method=method, content=(FORM, form(NAMES, "1")))


def _upgraded(who: Visitor, path: bytes) -> Raw:
    return who.asks(path, method="GET", headers=[(b"upgrade", b"websocket")], kind="websocket")


KINDS: dict[str, dict[str, Malformation]] = {
    "body": dict(_content()),
    "form": dict(_values()),
    "query": dict(_queries()),
    "ending": dict(_endings()),
    "envelope": dict(_envelopes()),
}
"""What may be wrong with a request, by where it stands."""
CATALOG = {name: make for kind in KINDS.values() for name, make in kind.items()}
