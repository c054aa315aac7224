"""Translate Asterisk's events into the switchboard's. Pure and without memory.

The ids that we chose name the subject of an event; `acd` knows whether it still matters.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypedDict

from alo153.calls.call_words import CallOutcome, LegResult, OfferResult
from alo153.calls.endpoints.ids import QUEUE_PREFIX, call_of_channel, take_of
from alo153.calls.endpoints.phone_accounts import agent_of, guest_of, is_peer
from alo153.switchboard.acd.offering.silence import LegRings
from alo153.switchboard.acd.state.leg_ids import (
    AGENT_LEG,
    CITIZEN_LEG,
    MEMBER_LEG,
    OUR_LEGS,
    call_of_leg,
    call_of_offer,
)
from alo153.switchboard.acd.state.monitors import SNOOP, SUPERVISOR_LEG
from alo153.switchboard.acd.supervision import events as supervision
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.asterisk.ari import events as ari
from alo153.switchboard.asterisk.ari import sharing
from alo153.switchboard.asterisk.ari.model import Channel

SPEECH = "speech-"
DIALED_BY_AGENT = "agent"
PROVED = "ALO_PROVED"
DIALED = "ALO_DIALED"
DIALED_TO = "ALO_TO"

# Q.850: 17 busy; 18 no user responding, 19 no answer; 21 rejected
REFUSALS = {
    17: OfferResult.REJECTED,
    21: OfferResult.REJECTED,
    16: OfferResult.NO_ANSWER,
    18: OfferResult.NO_ANSWER,
    19: OfferResult.NO_ANSWER,
}
MEMBER_REASONS = {cause: LegResult(why) for cause, why in REFUSALS.items()} | {17: LegResult.BUSY}
LINE_FAULTS = frozenset({27, 34, 38, 42, 102, 127})
"""Asterisk's causes for 5xx: the line failed, which says nothing about the called person."""
RINGING = frozenset({"RINGING", "PROGRESS"})
"""Not PROCEEDING: a SIP "100 Trying" comes from anything between us and the telephone, too."""
HUNG_UP = (None, 0, 16)
PAGE_LEFT = 41
OUTCOMES = {
    16: CallOutcome.NO_ANSWER,
    17: CallOutcome.BUSY,
    18: CallOutcome.NO_ANSWER,
    19: CallOutcome.NO_ANSWER,
    21: CallOutcome.BUSY,
}


def translate(event: ari.Event, at: float) -> acd.Event | None:
    """Say what an event means to the switchboard at instant `at`; None if nothing."""
    meaning = MEANINGS.get(type(event))
    return meaning(event, at) if meaning else None


def number_of(channel: Channel) -> str:
    """Read the caller's number; empty if withheld or if it is a browser's account."""
    text = channel.caller_number
    return text if text.removeprefix("+").isdigit() else ""


def is_proved(channel: Channel) -> bool:
    """Say whether the telephone network vouches for the caller's number."""
    return bool(channel.variables.get(PROVED))


class OfCaller(TypedDict):
    """Data of a citizen's channel, by the fields of `CallArrived` and `Leg`."""

    number: str
    called: str
    to: str
    line: str
    proved: bool
    guest: str


def caller_of(channel: Channel) -> OfCaller:
    """Read who calls, and what was dialed: a number of the city, or a queue by itself."""
    own = channel.extension.startswith(QUEUE_PREFIX)
    return OfCaller(
        number=number_of(channel),
        called="" if own else channel.variables.get(DIALED) or channel.extension,
        to=channel.variables.get(DIALED_TO, ""),
        line=channel.extension.removeprefix(QUEUE_PREFIX) if own else "",
        proved=is_proved(channel),
        guest=guest_of(channel.endpoint) or "",
    )


def _entered(event: ari.StasisStart, at: float) -> acd.Event | None:
    channel = event.channel.id
    if channel.startswith((SNOOP, SUPERVISOR_LEG)):
        return _of_monitor(channel, supervision.MonitorAnswered, at)
    if channel.startswith(AGENT_LEG):
        return acd.OfferAnswered(at=at, offer=channel.removeprefix(AGENT_LEG))
    if channel.startswith(CITIZEN_LEG):
        return acd.CitizenAnswered(at=at, call=call_of_leg(channel), channel=channel)
    if channel.startswith(MEMBER_LEG):
        return acd.MemberAnswered(at=at, member=channel)
    return FROM_DIALPLAN.get("".join(event.args[:1]), _called)(event, at)


def _stray(event: ari.StasisStart, at: float) -> acd.Event:
    return acd.StrayLeg(at=at, channel=event.channel.id)


def _called(event: ari.StasisStart, at: float) -> acd.Event:
    channel = event.channel.id
    return acd.CallArrived(
        at=at,
        call=call_of_channel(channel),
        channel=channel,
        **caller_of(event.channel),
    )


FROM_DIALPLAN: Mapping[str, Callable[[ari.StasisStart, float], acd.Event]] = {
    DIALED_BY_AGENT: _stray,
    sharing.FROM_NODE: sharing.arrived,
}


