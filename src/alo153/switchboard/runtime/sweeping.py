"""Now and then the legs that we dialed are held against the calls.

A command that Asterisk does not answer in time is given up. A leg that should have ended would stay
until its two hours are over, and with it somebody who hears nobody.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from contextlib import suppress

from alo153.switchboard.acd.recovery.outliving import LegsSeen
from alo153.switchboard.acd.state.state import OUR_LEGS
from alo153.switchboard.asterisk.ari.client import AriClient
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable

EVERY_SECONDS = 30.0


class Sweeping:
    """Looks at what Asterisk has, and tells the switchboard."""

    def __init__(
        self,
        ari: AriClient,
        *,
        post: Callable[[LegsSeen], None],
        is_connected: Callable[[], bool],
        every: float = EVERY_SECONDS,
    ) -> None:
        self._ari = ari
        self._post = post
        self._is_connected = is_connected
        self._every = every

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await asyncio.sleep(self._every)
            if self._is_connected():
                with suppress(AriError, AriUnreachable):
                    self._post(LegsSeen(at=time.time(), legs=await self._dialed()))

    async def _dialed(self) -> frozenset[str]:
        channels = await self._ari.channels.all()
        return frozenset(each.id for each in channels if each.id.startswith(OUR_LEGS))
