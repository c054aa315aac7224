"""Somebody who dials without a password, from an address and over a transport of their choice."""

from __future__ import annotations

import re
import socket
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.parts.waiting import SECONDS
from websockets.sync.client import connect

INVITE = """INVITE sip:{number}@127.0.0.1 SIP/2.0
Via: SIP/2.0/{transport} {host}:5999;branch=z9hG4bK{call};rport
From: <sip:{name}@127.0.0.1>;tag={call}
To: <sip:{number}@127.0.0.1>
Call-ID: {call}
CSeq: 1 INVITE
Contact: <sip:{name}@{host}:5999;transport={transport}>
P-Asserted-Identity: <sip:05320000199@127.0.0.1>
Max-Forwards: 70
Content-Type: application/sdp
Content-Length: {length}

{sound}"""
SOUND = """v=0
o=- 1 1 IN IP4 127.0.0.1
s=-
c=IN IP4 127.0.0.1
t=0 0
m=audio 40000 RTP/AVP 8
a=rtpmap:8 PCMA/8000
"""

type Ask = Callable[[str], str]


def dial(
    name: str, *, transport: str, host: str, sip_port: int, http_port: int, said: str = ""
) -> int:
    """Call the city as `name` from the address `host`; return the first final status.

    `said` is the transport that the caller's own header names, by default the true one.
    """
    port = http_port if transport == "WS" else sip_port
    with TRANSPORTS[transport](host, port) as ask:
        answer = ask(invite(name, said or transport, host))
    status = re.match(r"SIP/2\.0 (\d{3})", answer)
    assert status is not None, answer
    return int(status[1])


def invite(name: str, transport: str, host: str) -> str:
    """Write the request of somebody who says to be `name`, and whose number that is."""
    sound = SOUND.replace("\n", "\r\n")
    head = INVITE.format(
        number="153",
        transport=transport,
        host=host,
        name=name,
        call=uuid.uuid4().hex,
        length=len(sound),
        sound="",
    )
    return head.replace("\n", "\r\n") + sound


@contextmanager
def over_udp(host: str, port: int) -> Iterator[Ask]:
    """Send datagrams from an address."""
    with socket.socket(type=socket.SOCK_DGRAM) as wire:
        wire.bind((host, 0))
        wire.settimeout(SECONDS)
        wire.connect(("127.0.0.1", port))
        yield lambda text: _final(lambda: wire.recv(4096).decode(), wire.sendall(text.encode()))


@contextmanager
def over_tcp(host: str, port: int) -> Iterator[Ask]:
    """Keep a connection from an address."""
    with socket.create_connection(("127.0.0.1", port), SECONDS, (host, 0)) as wire:
        yield lambda text: _final(lambda: wire.recv(4096).decode(), wire.sendall(text.encode()))


@contextmanager
def over_web_socket(host: str, port: int) -> Iterator[Ask]:
    """Do as a browser does, whose address a proxy hides."""
    address = f"ws://127.0.0.1:{port}/ws"
    with connect(
        address,
        subprotocols=["sip"],  # type: ignore[list-item]
        source_address=(host, 0),
        proxy=None,
        # Asterisk answers no close, for which the client would wait ten seconds
        close_timeout=0.2,
    ) as wire:
        yield lambda text: _final(lambda: _text(wire.recv(SECONDS)), wire.send(text))


TRANSPORTS = {"UDP": over_udp, "TCP": over_tcp, "WS": over_web_socket}


def _final(receive: Callable[[], str], _sent: None) -> str:
    """Return the first answer that is not provisional."""
    while (answer := receive()).startswith("SIP/2.0 1"):
        continue
    return answer


def _text(message: str | bytes) -> str:
    return message if isinstance(message, str) else message.decode()
