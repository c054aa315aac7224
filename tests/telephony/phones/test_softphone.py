"""The softphone in a real browser against a real Asterisk: a citizen calls, an agent answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.async_api import Browser
from tests.parts.telephone.asterisk import new_telephony, running
from tests.parts.waiting import SECONDS
from tests.telephony.programs.browsers import AGENT, GUEST, PhonePage, Scenes, push, serving, site
from tests.telephony.programs.listening import Listener, listening, until
from tests.telephony.programs.lossy import LossyLine

from alo153.calls.endpoints.phone_accounts import PhoneAccount, agent_name, guest_name, new_secret
from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.asterisk.ari import events
from alo153.switchboard.asterisk.ari.client import AriAddress, AriClient
from alo153.switchboard.asterisk.ari.wire import Outcome

pytestmark = [pytest.mark.telephony, pytest.mark.journey]


class Stage:
    """An agent's page and a citizen's page, with accounts in Asterisk."""

    def __init__(self, listener: Listener, agent: PhonePage, guest: PhonePage) -> None:
        self.listener, self.agent, self.guest = listener, agent, guest
        self.call = f"call-{uuid4()}"
        self.leg, self.bridge, self.incoming = f"leg-{self.call}", f"bridge-{self.call}", ""

    async def connect(self) -> None:
        """Let the citizen call by the button, and bridge the call with the agent's answer."""
        ari = self.listener.ari
        await self.guest.press("dial")
        start = await self.listener.next(events.StasisStart)
        assert start.channel.endpoint.startswith("guest-")
        self.incoming = start.channel.id
        await ari.channels.answer(start.channel.id)
        await ari.bridges.create(self.bridge)
        await ari.channels.originate(
            self.leg,
            endpoint=f"PJSIP/{agent_name(7)}",
            caller_id="05320000101",
            args="offer",
            variables={"PJSIP_HEADER(add,X-Alo-Call)": self.call, "ALO_CALL": self.call},
        )
        await self.agent.reaches("ringing")
        await self.agent.press("answer")
        await self.listener.next(events.StasisStart, lambda e: e.channel.id == self.leg)
        await ari.bridges.add(self.bridge, start.channel.id, self.leg)
        await self.agent.reaches("talking")
        await self.guest.reaches("talking")


@asynccontextmanager
async def stage(
    address: AriAddress,
    asterisk: Asterisk,
    browser: Browser,
    script: Path,
    *,
    bad_line: bool = False,
) -> AsyncIterator[Stage]:
    ours = PhoneAccount(agent_name(7), new_secret())
    theirs = PhoneAccount(guest_name(uuid4().hex[:12]), new_secret())
    with ExitStack() as stack:
        desk = stack.enter_context(serving(site(AGENT, ours, asterisk, script)))
        portal = stack.enter_context(serving(site(GUEST, theirs, asterisk, script)))
        line = LossyLine(nth=5)
        stack.callback(line.close)
        async with listening(address) as listener:
            await push(listener.ari, ours)
            await push(listener.ari, theirs)
            agent = await PhonePage.open(browser, desk, line=line if bad_line else None)
            guest = await PhonePage.open(browser, portal)
            await agent.reaches("registered")
            yield Stage(listener, agent, guest)


def test_a_citizen_talks_with_an_agent_from_browser_to_browser(
    ari_address: AriAddress, asterisk: Asterisk, scenes: Scenes, script: Path
) -> None:
    async def scene(browser: Browser) -> None:
        async with stage(ari_address, asterisk, browser, script) as play:
            await play.connect()
            (ringing,) = await play.agent.notes("ringing")
            assert ringing == {
                "id": play.call,
                "number": "05320000101",
                "direction": "incoming",
                "video": False,
                "fallback": False,
            }
            await play.agent.hears_and_speaks()
            await play.guest.hears_and_speaks()

            await play.agent.press("mute")
            await play.agent.page.wait_for_selector("alo-softphone[muted]", state="attached")
            await play.agent.press("mute")
            await play.agent.page.wait_for_selector("alo-softphone:not([muted])", state="attached")

            await play.agent.do("hold(true)")
            await play.agent.reaches("held")
            await play.listener.next(events.ChannelHold, lambda e: e.channel.id == play.leg)
            await play.agent.do("hold(false)")
            await play.agent.reaches("talking")
            await play.listener.next(events.ChannelUnhold)
            await play.agent.hears_and_speaks()

            await play.guest.press("key")
            key = await play.listener.next(events.ChannelDtmfReceived)
            assert key.digit == "5"

            await play.guest.press("hangup")
            await play.guest.reaches("ended")
            await play.listener.next(events.StasisEnd)
            await play.listener.ari.channels.hangup(play.leg)
            await play.agent.reaches("registered")
            (ended,) = await play.agent.notes("ended")
            assert ended["id"] == play.call
            assert ended["reason"] == "hung_up"

    scenes.play(scene)


