"""A line to the telephone network that is encrypted, with its sound."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from tests.parts.processes.certificates import write_certificate
from tests.parts.telephone.asterisk import new_telephony
from tests.telephony.programs.baresips import Baresip, encrypted_provider, found
from tests.telephony.programs.listening import Listener, listening, until
from tests.telephony.programs.trunks import ari_of, hears, on_the_way
from tests.telephony.sip.tls_providers import TlsProvider, tls_provider

from alo153.launch.programs.processes import free_port
from alo153.launch.telephony.asterisk import Asterisk, Telephony
from alo153.launch.telephony.trunk_config import Transport, Trunk
from alo153.switchboard.asterisk.ari import events

pytestmark = pytest.mark.telephony
NUMBER = "185"
CITIZEN = "05320000101"
LOUD = 0.05


def encrypted(port: int, certificate: Path) -> Telephony:
    """Configure a line by TLS, to a provider whose certificate is one that we trust."""
    return replace(
        new_telephony(),
        trunks=(Trunk(host=f"127.0.0.1:{port}", transport=Transport.TLS),),
        tls_port=free_port(),
        tls_authorities=str(certificate),
    )


def test_a_line_may_be_encrypted_with_its_sound(asterisk: Asterisk, tmp_path: Path) -> None:
    async def scene(ours: Asterisk, provider: TlsProvider) -> None:
        async with listening(ari_of(ours)) as listener:
            reply = await listener.ari.channels.originate("out", endpoint=f"PJSIP/{NUMBER}@trunk")
            assert reply.done

            async def is_asked() -> bool:
                return provider.says(f"INVITE sip:{NUMBER}@127.0.0.1", "SIP/2.0/TLS")

            await until(is_asked)
            assert provider.says("RTP/SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:")

    with tls_provider(tmp_path) as provider:
        telephony = encrypted(provider.port, provider.certificate)
        with on_the_way(asterisk, telephony, tmp_path) as ours:
            asyncio.run(scene(ours, provider))


async def talks(ours: Asterisk, listener: Listener, leg: str, provider: Baresip) -> None:
    """Wait until both ends of a leg hear the other, and hang up."""

    async def is_heard() -> bool:
        return provider.loudness() > LOUD

    await listener.ari.channels.play(leg, "ringing", ["tone:ring"])
    await until(lambda: hears(ours, leg))
    await until(is_heard)
    await listener.ari.channels.hangup(leg)


def test_a_talk_over_an_encrypted_line_is_heard_at_both_ends(
    asterisk: Asterisk, tmp_path: Path
) -> None:
    """The provider, which others wrote, takes no sound that is not encrypted."""

    async def scene(ours: Asterisk, provider: Baresip) -> None:
        async with listening(ari_of(ours)) as listener:
            channels = listener.ari.channels
            assert (await channels.originate("out", endpoint=f"PJSIP/{NUMBER}@trunk")).done
            await listener.next(events.StasisStart, lambda event: event.channel.id == "out")
            await talks(ours, listener, "out", provider)

    certificate = write_certificate(tmp_path / "provider.pem")
    with (
        encrypted_provider(found(), tmp_path / "provider", NUMBER, certificate) as (there, port),
        on_the_way(asterisk, encrypted(port, certificate), tmp_path) as ours,
    ):
        asyncio.run(scene(ours, there))


def test_a_citizen_comes_in_by_an_encrypted_line_and_is_heard(
    asterisk: Asterisk, tmp_path: Path
) -> None:
    certificate = write_certificate(tmp_path / "both.pem")
    telephony = replace(encrypted(free_port(), certificate), tls_certificate=str(certificate))
    ours_by_tls = f"sip:153@127.0.0.1:{telephony.tls_port}"

    async def scene(ours: Asterisk) -> None:
        provider = encrypted_provider(
            found(), tmp_path / "provider", CITIZEN, certificate, dials=ours_by_tls
        )
        async with listening(ari_of(ours)) as listener:
            with provider as (there, _):
                start = await listener.next(events.StasisStart)
                assert (start.args, start.channel.endpoint) == (("call", "153"), "trunk")
                assert start.channel.caller_number == CITIZEN
                await listener.ari.channels.answer(start.channel.id)
                await talks(ours, listener, start.channel.id, there)

    with on_the_way(asterisk, telephony, tmp_path) as ours:
        asyncio.run(scene(ours))
