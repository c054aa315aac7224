"""The line to the telephone network, with SIPp as the provider."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from tests.parts.asterisk import new_telephony, running
from tests.telephony.listening import listening, until
from tests.telephony.sippers import Sipper, Sippers

from alo153.launch.asterisk import Asterisk
from alo153.launch.asterisk_config import Trunk
from alo153.switchboard.ari import events
from alo153.switchboard.ari.client import AriAddress

pytestmark = pytest.mark.telephony

OUR_NUMBER = "+902623181000"


@pytest.fixture
def provider(sipp: Sippers) -> Sipper:
    """The provider's end, which is rung when we call a citizen."""
    return sipp.listen()


@pytest.fixture
def on_the_network(asterisk: Asterisk, provider: Sipper, tmp_path: Path) -> Iterator[Asterisk]:
    """An Asterisk that knows the provider and no telephone of this machine."""
    trunk = Trunk(host=f"127.0.0.1:{provider.port}", numbers=(OUR_NUMBER,))
    telephony = replace(new_telephony(), local_calls=False, trunk=trunk)
    ours = replace(asterisk, home=tmp_path / "asterisk", telephony=telephony)
    ours.prepare()
    with running(ours):
        yield ours


def address(asterisk: Asterisk) -> AriAddress:
    telephony = asterisk.telephony
    return AriAddress(telephony.ari_url, telephony.ari_user, telephony.ari_password)


async def hears(asterisk: Asterisk, channel: str) -> bool:
    telephony = asterisk.telephony
    auth = (telephony.ari_user, telephony.ari_password)
    async with httpx.AsyncClient(base_url=telephony.ari_url, auth=auth, trust_env=False) as http:
        answer = await http.get(f"/ari/channels/{channel}/rtp_statistics")
    return bool(answer.is_success and answer.json()["rxcount"])


def test_the_network_calls_our_number(on_the_network: Asterisk, sipp: Sippers) -> None:
    async def scene() -> None:
        async with listening(address(on_the_network)) as listener:
            network = replace(sipp, sip_port=on_the_network.telephony.sip_port)
            caller = network.call(number=OUR_NUMBER, caller="+905320000101")
            start = await listener.next(events.StasisStart)
            assert start.args == ("call", "153")
            assert start.channel.endpoint == "trunk"
            assert start.channel.caller_number == "+905320000101"
            await listener.ari.channels.answer(start.channel.id)
            # The caller sends sound once it has confirmed our answer; a BYE before crosses it.
            await until(lambda: hears(on_the_network, start.channel.id))
            await listener.ari.channels.hangup(start.channel.id)
            assert await asyncio.to_thread(caller.wait), caller.log.read_text()

    asyncio.run(scene())


def test_we_call_a_citizen_through_the_network(on_the_network: Asterisk, provider: Sipper) -> None:
    async def scene() -> None:
        async with listening(address(on_the_network)) as listener:
            channels = listener.ari.channels
            reply = await channels.originate("out-1", endpoint="PJSIP/05320000103@trunk")
            assert reply.done
            await listener.next(events.StasisStart, lambda e: e.channel.id == "out-1")
            await channels.hangup("out-1")
            assert await asyncio.to_thread(provider.wait)

    asyncio.run(scene())
