"""Now and then what is in Asterisk is held against the calls.

A command that Asterisk does not answer in time is given up. A leg that should have ended would stay
until its two hours are over, and with it somebody who hears nobody; an empty bridge would stay for
good.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress

from alo153.calls.endpoints.ids import call_of_bridge, monitor_of_bridge
from alo153.calls.endpoints.phone_accounts import is_peer
from alo153.switchboard.acd.recovery.outliving import AsteriskSeen
from alo153.switchboard.acd.state.leg_ids import OUR_LEGS
from alo153.switchboard.acd.state.monitors import SNOOP, SUPERVISOR_LEG
from alo153.switchboard.asterisk.ari.client import AriClient
from alo153.switchboard.asterisk.ari.model import Channel
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable

EVERY_SECONDS = 30.0
DIALED = (*OUR_LEGS, SUPERVISOR_LEG)


class Sweeping:
    """Looks at what Asterisk has, and tells the switchboard."""

    def __init__(
        self,
        ari: AriClient,
        *,
        post: Callable[[AsteriskSeen], None],
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
                    self._post(await self._look())

    async def _look(self) -> AsteriskSeen:
        ours = await self._ari.application.get()
        channels = await self._ari.channels.all()
        bridges = [bridge.id for bridge in await self._ari.bridges.all()]
        return AsteriskSeen(
            at=time.time(),
            dialed=frozenset(each.id for each in channels if each.id.startswith(DIALED)),
            callers=frozenset(_callers(channels, frozenset(ours.channel_ids if ours else ()))),
            bridges=frozenset(filter(None, map(call_of_bridge, bridges))),
            monitor_bridges=frozenset(filter(None, map(monitor_of_bridge, bridges))),
        )


def _callers(channels: Iterable[Channel], inside: Collection[str]) -> Iterable[str]:
    """Give the legs of citizens who are in our program: not one that another node sends here."""
    for channel in channels:
        ours = channel.id.startswith((*DIALED, SNOOP)) or is_peer(channel.endpoint)
        if channel.id in inside and not ours:
            yield channel.id