def test_the_agent_hangs_up_and_the_citizen_may_call_again(
    ari_address: AriAddress, asterisk: Asterisk, scenes: Scenes, script: Path
) -> None:
    async def scene(browser: Browser) -> None:
        async with stage(ari_address, asterisk, browser, script) as play:
            await play.connect()
            await play.agent.press("hangup")
            await play.listener.next(events.StasisEnd, lambda e: e.channel.id == play.leg)
            await play.listener.ari.channels.hangup(play.incoming)
            await play.guest.reaches("ended")
            await play.agent.reaches("registered")
            await play.guest.press("dial")
            await play.listener.next(events.StasisStart)

    scenes.play(scene)


def test_a_guest_dials_nothing_but_the_city(
    ari_address: AriAddress, asterisk: Asterisk, scenes: Scenes, script: Path
) -> None:
    async def scene(browser: Browser) -> None:
        async with stage(ari_address, asterisk, browser, script) as play:
            await play.guest.do("dial('112')")
            await play.guest.reaches("failed")
            (ended,) = await play.guest.notes("ended")
            assert ended["reason"] in {"unreachable", "rejected"}

    scenes.play(scene)


def test_a_telephone_that_missed_the_end_of_a_ringing_rings_for_the_next_call(
    ari_address: AriAddress, asterisk: Asterisk, scenes: Scenes, script: Path
) -> None:
    """As a browser does that was frozen while its ringing was taken back."""

    async def scene(browser: Browser) -> None:
        account = PhoneAccount(agent_name(7), new_secret())
        with serving(site(AGENT, account, asterisk, script)) as desk:
            async with listening(ari_address) as listener:
                await push(listener.ari, account)
                agent = await PhonePage.open(browser, "about:blank")
                await agent.lose("CANCEL")
                await agent.page.goto(desk)
                await agent.reaches("registered")
                await ring(listener, "leg-1", "call-1")
                await agent.reaches("ringing")
                await listener.ari.channels.hangup("leg-1")
                await listener.next(events.ChannelDestroyed, lambda e: e.channel.id == "leg-1")
                await ring(listener, "leg-2", "call-2")
                await agent.page.wait_for_function(
                    "document.querySelector('alo-softphone').call?.id === 'call-2'"
                )
                await agent.press("answer")
                await listener.next(events.StasisStart, lambda e: e.channel.id == "leg-2")
                await agent.reaches("talking")

    scenes.play(scene)


async def ring(listener: Listener, leg: str, call: str) -> None:
    """Ring the agent's telephone for a call."""
    variables = {"PJSIP_HEADER(add,X-Alo-Call)": call}
    endpoint = f"PJSIP/{agent_name(7)}"
    reply = await listener.ari.channels.originate(leg, endpoint=endpoint, variables=variables)
    assert reply.done


def test_nobody_rings_a_telephone_that_is_not_there(ari_address: AriAddress) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            account = PhoneAccount(agent_name(8), new_secret())
            await push(listener.ari, account)
            phone = await listener.ari.endpoints.get(account.name)
            assert phone is not None
            assert not phone.online
            reply = await listener.ari.channels.originate("leg-8", endpoint="PJSIP/agent-8")
            assert reply.outcome is Outcome.REFUSED
            assert (await listener.ari.settings.get("auth", account.name) or {})[
                "realm"
            ] == "alo153"
            for kind in ("endpoint", "aor", "auth"):
                assert (await listener.ari.settings.delete(kind, account.name)).done

            async def is_unknown() -> bool:
                return await listener.ari.endpoints.get(account.name) is None

            await until(is_unknown)  # Asterisk forgets it a moment after it has answered

    asyncio.run(scene())


@asynccontextmanager
async def refused(phone: PhonePage) -> AsyncIterator[None]:
    """Wait until the registrar has asked for a password, and has refused the one that came."""
    answers: list[str] = []
    twice = asyncio.Event()

    def look(frame: str | bytes) -> None:
        answers.append(str(frame))
        if sum(text.startswith("SIP/2.0 401") for text in answers) > 1:
            twice.set()

    phone.page.on("websocket", lambda socket: socket.on("framereceived", look))
    yield
    await asyncio.wait_for(twice.wait(), SECONDS)


