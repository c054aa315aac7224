"""What no HTTP library sends, to a real server: refused, and the next visitor is answered."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from tests.parts.processes.serving import WebServer

pytestmark = pytest.mark.django_db
END = b"\r\nHost: localhost\r\n\r\n"
UPGRADE = (
    b"\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)
HOSTILE = {
    "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00",
    "NUL in the address": b"GET /%00 HTTP/1.1" + END,
    "NUL in a header": b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: a\x00b\r\n\r\n",
    "other bytes in the query": b"GET /?a=\xff HTTP/1.1" + END,
    "bad percent sign": b"GET /%zz HTTP/1.1" + END,
    "no host": b"POST /track/ HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
    "two lengths": b"POST /track/ HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2" + END + b"ab",
    "5,000 digits of length": b"POST /track/ HTTP/1.1\r\nContent-Length: " + b"9" * 5000 + END,
    "19 digits of length": b"POST /track/ HTTP/1.1\r\nContent-Length: " + b"9" * 19 + END,
    "bad chunk": b"POST /track/ HTTP/1.1\r\nTransfer-Encoding: chunked" + END + b"zz\r\n",
    "WebSocket on a page": b"GET / HTTP/1.1" + UPGRADE,
    "WebSocket on a stream": b"GET /stream/?topics=center HTTP/1.1" + UPGRADE,
    "WebSocket on no page": b"GET /nope HTTP/1.1" + UPGRADE,
    "half a WebSocket": b"GET / HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket" + END,
    "address of a proxy": b"GET http://[/ HTTP/1.1" + END,
    "long address": b"GET /" + b"a" * 70_000 + b" HTTP/1.1" + END,
}


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    """Serve the site on a free port."""
    web = WebServer()
    address = urlsplit(web.start())
    yield "127.0.0.1", address.port or 0
    web.stop()


def status(server: tuple[str, int], request: bytes) -> int:
    """Return the status of the answer; 0 when the server hung up without one."""
    with socket.create_connection(server, timeout=20) as line:
        line.sendall(request)
        words = line.recv(64).split(b" ", 2)
    return int(words[1]) if words[0].startswith(b"HTTP/") else 0


def test_it_is_refused_and_the_next_one_is_answered(server: tuple[str, int]) -> None:
    answers = {name: status(server, request) for name, request in HOSTILE.items()}
    assert {name: code for name, code in answers.items() if code >= 500} == {}
    assert answers["WebSocket on a page"] == 403
    assert status(server, b"GET /privacy/ HTTP/1.1" + END) == 200