def _hanging_up(event: ari.ChannelHangupRequest, at: float) -> acd.Event | None:
    """Tell a leg that is lost from one that is hung up, before its end says which it was.

    A BYE comes without a cause, what we end ourselves with 16. Our page gives 41 when it is
    left; Asterisk itself, when no sound arrives any more, its flag 1.
    """
    ours = event.channel.id.startswith((AGENT_LEG, MEMBER_LEG, SUPERVISOR_LEG))
    lost = ours and event.cause not in HUNG_UP
    if not lost:
        return None
    return acd.LegLost(at=at, leg=event.channel.id, page_left=event.cause == PAGE_LEFT)


def _left(event: ari.StasisEnd, at: float) -> acd.Event | None:
    channel = event.channel.id
    if channel.startswith((SNOOP, SUPERVISOR_LEG)):
        return _of_monitor(channel, supervision.MonitorGone, at)
    if channel.startswith(AGENT_LEG):
        return acd.AgentHungUp(at=at, offer=channel.removeprefix(AGENT_LEG))
    if channel.startswith(CITIZEN_LEG):
        return acd.CallerHungUp(at=at, call=call_of_leg(channel), channel=channel)
    if channel.startswith(MEMBER_LEG):
        return acd.MemberHungUp(at=at, member=channel)
    if is_peer(event.channel.endpoint):
        return None  # it went on to ring our agent
    return acd.CallerHungUp(at=at, call=call_of_channel(channel), channel=channel)


def _destroyed(event: ari.ChannelDestroyed, at: float) -> acd.Event | None:
    channel = event.channel.id
    if channel.startswith((SNOOP, SUPERVISOR_LEG)):
        return _of_monitor(channel, supervision.MonitorGone, at)
    if channel.startswith(AGENT_LEG):
        reason = REFUSALS.get(event.cause, OfferResult.UNREACHABLE)
        return acd.OfferRejected(at=at, offer=channel.removeprefix(AGENT_LEG), reason=reason)
    if channel.startswith(CITIZEN_LEG):
        return _not_reached(event, at)
    if channel.startswith(MEMBER_LEG):
        why = MEMBER_REASONS.get(event.cause, LegResult.UNREACHABLE)
        return acd.MemberNotReached(at=at, member=channel, reason=why, line=_failed_line(event))
    if is_peer(event.channel.endpoint):
        return sharing.gone(event, at)
    return acd.CallerHungUp(at=at, call=call_of_channel(channel), channel=channel)


def _not_reached(event: ari.ChannelDestroyed, at: float) -> acd.Event:
    return acd.CitizenNotReached(
        at=at,
        call=call_of_leg(event.channel.id),
        channel=event.channel.id,
        outcome=OUTCOMES.get(event.cause, CallOutcome.FAILED),
        line=_failed_line(event),
    )


def _failed_line(event: ari.ChannelDestroyed) -> str:
    return event.channel.endpoint if event.cause in LINE_FAULTS else ""


def _dialing(event: ari.Dial, at: float) -> acd.Event | None:
    leg = event.peer.id
    if event.status not in RINGING or not leg.startswith(OUR_LEGS):
        return None
    return LegRings(at=at, leg=leg)


def _pressed(event: ari.ChannelDtmfReceived, at: float) -> acd.Event | None:
    channel = event.channel.id
    if channel.startswith((AGENT_LEG, MEMBER_LEG, SNOOP, SUPERVISOR_LEG)):
        return None
    if channel.startswith(CITIZEN_LEG):
        return acd.KeyPressed(at=at, call=call_of_leg(channel), key=event.digit)
    return acd.KeyPressed(at=at, call=call_of_channel(channel), key=event.digit)


def _of_monitor(
    channel: str, kind: type[supervision.MonitorAnswered | supervision.MonitorGone], at: float
) -> acd.Event | None:
    """Say what the leg of one who listens did; a snoop means nothing of its own."""
    if channel.startswith(SNOOP):
        return None
    return kind(at=at, monitor=channel.removeprefix(SUPERVISOR_LEG))


def _spoken(event: ari.PlaybackFinished, at: float) -> acd.Event | None:
    speech = event.playback.id
    if not speech.startswith(SPEECH):
        return None
    return acd.SpeechEnded(at=at, call=call_of_offer(speech.removeprefix(SPEECH)), speech=speech)


def _recorded(event: ari.RecordingFinished | ari.RecordingFailed, at: float) -> acd.Event | None:
    take = take_of(event.recording.name)
    kept = isinstance(event, ari.RecordingFinished)
    return supervision.PromptRecorded(at=at, take=take, kept=kept) if take else None


def _telephone(event: ari.EndpointStateChange, at: float) -> acd.Event | None:
    # Not ContactStatusChange: its picture of the endpoint may be older than the state it follows
    agent = agent_of(event.endpoint.name)
    if agent is None:
        return None
    return acd.AgentReachable(at=at, agent=agent, reachable=event.endpoint.online)


MEANINGS: Mapping[type[ari.Event], Callable[[Any, float], acd.Event | None]] = {
    ari.StasisStart: _entered,
    ari.ChannelHangupRequest: _hanging_up,
    ari.StasisEnd: _left,
    ari.ChannelDestroyed: _destroyed,
    ari.Dial: _dialing,
    ari.PlaybackFinished: _spoken,
    ari.RecordingFinished: _recorded,
    ari.RecordingFailed: _recorded,
    ari.ChannelDtmfReceived: _pressed,
    ari.EndpointStateChange: _telephone,
    ari.ChannelUserevent: sharing.told,
}
