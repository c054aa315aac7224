"""An ARI program for tests: it notes every event and waits for those one asks for."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from tests.parts.waiting import SECONDS

from alo153.switchboard.asterisk.ari.client import AriAddress, AriClient
from alo153.switchboard.asterisk.ari.events import Connected, Event


class Listener:
    """Notes the events of a client in order; `seen` holds them all."""

    def __init__(self, ari: AriClient) -> None:
        self.ari = ari
        self.seen: list[Event] = []
        self._changed = asyncio.Condition()
        self._read = 0

    async def listen(self) -> None:
        """Note events until the client is closed."""
        async for event in self.ari.events():
            async with self._changed:
                self.seen.append(event)
                self._changed.notify_all()

    async def next[E: Event](
        self,
        kind: type[E],
        fits: Callable[[E], bool] = lambda _: True,
        seconds: float = SECONDS,
    ) -> E:
        """Wait for the next event of a kind after the one returned last; AssertionError in time."""
        try:
            async with asyncio.timeout(seconds), self._changed:
                while True:
                    for place in range(self._read, len(self.seen)):
                        event = self.seen[place]
                        if isinstance(event, kind) and fits(event):
                            self._read = place + 1
                            return event
                    await self._changed.wait()
        except TimeoutError:
            names = [type(event).__name__ for event in self.seen[self._read :]]
            raise AssertionError(f"no {kind.__name__} within {seconds} s, but {names}") from None


@asynccontextmanager
async def listening(address: AriAddress) -> AsyncIterator[Listener]:
    """Run a connected client whose events are noted."""
    async with AriClient(address) as ari:
        listener = Listener(ari)
        task = asyncio.create_task(listener.listen())
        try:
            await listener.next(Connected)
            yield listener
        finally:
            await ari.close()
            await task


async def until(
    condition: Callable[[], Coroutine[Any, Any, bool]], seconds: float = SECONDS
) -> None:
    """Wait until a question to Asterisk is answered with yes."""
    async with asyncio.timeout(seconds):
        while not await condition():
            await asyncio.sleep(0.02)
