"""Commands of the switchboard become requests to Asterisk; failures become events."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from alo153.calls.call_words import CallOutcome, LegResult, OfferResult
from alo153.calls.endpoints.ids import bridge_of_call
from alo153.calls.endpoints.phone_accounts import guest_name, telephone_of
from alo153.calls.menu import voice
from alo153.switchboard.acd.offering.silence import GiveUpLine
from alo153.switchboard.acd.recording import messages as recording
from alo153.switchboard.acd.state.leg_ids import agent_leg
from alo153.switchboard.acd.turn import commands as do
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.acd.waiting.unserved.messages import TakeMessage
from alo153.switchboard.asterisk.ami.recorder import Recorder
from alo153.switchboard.asterisk.ari import monitoring, sharing, wire
from alo153.switchboard.asterisk.ari.client import AriClient
from alo153.switchboard.asterisk.ari.translate import DIALED
from alo153.switchboard.asterisk.ari.wire import AriError, AriUnreachable, Reply

log = logging.getLogger(__name__)

FALLBACK_CONTEXT = "fallback"
"""The dialplan's context that serves callers without the program."""
PICTURES = "alaw,opus,vp8,h264"
"""The formats offered to an agent for a video call; without them Asterisk offers only sound."""
WITH_PICTURES = "mixing,video_sfu"
"""Sends each member's picture to every other member. Three members with pictures in a plain mixing
bridge hang Asterisk 22.10.1."""
CALL_HEADER = "PJSIP_HEADER(add,X-Alo-Call)"
TELL_THE_END = {"CHANNEL(hangup_handler_push)": "ended,s,1"}
"""Lets the dialplan write when a leg ended, also while no program is there."""
LINE_IS_SILENT = 38
"""Q.850: network out of order."""
GRACE = 5
"""Seconds Asterisk rings on after our own timer, so that ours decides."""

Report = acd.Event | None
Speech = do.Speak | do.SayPosition | do.SayGoodbye


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The center's identity for callers: prompts, own number, lines to the network."""

    city: str
    number: str
    dial: tuple[str, ...]
    """Ways to the network in the order in which they are tried."""
    emergency: str = ""
    """A call to this number shows the citizen's number."""
    languages: frozenset[str] = frozenset()
    """Second languages with sounds; callers in any other language hear the city's own."""
    language: str = ""
    """The city's own."""


