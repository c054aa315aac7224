"""Commands to Asterisk wait for their turn, and only then does their time run."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from alo153.switchboard.asterisk.ari.client import AriAddress, AriClient
from alo153.switchboard.asterisk.ari.wire import LINES

ANSWER = b"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n"
TAKES_SECONDS = 0.02


class OwnTime(asyncio.SelectorEventLoop):
    """Its clock hardly goes on while this process gets no core: nobody is late by that."""

    def __init__(self) -> None:
        self._at = self._seen = time.monotonic()
        super().__init__()

    def time(self) -> float:
        """Return the seconds so far, no more than twice an answer's from one look to the next."""
        now = time.monotonic()
        self._at += min(now - self._seen, 2 * TAKES_SECONDS)
        self._seen = now
        return self._at


class Slow:
    """An HTTP server that takes its time; it counts who stands before it at once."""

    def __init__(self) -> None:
        self.standing = self.most = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.readline():
            while (await reader.readline()).strip():
                pass
            self.standing += 1
            self.most = max(self.most, self.standing)
            await asyncio.sleep(TAKES_SECONDS)
            self.standing -= 1
            writer.write(ANSWER)
        writer.close()


@asynccontextmanager
async def slow_asterisk(timeout: float) -> AsyncIterator[tuple[AriClient, Slow]]:
    slow = Slow()
    async with await asyncio.start_server(slow.serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        address = AriAddress(f"http://127.0.0.1:{port}", "somebody", "", timeout=timeout)
        async with AriClient(address) as ari:
            yield ari, slow


def test_five_hundred_commands_at_once_are_all_carried_out() -> None:
    async def story() -> int:
        async with slow_asterisk(timeout=0.5) as (ari, slow):
            commands = [ari.channels.answer(f"caller-{n}") for n in range(500)]
            replies = await asyncio.gather(*commands)
        assert all(reply.done for reply in replies)
        return slow.most

    assert asyncio.run(story(), loop_factory=OwnTime) == LINES
