"""Our client against a real Asterisk: calls in, sound, bridges, hang-ups in every order."""

import asyncio
import signal
from uuid import uuid4

import httpx
import pytest
from tests.parts.waiting import SECONDS
from tests.telephony.programs.listening import Listener, listening, until
from tests.telephony.programs.sippers import Sipper, Sippers

from alo153.launch.telephony.asterisk import Asterisk
from alo153.switchboard.asterisk.ari import events
from alo153.switchboard.asterisk.ari.client import AriAddress, AriClient
from alo153.switchboard.asterisk.ari.wire import AriError, Outcome

pytestmark = pytest.mark.telephony


def new_id(kind: str) -> str:
    return f"{kind}-{uuid4()}"


async def talk(listener: Listener, sipp: Sippers, callee: Sipper) -> tuple[str, str, str]:
    """Let a caller and a callee talk; return the ids of both legs and the bridge."""
    ari = listener.ari
    start = await listener.next(events.StasisStart)
    await ari.channels.answer(start.channel.id)
    leg, bridge = new_id("leg"), new_id("bridge")
    await ari.bridges.create(bridge)
    await ari.channels.originate(leg, endpoint=f"PJSIP/local/{callee.uri}", args="leg")
    await listener.next(events.StasisStart, lambda event: event.channel.id == leg)
    await ari.bridges.add(bridge, start.channel.id, leg)
    for _ in range(2):
        await listener.next(events.ChannelEnteredBridge)
    return start.channel.id, leg, bridge


async def sound_flows(asterisk: Asterisk, channel_id: str) -> bool:
    """Say whether packets of sound go both ways on a leg."""
    telephony = asterisk.telephony
    auth = (telephony.ari_user, telephony.ari_password)
    async with httpx.AsyncClient(auth=auth, timeout=SECONDS) as http:
        url = f"{telephony.ari_url}/ari/channels/{channel_id}/rtp_statistics"
        figures = (await http.get(url)).json()
    return bool(figures["rxcount"] > 10 and figures["txcount"] > 10)


async def is_gone(ari: AriClient, bridge: str) -> bool:
    """Tell whether Asterisk knows nothing of a bridge any more."""
    return (await ari.bridges.destroy(bridge)).outcome is Outcome.GONE


async def is_silent(ari: AriClient, playback: str) -> bool:
    """Tell whether Asterisk knows nothing of a sound any more: it says first that it is done."""
    return (await ari.playbacks.stop(playback)).outcome is Outcome.GONE


async def is_over(ari: AriClient, channel: str) -> bool:
    """Tell whether Asterisk knows nothing of a channel any more: it leaves us first."""
    return (await ari.channels.hangup(channel)).outcome is Outcome.GONE


def test_a_caller_comes_in_hears_sound_and_is_hung_up(
    ari_address: AriAddress, sipp: Sippers
) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            caller, channels = sipp.call(caller="05320000101"), listener.ari.channels
            start = await listener.next(events.StasisStart)
            assert start.args == ("call", "153")
            assert start.channel.caller_number == "05320000101"
            assert start.channel.extension == "153"
            assert start.channel.endpoint == "local"
            assert (await channels.answer(start.channel.id)).done
            await listener.next(events.ChannelStateChange, lambda e: e.channel.state == "Up")
            playback = new_id("playback")
            assert (await channels.play(start.channel.id, playback, ["sound:music/calm"] * 2)).done
            started = await listener.next(events.PlaybackStarted)
            assert started.playback.target == f"channel:{start.channel.id}"
            assert (await listener.ari.playbacks.stop(playback)).done
            await listener.next(events.PlaybackFinished, lambda e: e.playback.id == playback)
            await until(lambda: is_silent(listener.ari, playback))
            assert (await channels.hangup(start.channel.id, cause=16)).done
            gone = await listener.next(events.StasisEnd)
            assert gone.channel.id == start.channel.id
            assert await asyncio.to_thread(caller.wait)

    asyncio.run(scene())


