"""The leading program shows that it lives: a word in Asterisk that changes every second.

A watching program compares it with its last value, by its own clock: no clocks need agree.
Asterisk stores it, since to lead means to speak with Asterisk; PostgreSQL may be down.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from alo153.calls.endpoints.beat import BEAT_SECONDS, VARIABLE
from alo153.switchboard.asterisk.ari.variables import Variables
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable

log = logging.getLogger(__name__)

LEASE_SECONDS = 5.0
"""A leader that was frozen for longer does nothing before it knows that the place is still its."""
DEPOSED_SECONDS = 6.5
"""A standby replaces a leader whose beat has not changed for longer."""
SERVES = "serves"
JOINS = "joins"
STARTS = "starts"
RESCUE = "SWITCHBOARD_RESCUE"
"""A program that moves callers into the fallback writes here first, and clears it afterwards."""
RESCUE_SECONDS = 5.0
"""A rescue is given up after this long."""
YIELD_SECONDS = 8.0
"""A program waits no longer for a rescue: the program that began it has died."""
JOIN_SECONDS = 30.0
"""A program that could not take the calls over within this begins anew, and may be rescued from."""
POLL_SECONDS = 0.1
TAKING_SECONDS = 2.0
"""A standby that looked before the beat and saw none has taken the lead within this time."""


class Sign:
    """A program that does not lead shows that it lives, in a variable of its own."""

    def __init__(self, variables: Variables, name: str) -> None:
        self._variables = variables
        self._name = name
        self._program = secrets.token_hex(4)
        self._number = 0

    async def give(self) -> None:
        """Change the variable; Asterisk may be away."""
        self._number += 1
        await self._write(f"{self._program}-{self._number}")

    async def end(self) -> None:
        """Say that nobody is to miss this program."""
        if self._number:
            await self._write("")

    async def _write(self, word: str) -> None:
        with suppress(AriError, AriUnreachable):
            await self._variables.set(self._name, word)


class Overtaken(Exception):
    """This program was frozen so long that another leads by now."""


class Heart:
    """Beats while the program's loop runs; notices when the loop froze, and reports it once."""

    def __init__(
        self, variables: Variables, serves: Callable[[], bool], woke: Callable[[], None]
    ) -> None:
        self._variables = variables
        self._serves = serves
        self._woke = woke
        self._name = secrets.token_hex(4)
        self._awake = time.monotonic()
        self._frozen = False
        self._stood_still = 0.0
        self._joins = False
        self._number = 0
        self._speaking = asyncio.Lock()
        self._soon = asyncio.Event()

    @property
    def was_frozen(self) -> bool:
        """Say whether the program was frozen and has not asked since who leads."""
        since = time.monotonic() - self._awake
        if since > LEASE_SECONDS:
            self._frozen = True
            self._stood_still = max(self._stood_still, since)
        return self._frozen

    @property
    def lives(self) -> bool:
        """Say whether the program ran without a freeze; any thread may ask, and changes nothing."""
        return not self._frozen and time.monotonic() - self._awake <= LEASE_SECONDS

    def check(self) -> None:
        """Raise Overtaken after a time without life, before anything is done in it."""
        if self.was_frozen:
            raise Overtaken

    async def wake(self, still_leads: Callable[[], Awaitable[bool]]) -> float:
        """Continue after a freeze if this program still leads; return the seconds of the freeze.

        A machine that is moved or copied freezes for seconds, and its standby with it. The beat
        comes first: a standby that looks after it leaves us the lead; a standby that looked before
        has the lead by now. Raises Overtaken.
        """
        await self._tell()
        await asyncio.sleep(TAKING_SECONDS)
        if not await still_leads():
            raise Overtaken
        self._awake = time.monotonic()
        self._frozen = False
        stood_still, self._stood_still = self._stood_still, 0.0
        return stood_still

    def beat_soon(self) -> None:
        """Say at once, and not with the next beat, whether this program serves."""
        self._soon.set()

    @asynccontextmanager
    async def joining(self) -> AsyncIterator[None]:
        """Take the calls over in the block: no rescue begins in it, and an earlier one has ended.

        This program announces itself and then looks for a rescue; a rescue announces itself and
        then looks for this program. One announcement was first, so at least one program sees the
        other, and only one continues.
        Raises AriError and AriUnreachable, and TimeoutError when it takes too long.
        """
        self._joins = True
        try:
            async with asyncio.timeout(JOIN_SECONDS):
                await self._say()
                await self._let_rescue_end()
                yield
        finally:
            self._joins = False
            self.beat_soon()

    async def _let_rescue_end(self) -> None:
        deadline = time.monotonic() + YIELD_SECONDS
        if await self._variables.get(RESCUE):
            log.info("callers are being rescued; this program waits until that is done")
        while await self._variables.get(RESCUE) and time.monotonic() < deadline:
            await asyncio.sleep(POLL_SECONDS)

    async def beat(self) -> None:
        """Beat until cancelled; Asterisk may be away."""
        self._awake = time.monotonic()
        telling: asyncio.Task[None] | None = None
        while True:
            if not self._frozen and self.was_frozen:
                self._woke()
            self._awake = time.monotonic()
            if telling is None or telling.done():
                telling = asyncio.create_task(self._tell())
            self._soon.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._soon.wait(), BEAT_SECONDS)

    async def _say(self) -> None:
        """Write one beat; two never overtake one another."""
        async with self._speaking:
            self._number += 1
            state = SERVES if self._serves() else JOINS if self._joins else STARTS
            await self._variables.set(VARIABLE, f"{self._name}-{self._number}-{state}")

    async def _tell(self) -> None:
        try:
            await self._say()
        except (AriError, AriUnreachable) as error:
            log.debug("no beat: %s", error)


@dataclass(frozen=True, slots=True)
class Stillness:
    """For how many seconds nothing changed: no beat at all, and none of a program that serves.

    `joins` says that the last beat was of a program that takes the calls over.
    """

    beat: float = 0.0
    serving: float = 0.0
    joins: bool = False


class Pulse:
    """Reads the beat of another program, by its own clock."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self.forget()

    def forget(self) -> None:
        """Forget the beats seen so far."""
        self._seen: str | None = None
        self.await_successor()
        self._beaten = self._served = time.monotonic()

    def await_successor(self) -> None:
        """Let the next program that begins to beat have its time anew: nobody waits for it."""
        self._anew = True

    async def feel(self) -> Stillness:
        """Return for how long the beat has not changed; zero while Asterisk does not answer."""
        try:
            beat = await self._variables.get(VARIABLE)
        except (AriError, AriUnreachable):
            self.forget()
            return Stillness()
        now = time.monotonic()
        if self._seen != beat:
            self._seen, self._beaten = beat, now
            self._served = now if beat.endswith(SERVES) or self._anew else self._served
            self._anew = False
        return Stillness(now - self._beaten, now - self._served, beat.endswith(JOINS))