class Telephone:
    """Carries out commands. Each returns the event that its failure means, or None."""

    def __init__(self, ari: AriClient, line: Line, recorder: Recorder) -> None:
        self._ari = ari
        self._line = line
        self._recorder = recorder

    @property
    def ari(self) -> AriClient:
        """Return the client of Asterisk, for other classes that execute commands."""
        return self._ari

    async def run(self, command: do.CallCommand) -> Report:
        """Carry one command out; gone and taken are ordinary, the rest is logged."""
        try:
            return await ACTS[type(command)](self, command)
        except (AriError, AriUnreachable) as error:
            log.warning("%s: %s", command, error)
            return FAILURES.get(type(command), _nothing)(command)

    async def answer(self, command: do.Answer) -> Report:
        """Pick up."""
        await self._ari.channels.answer(command.channel)
        return None

    async def speak(self, command: do.Speak) -> Report:
        """Play prompts of the menu."""
        return await self._say(command, command.sounds)

    async def note_language(self, command: do.NoteLanguage) -> Report:
        """Name the folder of what the dialplan says to this caller while no program is there."""
        second = self._second(command)
        folder = f"{second}/" if second else ""
        await self._ari.channels.set_variable(command.channel, "ALO_VOICE", folder)
        return None

    async def say_position(self, command: do.SayPosition) -> Report:
        """Play the place in the line."""
        sounds = voice.sounds_for_position(
            command.position,
            minutes=command.minutes,
            call_back=command.call_back,
            call_back_first=command.call_back_first,
            language=self._second(command) or self._line.language,
        )
        return await self._say(command, sounds)

    async def say_goodbye(self, command: do.SayGoodbye) -> Report:
        """Play the last sentence."""
        return await self._say(command, voice.sounds_for_goodbye(command.why))

    async def whisper(self, command: do.Whisper) -> Report:
        """Play the name of a queue, in the city's language."""
        media = voice.media(self._line.city, [voice.queue_sound(command.queue)])
        reply = await self._ari.channels.play(command.channel, command.speech, media)
        return None if reply.done else _not_said(command)

    async def stop_speaking(self, command: do.StopSpeaking) -> Report:
        """Stop a speech."""
        await self._ari.playbacks.stop(command.speech)
        return None

    async def start_music(self, command: do.StartMusic) -> Report:
        """Play music."""
        await self._ari.channels.start_moh(command.channel)
        return None

    async def take_message(self, command: TakeMessage) -> Report:
        """Send a caller to the dialplan's answering machine, which notes since when they waited."""
        channels = self._ari.channels
        await channels.set_variable(command.channel, "ALO_QUEUED", f"{command.queued_at:.0f}")
        await channels.stop_moh(command.channel)
        await channels.go_on(command.channel, context=FALLBACK_CONTEXT, extension="message")
        return None

    async def ring(self, command: do.RingAgent) -> Report:
        """Ring an agent, here or at another node, with the citizen's number and the call's key."""
        more = {sharing.OFFER_HEADER: command.offer} if command.node else {}
        reply = await self._ari.channels.originate(
            agent_leg(command.offer),
            endpoint=telephone_of(command.agent, command.node, seen=command.video),
            args="offer",
            caller_id=command.number or None,
            timeout=round(command.seconds) + GRACE,
            formats=PICTURES if command.video else None,
            variables={
                CALL_HEADER: command.call,
                "ALO_CALL": command.call,
                **TELL_THE_END,
                **more,
            },
        )
        return None if reply.done else _not_rung(command)

    async def dial(self, command: do.DialCitizen) -> Report:
        """Call a citizen; the agent, if there is one, hears ringing until the answer."""
        if command.agent_leg:
            await self._ari.channels.ring(command.agent_leg)
        reply = await self._originate(
            command.channel,
            self._ways_to(command.number, command.failed),
            args="citizen",
            caller_id=self._line.number,
            timeout=round(command.seconds),
            variables={"ALO_CALL": command.call, **TELL_THE_END},
        )
        return None if reply.done else _not_dialed(command)

    def _ways_to(self, number: str, failed: Collection[str]) -> list[str]:
        ways = (way.format(number=number) for way in self._line.dial)
        return [way for way in ways if _line_of(way) not in failed]

    async def _originate(self, channel: str, ways: Sequence[str], **how: Any) -> Reply:
        """Ring over the first way that is not known to be gone, or else over the last."""
        if not ways:
            return Reply(wire.Outcome.REFUSED)
        for way in ways[:-1]:
            if not await self._is_gone(way):
                return await self._ari.channels.originate(channel, endpoint=way, **how)
        return await self._ari.channels.originate(channel, endpoint=ways[-1], **how)

    async def _is_gone(self, way: str) -> bool:
        """Say whether a line has stopped answering OPTIONS; Asterisk would dial it all the same."""
        line = await self._ari.endpoints.get(_line_of(way))
        return line is not None and line.state == "offline"

    async def give_up_line(self, command: GiveUpLine) -> Report:
        """End a leg as a fault of its line, unless no other line is left."""
        if len(set(self._line.dial)) > len(command.failed) + 1:
            await self._ari.channels.hangup(command.channel, cause=LINE_IS_SILENT)
        return None

    async def bridge(self, command: do.BridgeThem) -> Report:
        """Let two legs talk."""
        bridge, channels = bridge_of_call(command.call), self._ari.channels
        await asyncio.gather(
            self._ari.bridges.create(bridge, kind=WITH_PICTURES if command.video else "mixing"),
            channels.stop_moh(command.channel),
            channels.stop_ringing(command.agent_leg),
        )
        await self._ari.bridges.add(bridge, command.channel, command.agent_leg)
        return None

    async def hold(self, command: do.Hold) -> Report:
        """Take the citizen's leg out, to music."""
        await self._ari.bridges.remove(bridge_of_call(command.call), command.channel)
        await self._ari.channels.start_moh(command.channel)
        return None

    async def resume(self, command: do.Resume) -> Report:
        """Bring the citizen's leg back."""
        await self._ari.channels.stop_moh(command.channel)
        await self._ari.bridges.add(bridge_of_call(command.call), command.channel)
        return None

    async def ring_member(self, command: do.RingMember) -> Report:
        """Ring an agent or 112 with the citizen's number, or anybody else with the center's."""
        if command.agent_leg:
            await self._ari.channels.ring(command.agent_leg)
        ours = command.agent is not None
        more = {CALL_HEADER: command.call} if ours else {}
        more |= {sharing.OFFER_HEADER: command.member} if command.node else {}
        # A program that starts may know this leg from Asterisk alone
        more |= {} if ours or command.guest else {DIALED: command.number}
        reply = await self._originate(
            command.member,
            self._ways_to_member(command),
            args="member",
            caller_id=(command.number or None) if ours else self._shown_to(command),
            timeout=round(command.seconds) + GRACE,
            formats=PICTURES if command.video and (ours or command.guest) else None,
            variables={"ALO_CALL": command.call, **more},
        )
        return None if reply.done else _member_not_rung(command)

    def _ways_to_member(self, command: do.RingMember) -> list[str]:
        if command.guest:
            return [f"PJSIP/{guest_name(command.guest)}"]
        if command.agent is None:
            return self._ways_to(command.number, command.failed)
        return [telephone_of(command.agent, command.node, seen=command.video)]

    def _shown_to(self, command: do.RingMember) -> str:
        """Show the emergency center whom to call back when the line breaks."""
        in_danger = command.number == self._line.emergency and command.citizen
        return command.citizen if in_danger else self._line.number

    async def join(self, command: do.JoinTalk) -> Report:
        """Bring a leg into the call's bridge."""
        bridge = bridge_of_call(command.call)
        kind = WITH_PICTURES if command.video else "mixing"
        await self._ari.bridges.create(bridge, kind=kind)
        await self._ari.bridges.add(bridge, command.channel)
        return None

    async def stop_ringing(self, command: do.StopRinging) -> Report:
        """End the ringing a leg hears."""
        await self._ari.channels.stop_ringing(command.channel)
        return None

    async def send_keys(self, command: do.SendKeys) -> Report:
        """Press keys for the far end."""
        await self._ari.channels.dtmf(command.channel, command.keys)
        return None

    async def hang_up(self, command: do.HangUp) -> Report:
        """End a leg."""
        await self._ari.channels.hangup(command.channel)
        return None

    async def remove_bridge(self, command: do.RemoveBridge) -> Report:
        """Take a bridge away."""
        await self._ari.bridges.destroy(bridge_of_call(command.call))
        return None

    async def record(self, command: recording.RecordingCommand) -> Report:
        """Let the recorder do it; it reports its own failures."""
        return await self._recorder.run(command)

    def _second(self, command: Speech | do.NoteLanguage) -> str:
        """Return the second language to speak; empty for the city's own."""
        return command.language if command.language in self._line.languages else ""

    async def _say(self, command: Speech, sounds: Sequence[str]) -> Report:
        media = voice.media(self._line.city, sounds, self._second(command))
        reply: Reply = await self._ari.channels.play(command.channel, command.speech, media)
        return None if reply.done else _not_said(command)


