"""Manager actions that overtake one another are carried out all the same."""

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from itertools import count

from alo153.switchboard.asterisk.ami.client import LOGINS, Manager, ManagerAddress

LONG_SECONDS, SHORT_SECONDS = 0.05, 0.01


class Strict:
    """Asks for digest authentication and, as Asterisk, refuses a count that does not grow.

    Every second request takes longer, so that the next one overtakes it.
    """

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self._requests = count()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while request := (await reader.readuntil(b"\r\n\r\n")).decode():
            await asyncio.sleep(SHORT_SECONDS if next(self._requests) % 2 else LONG_SECONDS)
            writer.write(self._answer(request))

    def _answer(self, request: str) -> bytes:
        nonce, nc = re.search(r'nonce="(\w+)"', request), re.search(r"nc=(\w+)", request)
        if nonce and nc and self.counts[nonce[1]] < int(nc[1], 16):
            self.counts[nonce[1]] = int(nc[1], 16)
            return b"HTTP/1.1 200 OK\r\nContent-Length: 19\r\n\r\nResponse: Success\r\n"
        fresh = f"n{len(self.counts)}"
        self.counts[fresh] = 0
        asked = f'Digest algorithm=MD5, realm="asterisk", nonce="{fresh}", qop="auth"'
        head = f"HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: {asked}\r\nContent-Length: 0"
        return f"{head}\r\n\r\n".encode()


@asynccontextmanager
async def strict_asterisk() -> AsyncIterator[tuple[Manager, Strict]]:
    strict = Strict()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await strict.serve(reader, writer)
        except asyncio.IncompleteReadError:
            writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with Manager(ManagerAddress(f"http://127.0.0.1:{port}", "us", "word")) as manager:
            yield manager, strict


def test_actions_at_once_do_not_refuse_one_another() -> None:
    async def story() -> tuple[list[Mapping[str, str]], int]:
        async with strict_asterisk() as (manager, strict):
            actions = [manager.act("MixMonitorMute", Channel=str(n)) for n in range(40)]
            return await asyncio.gather(*actions), len(strict.counts)

    answers, challenges = asyncio.run(story())
    assert len(answers) == 40
    assert challenges == LOGINS


def test_a_list_is_asked_for_with_a_login_too() -> None:
    async def story() -> list[Mapping[str, str]]:
        async with strict_asterisk() as (manager, _):
            return await manager.list("QueueStatus", Queue="fallback")

    assert asyncio.run(story()) == []
