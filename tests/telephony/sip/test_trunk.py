"""The line to the telephone network, with SIPp as the provider."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from tests.parts.telephone.asterisk import new_telephony
from tests.switchboard.acd.story import Story
from tests.telephony.programs.listening import listening, until
from tests.telephony.programs.sippers import Sipper, Sippers
from tests.telephony.programs.trunks import ari_of, hears, on_the_way, trunk_to
from tests.telephony.sip import unknown_callers

from alo153.launch.programs.processes import free_port
from alo153.launch.telephony.asterisk import Asterisk
from alo153.launch.telephony.trunk_config import NAMES, Trunk
from alo153.switchboard.acd.offering.outbound import DialCallBack
from alo153.switchboard.acd.offering.silence import GiveUpLine, LegRings
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.acd.turn.timers import SilenceTimer
from alo153.switchboard.asterisk.ami.recorder import Recorder
from alo153.switchboard.asterisk.ari import events
from alo153.switchboard.asterisk.ari.execute import Line, Telephone
from alo153.switchboard.asterisk.ari.translate import is_proved, translate

pytestmark = pytest.mark.telephony

OUR_NUMBER = "+902623181000"


@pytest.fixture
def provider(sipp: Sippers) -> Sipper:
    """The provider's end, which is rung when we call a citizen."""
    return sipp.listen()


@pytest.fixture
def on_the_network(asterisk: Asterisk, provider: Sipper, tmp_path: Path) -> Iterator[Asterisk]:
    """An Asterisk that knows the provider and no telephone of this machine."""
    telephony = replace(new_telephony(), trunks=(trunk_to(provider),))
    with on_the_way(asterisk, telephony, tmp_path, asked_for_health=False) as ours:
        yield ours


@pytest.fixture
def crowded(asterisk: Asterisk, provider: Sipper, tmp_path: Path) -> Iterator[Asterisk]:
    """An Asterisk with three lines, one of them for each number."""
    limits = replace(new_telephony(), calls_at_once=3, calls_from_number=1)
    telephony = replace(limits, trunks=(trunk_to(provider),))
    with on_the_way(asterisk, telephony, tmp_path, asked_for_health=False) as ours:
        yield ours


def test_the_network_calls_our_number(on_the_network: Asterisk, sipp: Sippers) -> None:
    async def scene() -> None:
        async with listening(ari_of(on_the_network)) as listener:
            network = replace(sipp, sip_port=on_the_network.telephony.sip_port)
            caller = network.call(number=OUR_NUMBER, caller="+905320000101")
            start = await listener.next(events.StasisStart)
            assert start.args == ("call", "153")
            assert start.channel.endpoint == "trunk"
            assert start.channel.caller_number == "+905320000101"
            assert not is_proved(start.channel)
            await listener.ari.channels.answer(start.channel.id)
            # The caller sends sound once it has confirmed our answer; a BYE before crosses it.
            await until(lambda: hears(on_the_network, start.channel.id))
            await listener.ari.channels.hangup(start.channel.id)
            assert await asyncio.to_thread(caller.wait), caller.log.read_text()

    asyncio.run(scene())


def test_a_number_that_the_network_asserts_is_proved(on_the_network: Asterisk) -> None:
    async def scene() -> None:
        telephony = on_the_network.telephony
        ports = {"sip_port": telephony.sip_port, "http_port": telephony.http_port}
        async with listening(ari_of(on_the_network)) as listener:
            caller = asyncio.create_task(
                asyncio.to_thread(
                    unknown_callers.dial, "05320000101", transport="UDP", host="127.0.0.1", **ports
                )
            )
            start = await listener.next(events.StasisStart)
            assert start.channel.caller_number == "05320000199"
            assert is_proved(start.channel)
            await listener.ari.channels.hangup(start.channel.id)
            assert await caller >= 400

    asyncio.run(scene())


def test_nobody_is_the_trunk_by_saying_so(on_the_network: Asterisk) -> None:
    """From another address than the provider's, and without a password."""
    telephony = on_the_network.telephony
    ports = {"sip_port": telephony.sip_port, "http_port": telephony.http_port}
    for transport in unknown_callers.TRANSPORTS:
        for name in ("trunk", "trunk2", "local", "05320000101"):
            assert unknown_callers.dial(name, transport=transport, host="127.0.0.2", **ports) == 401