def test_a_caller_who_stood_still_takes_the_end_right_behind_the_beginning(
    ari_address: AriAddress, sipp: Sippers
) -> None:
    # The ACK is held back until the BYE waits for it: both come in one breath
    async def scene() -> None:
        async with listening(ari_address) as listener:
            caller, channels = sipp.call(), listener.ari.channels
            start = await listener.next(events.StasisStart)
            caller.process.send_signal(signal.SIGSTOP)
            assert (await channels.answer(start.channel.id)).done
            assert (await channels.hangup(start.channel.id, cause=16)).done
            await listener.next(events.StasisEnd)
            caller.process.send_signal(signal.SIGCONT)
            assert await asyncio.to_thread(caller.wait)

    asyncio.run(scene())


@pytest.mark.parametrize("first", ["caller", "callee", "caller leg", "callee leg", "bridge"])
def test_two_talk_and_part_in_any_order(
    first: str, asterisk: Asterisk, ari_address: AriAddress, sipp: Sippers
) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            ari = listener.ari
            callee_hangs_up, caller_hangs_up = first == "callee", first == "caller"
            callee = sipp.listen("callee_hangs_up" if callee_hangs_up else "callee_until_bye")
            caller = sipp.call("caller_hangs_up" if caller_hangs_up else "caller_until_bye")
            call, leg, bridge = await talk(listener, sipp, callee)
            await until(lambda: sound_flows(asterisk, call))
            await until(lambda: sound_flows(asterisk, leg))
            legs = {"caller": call, "callee": leg, "caller leg": call, "callee leg": leg}
            if first == "bridge":
                assert (await ari.bridges.destroy(bridge)).done
                await ari.channels.hangup(call)
            elif first.endswith("leg"):
                await ari.channels.hangup(legs[first])
            else:
                (caller if caller_hangs_up else callee).go_on()
            gone = await listener.next(events.StasisEnd)
            assert gone.channel.id == legs.get(first, call)
            other = leg if gone.channel.id == call else call
            assert (await ari.channels.hangup(other)).done
            await listener.next(events.StasisEnd, lambda e: e.channel.id == other)
            if first == "bridge":
                # Asterisk says "conflict" of one that it is taking apart
                await until(lambda: is_gone(ari, bridge))
            else:
                assert (await ari.bridges.destroy(bridge)).done
            await until(lambda: is_over(ari, call))
            assert await asyncio.to_thread(caller.wait)
            assert await asyncio.to_thread(callee.wait)

    asyncio.run(scene())


def test_ringing_music_and_keys(ari_address: AriAddress, sipp: Sippers) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            sipp.call()
            start = await listener.next(events.StasisStart)
            channels, call = listener.ari.channels, start.channel.id
            assert (await channels.ring(call)).done
            assert (await channels.stop_ringing(call)).done
            assert (await channels.answer(call)).done
            assert (await channels.start_moh(call)).done
            assert (await channels.stop_moh(call)).done
            assert (await channels.dtmf(call, "12#")).done
            assert [channel.id for channel in await channels.all()] == [call]
            assert (await channels.go_on(call, context="fallback")).done
            await listener.next(events.StasisEnd)

    asyncio.run(scene())


def test_a_caller_gives_up_before_the_answer(ari_address: AriAddress, sipp: Sippers) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            caller = sipp.call("caller_cancels", milliseconds=300)
            start = await listener.next(events.StasisStart)
            await listener.ari.channels.ring(start.channel.id)
            gone = await listener.next(events.StasisEnd)
            assert gone.channel.id == start.channel.id
            assert await asyncio.to_thread(caller.wait)

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("scenario", "patience", "cause"), [("callee_busy", 60, 17), ("callee_no_answer", 1, 19)]
)
def test_a_telephone_is_busy_or_rings_in_vain(
    scenario: str, patience: int, cause: int, ari_address: AriAddress, sipp: Sippers
) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            callee, leg = sipp.listen(scenario), new_id("leg")
            endpoint = f"PJSIP/local/{callee.uri}"
            reply = await listener.ari.channels.originate(leg, endpoint=endpoint, timeout=patience)
            assert reply.done
            gone = await listener.next(events.ChannelDestroyed)
            assert gone.channel.id == leg
            assert gone.cause == cause
            assert await asyncio.to_thread(callee.wait)

    asyncio.run(scene())


