"""`python -m alo153.switchboard.runtime.watchdog`: no caller waits for a dead program.

While no switchboard beats, the watchdog moves callers who wait inside its application to the
dialplan's fallback. Conversations continue. Needs neither Django nor a database.

A program that comes back in this very moment and a rescue never both have a caller: each announces
its step before it reads the other's announcement (`heartbeat.Heart.joining`).
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from alo153.calls.endpoints.beat import WATCHDOG
from alo153.calls.endpoints.ids import bridge_of_call, call_of_channel
from alo153.calls.endpoints.phone_accounts import is_peer
from alo153.switchboard.acd.state.leg_ids import OUR_LEGS
from alo153.switchboard.acd.state.monitors import SNOOP, SUPERVISOR_LEG
from alo153.switchboard.asterisk.ari.client import AriAddress, AriClient
from alo153.switchboard.asterisk.ari.model import Bridge, Channel
from alo153.switchboard.asterisk.ari.variables import Variables
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable
from alo153.switchboard.runtime.heartbeat import (
    DEPOSED_SECONDS,
    RESCUE,
    RESCUE_SECONDS,
    Pulse,
    Sign,
    Stillness,
)

log = logging.getLogger("alo153.switchboard.runtime.watchdog")

OURS = (*OUR_LEGS, SUPERVISOR_LEG)
POLL_SECONDS = 1.0
PATIENCE_SECONDS = 9.0
"""Nobody serves for so long: a standby would have been faster."""
LONGEST_SECONDS = 13.0
"""As long as somebody is just starting, it may take up to this."""
STARTING_SECONDS = 3.0
ON_THE_WAY = frozenset({"", "Stasis", "QueueLog"})
"""The applications of a caller before the queue log names them: then a program can read them."""
ARRIVAL_SECONDS = 0.05
TWO = 2


@dataclass(frozen=True, slots=True)
class Rescue:
    """The steps for callers whom no program serves."""

    callers: tuple[str, ...] = ()
    """Channels to move to the fallback."""
    held: tuple[tuple[str, str], ...] = ()
    """Channel and bridge of callers on hold, whose agent waits for them."""
    legs: tuple[str, ...] = ()
    """Telephones that ring or were picked up for nobody."""


def plan(inside: Iterable[str], channels: list[Channel], bridges: list[Bridge]) -> Rescue:
    """Say who is to be rescued: `inside` are the channels in the application. Pure."""
    talking = {leg for room in bridges if len(room.channel_ids) >= TWO for leg in room.channel_ids}
    rooms = {room.id: room for room in bridges if room.channel_ids}
    alone = [leg for leg in inside if leg not in talking]
    sent = {channel.id for channel in channels if is_peer(channel.endpoint)}
    callers = [leg for leg in alone if not leg.startswith((*OURS, SNOOP)) and leg not in sent]
    held = {leg: room for leg in callers if (room := bridge_of_call(call_of_channel(leg))) in rooms}
    waited_for = {leg for room in held.values() for leg in rooms[room].channel_ids}
    ringing = [channel.id for channel in channels if channel.state != "Up"]
    ours = {leg for leg in {*alone, *ringing} if leg.startswith(OURS)}
    legs = (ours | (sent & set(alone))) - waited_for
    return Rescue(
        callers=tuple(leg for leg in callers if leg not in held),
        held=tuple(held.items()),
        legs=tuple(sorted(legs)),
    )


def is_dark(still: Stillness) -> bool:
    """Say whether callers must be rescued: no program serves, and none is about to.

    A program that takes the calls over has them, unless it froze for `DEPOSED_SECONDS`.
    """
    if still.joins and still.beat < DEPOSED_SECONDS:
        return False
    starting = still.beat < STARTING_SECONDS and still.serving < LONGEST_SECONDS
    return still.serving > PATIENCE_SECONDS and not starting


async def main() -> None:
    """Watch until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AriClient(_address()) as ari:
        pulse, sign = Pulse(ari.variables), Sign(ari.variables, WATCHDOG)
        await _withdraw(ari.variables)
        while not stop.is_set():
            if is_dark(await pulse.feel()):
                await _rescue(ari, pulse)
                pulse.await_successor()
            await sign.give()
            try:
                await asyncio.wait_for(stop.wait(), POLL_SECONDS)
            except TimeoutError:
                continue


@asynccontextmanager
async def claimed(variables: Variables, pulse: Pulse) -> AsyncIterator[bool]:
    """Claim the callers for a rescue in the block; false if a program has them by now."""
    await variables.set(RESCUE, "claimed")
    try:
        yield is_dark(await pulse.feel())
    finally:
        await _withdraw(variables)


async def _withdraw(variables: Variables) -> None:
    """Take a claim back, also one of a watchdog that died over it."""
    try:
        await variables.set(RESCUE, "")
    except (AriError, AriUnreachable) as error:
        log.warning("a claim stands until it is old: %s", error)


async def _rescue(ari: AriClient, pulse: Pulse) -> None:
    try:
        async with claimed(ari.variables, pulse) as ours, asyncio.timeout(RESCUE_SECONDS):
            if ours:
                await _carry_out(ari, plan(*await _poll(ari)))
    except (AriError, AriUnreachable, TimeoutError) as error:
        log.warning("Asterisk does not help: %s", error or "no answer in time")


async def _poll(ari: AriClient) -> tuple[Iterable[str], list[Channel], list[Bridge]]:
    application = await ari.application.get()
    inside = application.channel_ids if application else ()
    return inside, await ari.channels.all(), await ari.bridges.all()


async def _carry_out(ari: AriClient, rescue: Rescue) -> None:
    for leg in rescue.legs:
        await ari.channels.hangup(leg)
    for leg, room in rescue.held:
        await ari.channels.stop_moh(leg)
        await ari.bridges.add(room, leg)
    for leg in rescue.callers:
        await ari.channels.go_on(leg, context="fallback", extension="rescued", priority=1)
    await _arrive(ari, frozenset(rescue.callers))
    if rescue != Rescue():
        counts = len(rescue.callers), len(rescue.held), len(rescue.legs)
        log.warning("no switchboard: %s callers sent on, %s resumed, %s legs ended", *counts)


async def _arrive(ari: AriClient, callers: frozenset[str]) -> None:
    """Wait until the moved callers are in the queue log, by which a program finds them."""
    while any(
        channel.id in callers and channel.application in ON_THE_WAY
        for channel in await ari.channels.all()
    ):
        await asyncio.sleep(ARRIVAL_SECONDS)


def _address() -> AriAddress:
    return AriAddress(
        os.environ.get("ALO153_ARI_URL", "http://127.0.0.1:8088"),
        os.environ.get("ALO153_ARI_USER", "alo153"),
        os.environ.get("ALO153_ARI_PASSWORD", ""),
    )


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    asyncio.run(main())
