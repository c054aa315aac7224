"""Talks with Asterisk: one stream of events that survives broken connections, and commands.

Events come over the web socket that we dial (with a persistent outbound one callers would sit
in silence while we are down); commands go over HTTP, since requests over the socket are served
one by one. One event is read after the other: the order of a channel's events is kept.
"""

import asyncio
import json
import random
from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self
from urllib.parse import urlencode

import websockets
from websockets.asyncio.client import ClientConnection, connect

from alo153.switchboard.asterisk.ari import commands, events
from alo153.switchboard.asterisk.ari.settings import Settings
from alo153.switchboard.asterisk.ari.variables import Variables
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable, Wire

PING_SECONDS = 5
LONGEST_PAUSE_SECONDS = 5.0
BROKEN = (OSError, TimeoutError, websockets.WebSocketException, AriUnreachable)


@dataclass(frozen=True, slots=True)
class AriAddress:
    """The address of Asterisk's HTTP server, and our account there. `url` ends before `/ari`."""

    url: str
    user: str
    password: str
    app: str = "alo153"
    timeout: float = 5.0
    """Seconds a command may take."""


class AriClient:
    """Use as `async with AriClient(address) as ari`; iterate `ari.events()` in one task."""

    def __init__(self, address: AriAddress) -> None:
        self._address = address
        wire = Wire(
            f"{address.url.rstrip('/')}/ari",
            user=address.user,
            password=address.password,
            timeout=address.timeout,
        )
        self._wire = wire
        self._socket: ClientConnection | None = None
        self._closed = False
        self.channels = commands.Channels(wire, address.app)
        self.bridges = commands.Bridges(wire)
        self.playbacks = commands.Playbacks(wire)
        self.recordings = commands.Recordings(wire)
        self.endpoints = commands.Endpoints(wire)
        self.application = commands.Applications(wire, address.app)
        self.settings = Settings(wire)
        self.variables = Variables(wire)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close socket and connections; the iterator of events ends."""
        self._closed = True
        if self._socket:
            await self._socket.close()
        await self._wire.close()

    async def ping(self) -> bool:
        """Say whether Asterisk answers."""
        try:
            return (await self._wire.send("GET", "asterisk", "ping")).done
        except AriUnreachable:
            return False

    async def began_at(self) -> float:
        """Return when this Asterisk started, in seconds since the epoch."""
        reply = await self._wire.send("GET", "asterisk", "info", query={"only": "status"})
        return datetime.fromisoformat(reply.body["status"]["startup_time"]).timestamp()

    async def events(self) -> AsyncIterator[events.Event]:
        """Yield events for ever, connecting again with growing pauses, until `close`.

        `Connected` comes first and after each break; a `Disconnected` precedes the pause. Raises
        AriError when the password is wrong. The pause ends after at most five seconds.
        """
        attempt = 0
        while not self._closed:
            reason = "closed by Asterisk"
            try:
                async with self._dial() as socket:
                    self._socket = socket
                    await self._filter()
                    attempt = 0
                    yield events.Connected(at=datetime.now(UTC))
                    async for event in _read(socket):
                        yield event
            except BROKEN as error:
                reason = _explain(error)
            finally:
                self._socket = None
            if self._closed:
                return
            yield events.Disconnected(at=datetime.now(UTC), reason=reason)
            attempt += 1
            await asyncio.sleep(_pause(attempt))

    async def _filter(self) -> None:
        """Ask for the events we use only: 18 instead of 51 for a call of two legs."""
        reply = await self.application.allow(list(events.READERS))
        if not reply.done:
            raise AriUnreachable(f"the event filter was not set: {reply.body}")

    def _dial(self) -> connect:
        address = self._address
        credentials = b64encode(f"{address.user}:{address.password}".encode()).decode()
        query = urlencode({"app": address.app})
        return connect(
            f"{address.url.rstrip('/').replace('http', 'ws', 1)}/ari/events?{query}",
            additional_headers={"Authorization": f"Basic {credentials}"},
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            open_timeout=address.timeout,
            close_timeout=1,
            max_size=None,
            proxy=None,
        )


async def _read(socket: ClientConnection) -> AsyncIterator[events.Event]:
    """Yield the events of one connection; a clean close just ends it, as a broken one does."""
    async for text in socket:
        event = events.read(json.loads(text))
        if event:
            yield event


def _explain(error: Exception) -> str:
    """Word a broken connection; a refused password is no reason to try again: AriError."""
    if isinstance(error, websockets.InvalidStatus):
        status = error.response.status_code
        if status in {400, 401, 403}:
            raise AriError(status, "GET events", "user, password or program name") from error
    return repr(error)


def _pause(attempt: int) -> float:
    """Grow from 0.1 s, doubling, with jitter so that programs do not return in step."""
    longest = min(LONGEST_PAUSE_SECONDS, 0.1 * 2.0**attempt)
    return longest * random.uniform(0.5, 1)  # noqa: S311
