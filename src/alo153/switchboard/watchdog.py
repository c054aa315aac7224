"""`python -m alo153.switchboard.watchdog`: nobody waits for a program that is gone.

While no switchboard beats, callers who wait inside its application are sent on into the
dialplan's fallback. Those who talk go on talking. Needs neither Django nor a database.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Iterable
from dataclasses import dataclass

from alo153.switchboard.accounts import is_peer
from alo153.switchboard.acd.state import OUR_LEGS
from alo153.switchboard.acd.supervision.state import SNOOP, SUPERVISOR_LEG
from alo153.switchboard.ari.client import AriAddress, AriClient
from alo153.switchboard.ari.model import Bridge, Channel
from alo153.switchboard.ari.wire import AriError, AriUnreachable
from alo153.switchboard.heartbeat import Pulse, Stillness
from alo153.switchboard.ids import bridge_of_call, call_of_channel

log = logging.getLogger("alo153.switchboard.watchdog")

OURS = (*OUR_LEGS, SUPERVISOR_LEG)
LOOK_SECONDS = 1.0
PATIENCE_SECONDS = 9.0
"""Nobody serves for so long: a standby would have been faster."""
LONGEST_SECONDS = 13.0
"""As long as somebody is just starting, it may take up to this."""
STARTING_SECONDS = 3.0
TWO = 2


@dataclass(frozen=True, slots=True)
class Rescue:
    """What is to be done with those whom no program serves."""

    callers: tuple[str, ...] = ()
    """They go on into the fallback."""
    held: tuple[tuple[str, str], ...] = ()
    """Channel and bridge of those whose agent waits for them."""
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
    """Say whether callers are to be rescued: nobody serves, and nobody is about to."""
    starting = still.beat < STARTING_SECONDS and still.serving < LONGEST_SECONDS
    return still.serving > PATIENCE_SECONDS and not starting


async def main() -> None:
    """Watch until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with AriClient(_address()) as ari:
        pulse = Pulse(ari.variables)
        while not stop.is_set():
            if is_dark(await pulse.feel()):
                await _rescue(ari)
                pulse.await_successor()
            try:
                await asyncio.wait_for(stop.wait(), LOOK_SECONDS)
            except TimeoutError:
                continue


async def _rescue(ari: AriClient) -> None:
    try:
        application = await ari.application.get()
        inside = application.channel_ids if application else ()
        await _carry_out(ari, plan(inside, await ari.channels.all(), await ari.bridges.all()))
    except (AriError, AriUnreachable) as error:
        log.warning("Asterisk does not help: %s", error)


async def _carry_out(ari: AriClient, rescue: Rescue) -> None:
    for leg in rescue.legs:
        await ari.channels.hangup(leg)
    for leg, room in rescue.held:
        await ari.channels.stop_moh(leg)
        await ari.bridges.add(room, leg)
    for leg in rescue.callers:
        await ari.channels.go_on(leg, context="fallback", extension="rescued", priority=1)
    if rescue != Rescue():
        counts = len(rescue.callers), len(rescue.held), len(rescue.legs)
        log.warning("no switchboard: %s callers sent on, %s resumed, %s legs ended", *counts)


def _address() -> AriAddress:
    return AriAddress(
        os.environ.get("ALO153_ARI_URL", "http://127.0.0.1:8088"),
        os.environ.get("ALO153_ARI_USER", "alo153"),
        os.environ.get("ALO153_ARI_PASSWORD", ""),
    )


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    asyncio.run(main())