def test_an_agent_is_back_after_asterisk_was_away_and_the_account_was_pushed_again(
    tmp_path: Path, asterisk: Asterisk, scenes: Scenes, script: Path
) -> None:
    """The account is unknown at first; later Asterisk dies in a talk: all mends by itself.

    JsSIP keeps the realm of its first challenge, which for a stranger must be that of an account.
    """

    async def scene(browser: Browser) -> None:
        account = PhoneAccount(agent_name(7), new_secret())
        page_site = site(AGENT, account, own, script)
        with serving(page_site) as desk:
            async with listening(address) as listener:
                ari = listener.ari
                agent = await PhonePage.open(browser, "about:blank")
                async with refused(agent):
                    await agent.page.goto(desk)
                await push(ari, account)
                await agent.reaches("registered")
                await ring(listener, "leg", "call")
                await agent.reaches("ringing")
                await agent.press("answer")
                await agent.reaches("talking")
                await asyncio.to_thread(process.restart)
                await push(ari, account)
                await agent.reaches("registered")
                (ended,) = await agent.notes("ended")
                assert ended["reason"] == "network"
                # Asked for again where a full machine lets it take long
                assert set(page_site.csrf_tokens) == {"token-of-the-page"}

                async def online() -> bool:
                    phone = await ari.endpoints.get(account.name)
                    return phone is not None and phone.online

                await until(online)

    own = asterisk_of_its_own(asterisk, tmp_path)
    telephony = own.telephony
    with running(own) as process:
        user, password = telephony.ari_user, telephony.ari_password
        address = AriAddress(telephony.ari_url, user, password, timeout=SECONDS)
        scenes.play(scene)


def test_the_newest_page_of_an_agent_wins(
    ari_address: AriAddress, asterisk: Asterisk, scenes: Scenes, script: Path
) -> None:
    """The older page says so in the end, instead of taking the telephone back."""

    async def scene(browser: Browser) -> None:
        older = PhoneAccount(agent_name(7), new_secret())
        newer = PhoneAccount(agent_name(7), new_secret())
        with ExitStack() as stack:
            desk = site(AGENT, older, asterisk, script)
            first = stack.enter_context(serving(desk))
            second = stack.enter_context(serving(site(AGENT, newer, asterisk, script)))
            async with AriClient(ari_address) as ari:
                await push(ari, older)
                old_page = await PhonePage.open(browser, first, clock=True)
                await old_page.reaches("registered")
                await push(ari, newer)
                desk.refusal = {"reason": "elsewhere", "error": "Başka bir ekranda."}
                new_page = await PhonePage.open(browser, second)
                await new_page.reaches("registered")
                await old_page.page.evaluate("dispatchEvent(new Event('online'))")
                await old_page.reaches("connecting")
                await old_page.page.clock.fast_forward(16_000)
                await old_page.reaches("failed")
                assert (await old_page.notes("state"))[-1]["reason"] == "elsewhere"
                assert await old_page.notes("refused") == [
                    {"reason": "elsewhere", "words": "Başka bir ekranda."}
                ]
                await new_page.reaches("registered")

    scenes.play(scene)


def test_a_citizen_is_told_that_it_takes_long_and_comes_through_all_the_same(
    ari_address: AriAddress, asterisk: Asterisk, scenes: Scenes, script: Path
) -> None:
    async def scene(browser: Browser) -> None:
        account = PhoneAccount(guest_name(uuid4().hex[:12]), new_secret())
        with serving(site(GUEST, account, asterisk, script)) as portal:
            async with listening(ari_address) as listener:
                guest = await PhonePage.open(browser, portal, clock=True)
                assert not await guest.page.is_visible("text=Uzun sürüyor")
                await guest.is_unheard_once()
                await guest.press("dial")
                await guest.reaches("connecting")
                await guest.page.clock.fast_forward(16_000)
                await guest.page.wait_for_selector("text=Uzun sürüyor")
                await guest.page.clock.fast_forward(100_000)
                await guest.reaches("connecting")
                await push(listener.ari, account)
                start = await listener.next(events.StasisStart)
                assert start.channel.endpoint == account.name
                assert not await guest.page.is_visible("text=Uzun sürüyor")

    scenes.play(scene)


def asterisk_of_its_own(asterisk: Asterisk, folder: Path) -> Asterisk:
    """Return a second Asterisk that a test may kill; strangers are strangers to it."""
    telephony = replace(new_telephony(), local_calls=False)
    own = replace(asterisk, home=folder / "asterisk", telephony=telephony)
    own.prepare()
    return own


def test_a_line_that_loses_packets_is_told_and_measured(
    ari_address: AriAddress, asterisk: Asterisk, scenes: Scenes, script: Path
) -> None:
    async def scene(browser: Browser) -> None:
        bad_line = stage(ari_address, asterisk, browser, script, bad_line=True)
        async with bad_line as play:
            await play.connect()
            assert await play.agent.is_told("line") == {"bad": True}
            # Until Asterisk has said twice what it lost: every five seconds (RFC 3550)
            await play.agent.hears_and_speaks(packets=400)
            await play.listener.ari.channels.hangup(play.leg)
            await play.agent.reaches("registered")
            loses_a_fifth(await play.agent.is_told("measured"))

    scenes.play(scene)


def loses_a_fifth(measured: dict[str, float]) -> None:
    """The relay loses every fifth packet; what a busy machine loses besides is little."""
    assert 12 < measured["loss_in"] < 40, measured
    assert 12 < measured["loss_out"] < 40, measured
    assert measured["bad_seconds"] >= 10, measured
    assert measured["round_trip"] >= 0, measured
