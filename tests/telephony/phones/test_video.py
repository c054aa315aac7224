"""Pictures through a real Asterisk: a signing citizen, an interpreter, and a third at a counter."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

import pytest
from tests.telephony.programs.browsers import (
    AGENT,
    GUEST,
    SIGNING_GUEST,
    PhonePage,
    browsing,
    push,
    serving,
    site,
)
from tests.telephony.programs.listening import Listener, listening

from alo153.calls.endpoints.phone_accounts import (
    PhoneAccount,
    agent_name,
    guest_name,
    guest_token,
    new_secret,
    seen_name,
)
from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.asterisk.ari import events
from alo153.switchboard.asterisk.ari.client import AriAddress
from alo153.switchboard.asterisk.ari.execute import PICTURES, WITH_PICTURES

pytestmark = [pytest.mark.telephony, pytest.mark.journey]
BRIDGE = "pictures"


class Stage:
    """A citizen's page and the desks of two interpreters, each with camera and microphone."""

    def __init__(self, listener: Listener, citizen: PhonePage, desks: dict[str, PhonePage]) -> None:
        self.listener, self.citizen, self.desks = listener, citizen, desks

    async def call(self, bridge: str = WITH_PICTURES) -> None:
        """Let the citizen call, alone in the bridge."""
        await self.citizen.press("dial")
        start = await self.listener.next(events.StasisStart)
        ari = self.listener.ari
        await ari.channels.answer(start.channel.id)
        await ari.bridges.create(BRIDGE, kind=bridge)
        await ari.bridges.add(BRIDGE, start.channel.id)

    async def join(self, name: str, *, formats: str | None = PICTURES) -> PhonePage:
        """Ring an interpreter, who picks up, and bring the leg into the bridge."""
        ari, desk = self.listener.ari, self.desks[name]
        endpoint = seen_name(name) if formats else name
        await ari.channels.originate(f"leg-{name}", endpoint=f"PJSIP/{endpoint}", formats=formats)
        await desk.reaches("ringing")
        await desk.press("answer")
        await self.listener.next(events.StasisStart, lambda e: e.channel.id == f"leg-{name}")
        await ari.bridges.add(BRIDGE, f"leg-{name}")
        await desk.reaches("talking")
        return desk


@asynccontextmanager
async def stage(
    address: AriAddress,
    asterisk: Asterisk,
    chromium_program: Path,
    script: Path,
    page_of_citizen: str = SIGNING_GUEST,
) -> AsyncIterator[Stage]:
    citizen = PhoneAccount(guest_name(guest_token(seen=True)), new_secret())
    interpreters = [PhoneAccount(agent_name(number), new_secret()) for number in (7, 8)]
    with ExitStack() as stack:
        pages = {
            account.name: stack.enter_context(serving(site(kind, account, asterisk, script)))
            for account, kind in [(citizen, page_of_citizen), *((a, AGENT) for a in interpreters)]
        }
        async with listening(address) as listener, browsing(chromium_program) as browser:
            for account in (citizen, *interpreters):
                await push(listener.ari, account)
            portal = await PhonePage.open(browser, pages.pop(citizen.name))
            desks = {name: await PhonePage.open(browser, page) for name, page in pages.items()}
            for desk in desks.values():
                await desk.reaches("registered")
            yield Stage(listener, portal, desks)


def test_citizen_and_interpreter_see_and_hear_each_other(
    ari_address: AriAddress, asterisk: Asterisk, chromium_program: Path, script: Path
) -> None:
    async def scene() -> None:
        async with stage(ari_address, asterisk, chromium_program, script) as play:
            await play.call()
            interpreter = await play.join("agent-7")
            (ringing,) = await interpreter.notes("ringing")
            assert ringing["video"] is True
            await play.citizen.sees(1)
            await interpreter.sees(1)
            # Longer than any telephone may be silent on a stream: 5 s an agent's, 20 a guest's
            await play.citizen.hears_and_speaks(packets=1100)
            await interpreter.hears_and_speaks()

            await play.citizen.press("camera")
            await play.citizen.page.wait_for_selector("alo-softphone[camera-off]", state="attached")
            await play.citizen.press("hangup")
            await play.citizen.reaches("ended")
            assert await play.citizen.page.query_selector("[data-pictures] video") is None

    asyncio.run(scene())


def test_a_third_joins_and_each_sees_the_two_others(
    ari_address: AriAddress, asterisk: Asterisk, chromium_program: Path, script: Path
) -> None:
    async def scene() -> None:
        async with stage(ari_address, asterisk, chromium_program, script) as play:
            await play.call()
            first = await play.join("agent-7")
            second = await play.join("agent-8")
            for page in (play.citizen, first, second):
                await page.sees(2)
                await page.hears_and_speaks()

    asyncio.run(scene())


def test_a_call_of_sound_alone_asks_for_no_camera(
    ari_address: AriAddress, asterisk: Asterisk, chromium_program: Path, script: Path
) -> None:
    async def scene() -> None:
        async with stage(ari_address, asterisk, chromium_program, script, GUEST) as play:
            await play.call("mixing")
            desk = await play.join("agent-7", formats=None)
            (ringing,) = await desk.notes("ringing")
            assert ringing["video"] is False
            await desk.hears_and_speaks()
            assert await desk.page.query_selector("[data-pictures] video") is None

    asyncio.run(scene())
