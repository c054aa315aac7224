"""The leading program shows that it lives: a word in Asterisk that changes every second.

Whoever watches compares it with what they saw before, by their own clock: no clocks need agree.
Asterisk keeps it, since to lead means to speak with Asterisk; PostgreSQL may be away.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from alo153.switchboard.ari.variables import Variables
from alo153.switchboard.ari.wire import AriError, AriUnreachable

log = logging.getLogger(__name__)

VARIABLE = "SWITCHBOARD_HEARTBEAT"
BEAT_SECONDS = 1.0
LEASE_SECONDS = 5.0
"""A leader that was frozen for longer gives up by itself, before anybody takes its place."""
DEPOSED_SECONDS = 6.5
"""A standby takes the place of a leader whose beat stands still for longer."""
SERVES = "serves"
STARTS = "starts"


class Overtaken(Exception):
    """This program was frozen so long that another may lead by now."""


class Heart:
    """Beats while the program's loop runs; knows when the loop stood still."""

    def __init__(self, variables: Variables, serves: Callable[[], bool]) -> None:
        self._variables = variables
        self._serves = serves
        self._name = secrets.token_hex(4)
        self._awake = time.monotonic()
        self._frozen = False
        self._soon = asyncio.Event()

    def check(self) -> None:
        """Raise Overtaken after a time without life, before anything is done in it."""
        self._frozen = self._frozen or time.monotonic() - self._awake > LEASE_SECONDS
        if self._frozen:
            raise Overtaken

    def beat_soon(self) -> None:
        """Say at once, and not with the next beat, whether this program serves."""
        self._soon.set()

    async def beat(self) -> None:
        """Beat until cancelled; Asterisk may be away. Raises Overtaken."""
        number = 0
        self._awake = time.monotonic()
        telling: asyncio.Task[None] | None = None
        while True:
            self.check()
            self._awake = time.monotonic()
            number += 1
            if telling is None or telling.done():
                telling = asyncio.create_task(self._tell(number))
            self._soon.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._soon.wait(), BEAT_SECONDS)

    async def _tell(self, number: int) -> None:
        state = SERVES if self._serves() else STARTS
        try:
            await self._variables.set(VARIABLE, f"{self._name}-{number}-{state}")
        except (AriError, AriUnreachable) as error:
            log.debug("no beat: %s", error)


@dataclass(frozen=True, slots=True)
class Stillness:
    """For how many seconds nothing changed: no beat at all, and none of a program that serves."""

    beat: float = 0.0
    serving: float = 0.0


class Pulse:
    """Feels a beat from outside, by its own clock."""

    def __init__(self, variables: Variables) -> None:
        self._variables = variables
        self.forget()

    def forget(self) -> None:
        """Begin to feel anew."""
        self._seen: str | None = None
        self.await_successor()
        self._beaten = self._served = time.monotonic()

    def await_successor(self) -> None:
        """Let the next program that begins to beat have its time anew: nobody waits for it."""
        self._anew = True

    async def feel(self) -> Stillness:
        """Return for how long the beat stands still; none while Asterisk does not answer."""
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
        return Stillness(now - self._beaten, now - self._served)