def test_what_is_gone_taken_or_unreachable_is_an_outcome(ari_address: AriAddress) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            ari = listener.ari
            assert (await ari.channels.hangup("nobody")).outcome is Outcome.GONE
            assert (await ari.channels.answer("nobody")).outcome is Outcome.GONE
            assert (await ari.bridges.add("nowhere", "nobody")).outcome is Outcome.GONE
            assert (await ari.playbacks.stop("nothing")).outcome is Outcome.GONE
            assert (await ari.recordings.stop("nothing")).outcome is Outcome.GONE
            assert await ari.channels.get("nobody") is None
            assert await ari.bridges.get("nowhere") is None
            assert await ari.endpoints.get("nobody") is None
            reply = await ari.channels.originate(new_id("leg"), endpoint="PJSIP/nobody")
            assert reply.outcome is Outcome.REFUSED
            bridge = new_id("bridge")
            assert (await ari.bridges.create(bridge)).done
            assert (await ari.bridges.create(bridge)).outcome is Outcome.CONFLICT
            assert (await ari.bridges.add(bridge, "nobody")).outcome is Outcome.GONE
            assert bridge in [each.id for each in await ari.bridges.all()]
            assert (await ari.bridges.destroy(bridge)).done

    asyncio.run(scene())


def test_a_bridge_is_recorded(asterisk: Asterisk, ari_address: AriAddress, sipp: Sippers) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            recordings, name = listener.ari.recordings, new_id("recording")
            callee = sipp.listen()
            sipp.call()
            call, leg, bridge = await talk(listener, sipp, callee)
            assert (await listener.ari.bridges.record(bridge, name)).done
            await listener.next(events.RecordingStarted)
            assert (await recordings.mute(name)).done
            assert (await recordings.unmute(name)).done
            assert (await recordings.stop(name)).done
            finished = await listener.next(events.RecordingFinished)
            assert finished.recording.name == name
            assert (asterisk.home / "spool/recording" / f"{name}.wav").is_file()
            for channel in (call, leg):
                await listener.ari.channels.hangup(channel)
            await listener.ari.bridges.destroy(bridge)

    asyncio.run(scene())


def test_a_dropped_socket_comes_back_and_the_call_stands(
    ari_address: AriAddress, sipp: Sippers
) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            sipp.call()
            start = await listener.next(events.StasisStart)
            await listener.ari.channels.answer(start.channel.id)
            socket = listener.ari._socket
            assert socket is not None
            socket.transport.abort()
            await listener.next(events.Disconnected)
            await listener.next(events.Connected)
            application = await listener.ari.application.get()
            assert application is not None
            assert start.channel.id in application.channel_ids
            await listener.ari.channels.hangup(start.channel.id)
            await listener.next(events.StasisEnd)

    asyncio.run(scene())


def test_a_second_program_of_the_same_name_takes_over(ari_address: AriAddress) -> None:
    async def scene() -> None:
        async with listening(ari_address) as first, listening(ari_address):
            await first.next(events.ApplicationReplaced)

    asyncio.run(scene())


def test_a_clean_close_is_a_disconnect_too(ari_address: AriAddress) -> None:
    async def scene() -> None:
        async with listening(ari_address) as listener:
            socket = listener.ari._socket
            assert socket is not None
            await socket.close()
            await listener.next(events.Disconnected)
            await listener.next(events.Connected)

    asyncio.run(scene())


def test_a_wrong_password_is_a_fault_and_no_endless_trying(ari_address: AriAddress) -> None:
    async def scene() -> None:
        wrong = AriAddress(ari_address.url, ari_address.user, "wrong")
        async with AriClient(wrong) as ari:
            with pytest.raises(AriError):
                await anext(aiter(ari.events()))
            with pytest.raises(AriError):
                await ari.channels.all()

    asyncio.run(scene())


def test_an_asterisk_that_is_away_is_waited_for() -> None:
    async def scene() -> None:
        nowhere = AriAddress("http://127.0.0.1:9", "alo153", "x")
        async with AriClient(nowhere) as ari:
            assert not await ari.ping()
            stream = aiter(ari.events())
            assert isinstance(await anext(stream), events.Disconnected)
            assert isinstance(await anext(stream), events.Disconnected)

    asyncio.run(scene())
