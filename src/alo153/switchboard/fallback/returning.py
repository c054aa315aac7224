"""A program returns: it reads what happened without it, and takes the waiting into its line."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from alo153.calls.endpoints.phone_accounts import agent_of
from alo153.calls.menu.public_numbers import PublicNumber
from alo153.switchboard.acd.state.leg_ids import OUR_LEGS, call_of_leg
from alo153.switchboard.acd.state.state import Call
from alo153.switchboard.acd.turn.facts import Fact
from alo153.switchboard.asterisk.ami.client import Manager, ManagerError
from alo153.switchboard.asterisk.ari.client import AriClient
from alo153.switchboard.asterisk.ari.execute import FALLBACK_CONTEXT
from alo153.switchboard.asterisk.ari.model import Channel
from alo153.switchboard.asterisk.growing_log import GrowingLog
from alo153.switchboard.fallback import queue_log
from alo153.switchboard.fallback.queue_log import FallbackCaller

OUTGOING = frozenset({"AppQueue", "AppDial"})
"""Legs that the dialplan rang: for its own queue, or for the call of another node."""
"""Asterisk's word for a leg that its queue has dialed."""
ENDS_REMEMBERED = 20_000
"""A busy day's legs: more than can exist when a program dies."""
ARRIVAL_SECONDS = 5.0
"""On a busy machine the dialplan needs a while; a command before that would be refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """The result of a return: calls that the program has now, and calls that it does not have."""

    calls: tuple[Call, ...] = ()
    settled: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    ends: Mapping[str, float] = field(default_factory=dict)
    """When legs of known calls ended, where Asterisk has written it."""

    def join(self, known: Iterable[Call]) -> tuple[Call, ...]:
        """Leave out calls that ended or are served in the fallback; add calls that waited there."""
        kept = tuple(call for call in known if call.id not in self.settled)
        ids = {call.id for call in kept}
        return kept + tuple(call for call in self.calls if call.id not in ids)


class Fallback:
    """Reads the queue log as it grows. `put` takes the facts that come of it.

    `ended` says which calls the record knows the end of: the log goes back further than needed.
    `numbers` are the city's public ones as they are now.
    """

    def __init__(
        self,
        ari: AriClient,
        manager: Manager,
        path: Path,
        *,
        put: Callable[[Fact], None],
        ended: Callable[[Collection[str]], Awaitable[frozenset[str]]],
        numbers: Callable[[], Sequence[PublicNumber]],
    ) -> None:
        self._ari = ari
        self._manager = manager
        self._log = GrowingLog(path, from_start=True)
        self._put = put
        self._ended = ended
        self._numbers = numbers
        self._callers: dict[str, FallbackCaller] = {}
        self._ends: dict[str, float] = {}

    async def take_back(self, known: Collection[Call]) -> Returned:
        """Bring callers who wait in the fallback into the program, and settle the remaining ones.

        Raises AriUnreachable and AriError as any command does.
        """
        first = not self._log.has_begun
        names = {channel.id: channel.name for channel in await self._ari.channels.all()}
        callers = _without_lost(await self._read(), names, await self._ari.began_at())
        if first:
            callers = await self._without_known(callers)
        waiting = [told for told in callers.values() if told.waits]
        await self._redirect([names[told.channel] for told in waiting])
        channels = frozenset(told.channel for told in waiting)
        await self._await_arrival(channels)
        self._tell(callers.values(), {call.id: call for call in known})
        return Returned(
            calls=tuple(queue_log.call_of(told, self._numbers()) for told in waiting),
            settled=frozenset(told.call for told in callers.values() if _is_settled(told)),
            channels=channels,
            ends=self._ends_of(known),
        )

    def _ends_of(self, known: Collection[Call]) -> dict[str, float]:
        keys, channels = {call.id for call in known}, {call.channel for call in known}
        return {
            leg: at
            for leg, at in self._ends.items()
            if leg in channels or (leg.startswith(OUR_LEGS) and call_of_leg(leg) in keys)
        }

    async def follow(self) -> None:
        """Read on: somebody is still served in the fallback, or was given to it for a message."""
        if callers := await self._read():
            self._tell(callers.values(), {})

    def _tell(self, callers: Iterable[FallbackCaller], known: Mapping[str, Call]) -> None:
        """Tell the record, and remember only calls that continue without us."""
        for told in callers:
            call = known.get(told.call)
            since = call.queued_at if call else None
            for fact in queue_log.facts_of(told, since, numbers=self._numbers()):
                self._put(fact)
        self._callers = {told.channel: told for told in callers if told.stands}

    async def _without_known(self, callers: dict[str, FallbackCaller]) -> dict[str, FallbackCaller]:
        over = {told.call for told in callers.values() if told.ended_at is not None}
        known = await self._ended(over) if over else frozenset()
        return {name: told for name, told in callers.items() if told.call not in known}

    async def _read(self) -> dict[str, FallbackCaller]:
        lines = await asyncio.to_thread(self._log.new_lines)
        latest = (self._ends | queue_log.ends(lines)).items()
        self._ends = dict(list(latest)[-ENDS_REMEMBERED:])
        self._callers = queue_log.read(self._callers, lines)
        return self._callers

    async def _redirect(self, names: list[str]) -> None:
        to = {"Context": FALLBACK_CONTEXT, "Exten": "returned", "Priority": "1"}
        for name in names:
            with suppress(ManagerError):  # the caller has hung up meanwhile
                await self._manager.act("Redirect", Channel=name, **to)

    async def _await_arrival(self, channels: frozenset[str]) -> None:
        deadline = time.monotonic() + ARRIVAL_SECONDS
        while channels and time.monotonic() < deadline:
            ours = await self._ari.application.get()
            standing = {channel.id for channel in await self._ari.channels.all()}
            if ours and channels & standing <= set(ours.channel_ids):
                return
            await asyncio.sleep(0.05)


def _without_lost(
    callers: dict[str, FallbackCaller], standing: Mapping[str, str], began_at: float
) -> dict[str, FallbackCaller]:
    at = time.time()
    return {
        channel: queue_log.gone(told, began_at=began_at, at=at)
        if told.stands and channel not in standing
        else told
        for channel, told in callers.items()
    }


def _is_settled(told: FallbackCaller) -> bool:
    """Say whether the program has no part in a call (any more)."""
    return not told.waits and not told.returned


def engaged(channels: Iterable[Channel]) -> frozenset[int]:
    """Name the agents whose telephone rings or talks in the fallback."""
    legs = (channel for channel in channels if channel.application in OUTGOING)
    agents = (agent_of(channel.endpoint) for channel in legs)
    return frozenset(agent for agent in agents if agent is not None)