def _line_of(way: str) -> str:
    return way.rpartition("@")[2]


Act = Callable[[Telephone, Any], Awaitable[Report]]


def _with_ari(act: Callable[[AriClient, Any], Awaitable[Report]]) -> Act:
    return lambda telephone, command: act(telephone.ari, command)


ACTS: Mapping[type[do.CallCommand], Act] = {
    do.Answer: Telephone.answer,
    do.Speak: Telephone.speak,
    do.NoteLanguage: Telephone.note_language,
    do.SayPosition: Telephone.say_position,
    do.SayGoodbye: Telephone.say_goodbye,
    do.Whisper: Telephone.whisper,
    do.StopSpeaking: Telephone.stop_speaking,
    do.StartMusic: Telephone.start_music,
    TakeMessage: Telephone.take_message,
    do.RingAgent: Telephone.ring,
    do.DialCitizen: Telephone.dial,
    GiveUpLine: Telephone.give_up_line,
    do.BridgeThem: Telephone.bridge,
    do.Hold: Telephone.hold,
    do.Resume: Telephone.resume,
    do.RingMember: Telephone.ring_member,
    do.JoinTalk: Telephone.join,
    do.StopRinging: Telephone.stop_ringing,
    do.SendKeys: Telephone.send_keys,
    do.HangUp: Telephone.hang_up,
    do.RemoveBridge: Telephone.remove_bridge,
    recording.StartRecording: Telephone.record,
    recording.RecordAnew: Telephone.record,
    recording.PauseRecording: Telephone.record,
    recording.ContinueRecording: Telephone.record,
    recording.CheckRecording: Telephone.record,
    **{kind: _with_ari(act) for kind, act in monitoring.ACTS.items()},
    **{kind: _with_ari(act) for kind, act in sharing.ACTS.items()},
}


def _not_said(command: Speech | do.Whisper) -> Report:
    return acd.SpeechEnded(at=time.time(), call=command.call, speech=command.speech)


def _not_rung(command: do.RingAgent, *, may_ring: bool = False) -> Report:
    return acd.OfferRejected(
        at=time.time(),
        offer=command.offer,
        reason=OfferResult.UNREACHABLE,
        may_ring=may_ring,
    )


def _not_dialed(command: do.DialCitizen, *, may_ring: bool = False) -> Report:
    return acd.CitizenNotReached(
        at=time.time(),
        call=command.call,
        channel=command.channel,
        outcome=CallOutcome.FAILED,
        may_ring=may_ring,
    )


def _member_not_rung(command: do.RingMember, *, may_ring: bool = False) -> Report:
    return acd.MemberNotReached(
        at=time.time(),
        member=command.member,
        reason=LegResult.UNREACHABLE,
        may_ring=may_ring,
    )


def _nothing(_command: do.CallCommand) -> Report:
    return None


FAILURES: Mapping[type[do.CallCommand], Callable[[Any], Report]] = {
    do.Speak: _not_said,
    do.SayPosition: _not_said,
    do.SayGoodbye: _not_said,
    do.Whisper: _not_said,
    do.RingAgent: partial(_not_rung, may_ring=True),
    do.DialCitizen: partial(_not_dialed, may_ring=True),
    do.RingMember: partial(_member_not_rung, may_ring=True),
    **monitoring.FAILURES,
}
