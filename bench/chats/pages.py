"""Pages of citizens that wait: each holds its stream and reads the chat anew, as a browser does."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

OF_ADDRESS: Final = 50
"""Pages behind one address; the site takes sixty."""
_RETRY_SECONDS: Final = 2.0
_LOOK_SECONDS: Final = 0.1


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page of a site: the path of its stream, that of what a hint fetches, and its cookie."""

    number: int
    stream: str
    fragment: str = ""
    cookie: str = ""

    @property
    def address(self) -> str:
        """Return an address of this machine; many pages come from one, as behind a carrier."""
        return f"127.0.1.{1 + self.number // OF_ADDRESS}"


class Visitors:
    """Pages that are open at a site."""

    def __init__(self, url: str) -> None:
        site = urlsplit(url)
        self._host, self._port = site.hostname or "", site.port or 80
        self.events = Counter[str]()
        self.refused = 0
        self.open = 0
        self._answered = set[int]()

    async def all_answered(self, count: int) -> None:
        """Wait until so many pages have their stream or were refused it."""
        while len(self._answered) < count:
            await asyncio.sleep(_LOOK_SECONDS)

    async def stay(self, page: Page) -> None:
        """Hold a stream open, and open it again when it ends, until cancelled."""
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._read_stream(page)
            await asyncio.sleep(_RETRY_SECONDS)

    async def _read_stream(self, page: Page) -> None:
        reader, writer = await self._ask(page, page.stream)
        try:
            well = await self._is_well(reader)
            self._answered.add(page.number)
            if not well:
                return
            self.open += 1
            try:
                async for line in reader:
                    kind, _, word = line.decode().strip().partition(": ")
                    if kind == "event":
                        await self._hear(page, word)
            finally:
                self.open -= 1
        finally:
            writer.close()

    async def _hear(self, page: Page, word: str) -> None:
        self.events[word] += 1
        self.refused += word == "later"
        if word == "refresh" and page.fragment:
            _, writer = await self._read(page, page.fragment)
            writer.close()

    async def _read(self, page: Page, path: str) -> tuple[bytes, asyncio.StreamWriter]:
        reader, writer = await self._ask(page, path, "HX-Request: true", "HX-Target: chat-log")
        await self._is_well(reader)
        return await reader.read(), writer

    async def _ask(
        self, page: Page, path: str, *headers: str
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        local = (page.address, 0)
        reader, writer = await asyncio.open_connection(self._host, self._port, local_addr=local)
        close = () if path == page.stream else ("Connection: close",)
        lines = [f"GET {path} HTTP/1.1", f"Host: localhost:{self._port}", *headers, *close]
        if page.cookie:
            lines.append(f"Cookie: {page.cookie}")
        writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
        await writer.drain()
        return reader, writer

    async def _is_well(self, reader: asyncio.StreamReader) -> bool:
        status = await reader.readline()
        while (await reader.readline()).strip():
            pass
        well = b" 200 " in status
        self.refused += not well
        return well
