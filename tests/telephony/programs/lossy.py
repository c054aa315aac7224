"""A bad line between a browser and Asterisk: a relay that loses every so many packets of sound.

It stands in the way of the web socket and puts its own ports in place of both sides' in the session
descriptions. ICE (STUN), DTLS and RTCP pass whole.
"""

from __future__ import annotations

import asyncio
import functools
import re
import socket
from contextlib import suppress
from itertools import count

from playwright.async_api import Page, WebSocketRoute

CANDIDATE = re.compile(r"a=candidate:\S+ 1 udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host", re.I)
RTP, RTCP = range(128, 192), range(192, 224)
"""The first byte of RTP (RFC 7983), and the second of its RTCP (RFC 5761)."""


class _Side(asyncio.DatagramProtocol):
    """One socket of the relay: what comes here leaves by the other one, but for each `nth`."""

    def __init__(self, nth: int) -> None:
        self._nth, self._counted = nth, count(1)
        self.peer: tuple[str, int] | None = None
        self.other: _Side
        self.transport: asyncio.DatagramTransport
        self.address = ("", 0)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.DatagramTransport)
        self.transport = transport
        self.address = transport.get_extra_info("sockname")

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        self.peer = addr  # whatever its candidate says
        sound = len(data) > 1 and data[0] in RTP and data[1] not in RTCP
        lost = sound and next(self._counted) % self._nth == 0
        if self.other.peer and not lost:
            self.other.transport.sendto(data, self.other.peer)


class LossyLine:
    """Loses every `nth` packet of sound in each direction."""

    def __init__(self, nth: int) -> None:
        self._browser, self._asterisk = _Side(nth), _Side(nth)
        self._browser.other, self._asterisk.other = self._asterisk, self._browser

    async def carry(self, page: Page) -> None:
        """Stand between this page and Asterisk from its next web socket on."""
        # A browser does not use loopback, and the Asterisk of the tests nothing else
        for side, host in ((self._browser, _own_address()), (self._asterisk, "127.0.0.1")):
            await asyncio.get_running_loop().create_datagram_endpoint(
                functools.partial(_itself, side), local_addr=(host, 0)
            )
        await page.route_web_socket("**/ws", self._between)

    def close(self) -> None:
        """End the relay."""
        for side in (self._browser, self._asterisk):
            with suppress(AttributeError):
                side.transport.close()

    def _between(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        page.on_message(lambda text: server.send(_led(text, self._browser, self._asterisk)))
        server.on_message(lambda text: page.send(_led(text, self._asterisk, self._browser)))


def _itself(side: _Side) -> _Side:
    return side


def _own_address() -> str:
    """Find the address from which this machine reaches others; nothing is sent."""
    with socket.socket(type=socket.SOCK_DGRAM) as udp:
        try:
            udp.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        return str(udp.getsockname()[0])


def _led(message: str | bytes, whose: _Side, through: _Side) -> str:
    """Note where a side listens, and tell the other one the relay's place instead."""
    text = message if isinstance(message, str) else message.decode()
    head, gap, body = text.partition("\r\n\r\n")
    lines = body.split("\r\n")
    found = [m for m in map(CANDIDATE.match, lines) if m]
    if not found:
        return text
    best = next((m for m in found if m[1] == whose.address[0]), found[0])
    whose.peer = whose.peer or (whose.address[0], int(best[2]))
    host, port = through.address
    told = f"a=candidate:1 1 UDP 2130706431 {host} {port} typ host"
    lines = [line for line in lines if not line.startswith("a=candidate")]
    # The place without ICE has to be one of the candidates, or ICE is given up
    lines = [re.sub(r"^c=.*", f"c=IN IP4 {host}", line) for line in lines]
    media = next(place for place, line in enumerate(lines) if line.startswith("m="))
    lines[media] = re.sub(r" \d+ ", f" {port} ", lines[media], count=1)
    body = "\r\n".join([*lines[: media + 1], told, *lines[media + 1 :]])
    return re.sub(r"(?i)content-length:[^\r\n]*", f"Content-Length: {len(body)}", head) + gap + body