@pytest.mark.parametrize("transport", ["UDP", "TCP"])
def test_a_line_on_this_machine_is_known_by_its_ari_of(
    on_the_network: Asterisk, transport: str
) -> None:
    async def scene() -> None:
        telephony = on_the_network.telephony
        where = {"sip_port": telephony.sip_port, "http_port": telephony.http_port}
        async with listening(ari_of(on_the_network)) as listener:
            call = partial(unknown_callers.dial, transport=transport, host="127.0.0.1", **where)
            caller = asyncio.create_task(asyncio.to_thread(call, "05320000101"))
            start = await listener.next(events.StasisStart)
            assert start.channel.endpoint == "trunk"
            await listener.ari.channels.hangup(start.channel.id)
            assert await caller >= 400

    asyncio.run(scene())


def test_no_web_socket_is_a_line(on_the_network: Asterisk) -> None:
    """Behind the proxy every browser has the address of a line on this machine."""
    telephony = on_the_network.telephony
    where = {"sip_port": telephony.sip_port, "http_port": telephony.http_port}
    for said in unknown_callers.TRANSPORTS:
        call = partial(unknown_callers.dial, transport="WS", host="127.0.0.1", said=said, **where)
        for name in ("trunk", "trunk2", "local", "05320000101"):
            assert call(name) == 403, (said, name)


def test_one_number_and_all_together_have_so_many_lines_and_no_more(
    crowded: Asterisk, sipp: Sippers
) -> None:
    async def scene() -> None:
        network = replace(sipp, sip_port=crowded.telephony.sip_port)
        async with listening(ari_of(crowded)) as listener:

            async def comes_in(caller: str) -> None:
                network.call(number=OUR_NUMBER, caller=caller)
                await listener.next(events.StasisStart)

            async def is_busy(caller: str) -> None:
                refused = network.call("caller_hears_busy", number=OUR_NUMBER, caller=caller)
                assert await asyncio.to_thread(refused.wait), refused.log.read_text()

            await comes_in("+905320000101")
            await is_busy("+905320000101")
            await comes_in("anonymous")
            await comes_in("anonymous")
            await is_busy("+905320000102")

    asyncio.run(scene())


def test_a_telephone_without_telephone_events_presses_keys_by_tones(
    on_the_network: Asterisk, sipp: Sippers
) -> None:
    async def scene() -> None:
        async with listening(ari_of(on_the_network)) as listener:
            network = replace(sipp, sip_port=on_the_network.telephony.sip_port)
            network.press_by_tones("5", number=OUR_NUMBER)
            start = await listener.next(events.StasisStart)
            await listener.ari.channels.answer(start.channel.id)
            key = await listener.next(events.ChannelDtmfReceived)
            assert (key.channel.id, key.digit) == (start.channel.id, "5")

    asyncio.run(scene())


def test_when_the_first_line_does_not_answer_the_second_is_dialed(
    asterisk: Asterisk, sipp: Sippers, tmp_path: Path
) -> None:
    async def scene(ours: Asterisk) -> None:
        async with listening(ari_of(ours)) as listener:

            async def is_known() -> bool:
                first, second = [await listener.ari.endpoints.get(name) for name in NAMES]
                return bool(first and second and not first.online and second.online)

            await until(is_known)
            ways = tuple(f"PJSIP/{{number}}@{name}" for name in NAMES)
            line = Line(city="short", number="153", dial=ways)
            telephone = Telephone(listener.ari, line, cast("Recorder", None))
            citizen = do.DialCitizen(
                call="c", channel="out", number="05320000103", agent_leg="none", seconds=10
            )
            assert await telephone.run(citizen) is None
            start = await listener.next(events.StasisStart, lambda e: e.channel.id == "out")
            assert start.channel.endpoint == "trunk2"

    # Each OPTIONS counts as a call to SIPp
    second = sipp.listen(calls=50)
    nobody = Trunk(host=f"127.0.0.1:{free_port()}")
    telephony = replace(new_telephony(), trunks=(nobody, trunk_to(second)))
    with on_the_way(asterisk, telephony, tmp_path) as ours:
        asyncio.run(scene(ours))


def test_a_line_that_answers_and_takes_no_call_is_replaced_by_the_other(
    asterisk: Asterisk, sipp: Sippers, tmp_path: Path
) -> None:
    def elif_calls_back() -> Story:
        story = Story()
        story.ready(1, 0)
        story.tell(DialCallBack(at=1, call="b", agent=1, number="05320000103"))
        story.tell(acd.OfferAnswered(at=2, offer="b.1"))
        return story

    async def scene(ours: Asterisk, first: Sipper) -> None:
        async with listening(ari_of(ours)) as listener:
            ways = tuple(f"PJSIP/{{number}}@{name}" for name in NAMES)
            line = Line(city="short", number="153", dial=ways)
            telephone = Telephone(listener.ari, line, cast("Recorder", None))

            async def dials(story: Story) -> None:
                (citizen,) = story.ordered(do.DialCitizen)
                assert await telephone.run(citizen) is None

            async def ends(story: Story) -> None:
                gone = await listener.next(events.ChannelDestroyed)
                meaning = translate(gone, 3)
                assert meaning
                story.tell(meaning)

            async def is_called_by_the_second(story: Story) -> None:
                await dials(story)
                start = await listener.next(events.StasisStart)
                assert (start.channel.id, start.channel.endpoint) == ("citizen-b.2", "trunk2")
                assert LegRings(at=3, leg="citizen-b.2") in heard(listener.seen)
                await listener.ari.channels.hangup("citizen-b.2")
                await listener.next(events.ChannelDestroyed)

            async def both_answer() -> bool:
                lines = [await listener.ari.endpoints.get(name) for name in NAMES]
                return all(line and line.online for line in lines)

            await until(both_answer)
            story = elif_calls_back()
            await dials(story)
            await ends(story)
            await is_called_by_the_second(story)
            first.stop()
            sipp.listen("callee_silent", calls=50, port=first.port)
            await until(both_answer)
            story = elif_calls_back()
            await dials(story)
            await listener.next(events.Dial, lambda event: event.status == "")
            story.tell(acd.TimerFired(at=13, timer=SilenceTimer("citizen-b")))
            (given_up,) = story.ordered(GiveUpLine)
            assert await telephone.run(given_up) is None
            await ends(story)
            await is_called_by_the_second(story)

    first, second = sipp.listen("callee_refuses_503", calls=50), sipp.listen(calls=50)
    telephony = replace(new_telephony(), trunks=(trunk_to(first), trunk_to(second)))
    with on_the_way(asterisk, telephony, tmp_path) as ours:
        asyncio.run(scene(ours, first))


def heard(seen: list[events.Event]) -> list[acd.Event | None]:
    return [translate(event, 3) for event in seen]


def test_the_network_hears_of_a_number_when_it_is_dialed_and_never_in_a_talk(
    on_the_network: Asterisk, provider: Sipper, sipp: Sippers
) -> None:
    async def scene() -> None:
        async with listening(ari_of(on_the_network)) as listener:
            channels, bridges = listener.ari.channels, listener.ari.bridges
            network = replace(sipp, sip_port=on_the_network.telephony.sip_port)
            caller = network.call(number=OUR_NUMBER, caller="+905320000101")
            start = await listener.next(events.StasisStart)
            await channels.answer(start.channel.id)
            reply = await channels.originate("out-1", endpoint="PJSIP/05320000103@trunk")
            assert reply.done
            await listener.next(events.StasisStart, lambda e: e.channel.id == "out-1")
            await bridges.create("talk")
            await bridges.add("talk", start.channel.id, "out-1")
            await until(lambda: hears(on_the_network, start.channel.id))
            for leg in ("out-1", start.channel.id):
                await channels.hangup(leg)
            # A request in the talk that names the other side would break their scenarios
            for side in (provider, caller):
                assert await asyncio.to_thread(side.wait), side.log.read_text()

    asyncio.run(scene())
