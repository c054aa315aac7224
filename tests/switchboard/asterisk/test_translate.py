"""What Asterisk says, in the words of the switchboard."""

from __future__ import annotations

import pytest
from tests.switchboard.asterisk.channels import AT, channel

from alo153.calls.call_words import CallOutcome
from alo153.calls.endpoints.ids import call_of_channel
from alo153.switchboard.acd.offering.silence import LegRings
from alo153.switchboard.acd.supervision import events as supervision
from alo153.switchboard.acd.turn import events as acd
from alo153.switchboard.asterisk.ari import events as ari
from alo153.switchboard.asterisk.ari.model import Endpoint, Playback, Recording
from alo153.switchboard.asterisk.ari.translate import translate


def start(name: str, *args: str, number: str = "05320000101") -> ari.StasisStart:
    return ari.StasisStart(at=AT, channel=channel(name, number), args=args)


def gone(name: str, cause: int) -> ari.ChannelDestroyed:
    return ari.ChannelDestroyed(at=AT, channel=channel(name), cause=cause, cause_text="")


def dial(name: str, status: str) -> ari.Dial:
    return ari.Dial(at=AT, peer=channel(name), status=status)


def key(name: str, digit: str) -> ari.ChannelDtmfReceived:
    return ari.ChannelDtmfReceived(at=AT, channel=channel(name), digit=digit)


CALL = call_of_channel("alo-1")


def hanging_up(leg: str, cause: int | None) -> ari.ChannelHangupRequest:
    return ari.ChannelHangupRequest(at=AT, channel=channel(leg), cause=cause)


@pytest.mark.parametrize(
    ("event", "meaning"),
    [
        (
            start("alo-1", "call", "153"),
            acd.CallArrived(at=5, call=CALL, channel="alo-1", number="05320000101", called="153"),
        ),
        (start("offer-c.2", "offer"), acd.OfferAnswered(at=5, offer="c.2")),
        (start("citizen-c", "citizen"), acd.CitizenAnswered(at=5, call="c", channel="citizen-c")),
        (start("alo-2", "agent", "112"), acd.StrayLeg(at=5, channel="alo-2")),
        (
            ari.StasisEnd(at=AT, channel=channel("alo-1")),
            acd.CallerHungUp(at=5, call=CALL, channel="alo-1"),
        ),
        (
            ari.StasisEnd(at=AT, channel=channel("citizen-c")),
            acd.CallerHungUp(at=5, call="c", channel="citizen-c"),
        ),
        (key("alo-1", "1"), acd.KeyPressed(at=5, call=CALL, key="1")),
        (key("citizen-c", "#"), acd.KeyPressed(at=5, call="c", key="#")),
        (key("offer-c.2", "1"), None),
        (ari.StasisEnd(at=AT, channel=channel("offer-c.2")), acd.AgentHungUp(at=5, offer="c.2")),
        (gone("offer-c.2", 19), acd.OfferRejected(at=5, offer="c.2", reason="no_answer")),
        (gone("offer-c.2", 17), acd.OfferRejected(at=5, offer="c.2", reason="rejected")),
        (gone("offer-c.2", 20), acd.OfferRejected(at=5, offer="c.2", reason="unreachable")),
        (start("supervisor-e", "supervisor"), supervision.MonitorAnswered(at=5, monitor="e")),
        (
            ari.StasisEnd(at=AT, channel=channel("supervisor-e")),
            supervision.MonitorGone(at=5, monitor="e"),
        ),
        (gone("supervisor-e", 17), supervision.MonitorGone(at=5, monitor="e")),
        (start("snoop-e.1"), None),
        (ari.StasisEnd(at=AT, channel=channel("snoop-e.1")), None),
        (gone("snoop-e.1", 16), None),
        (
            gone("citizen-c", 17),
            acd.CitizenNotReached(at=5, call="c", channel="citizen-c", outcome=CallOutcome.BUSY),
        ),
        (
            gone("citizen-c", 19),
            acd.CitizenNotReached(
                at=5, call="c", channel="citizen-c", outcome=CallOutcome.NO_ANSWER
            ),
        ),
        (
            gone("citizen-c", 1),
            acd.CitizenNotReached(at=5, call="c", channel="citizen-c", outcome=CallOutcome.FAILED),
        ),
        (
            ari.PlaybackFinished(at=AT, playback=Playback("speech-c.3", "done", "channel:x")),
            acd.SpeechEnded(at=5, call="c", speech="speech-c.3"),
        ),
        (hanging_up("offer-c.2", 41), acd.LegLost(at=5, leg="offer-c.2", page_left=True)),
        (hanging_up("offer-c.2", 1), acd.LegLost(at=5, leg="offer-c.2")),
        (hanging_up("member-c.1", 41), acd.LegLost(at=5, leg="member-c.1", page_left=True)),
        (hanging_up("offer-c.2", None), None),
        (hanging_up("offer-c.2", 16), None),
        (hanging_up("alo-1", 41), None),
        (ari.PlaybackFinished(at=AT, playback=Playback("other", "done", "channel:x")), None),
        (
            ari.RecordingFinished(at=AT, recording=Recording("prompt-t", "done", "channel:x")),
            supervision.PromptRecorded(at=5, take="t", kept=True),
        ),
        (
            ari.RecordingFailed(at=AT, recording=Recording("prompt-t", "failed", "channel:x")),
            supervision.PromptRecorded(at=5, take="t", kept=False),
        ),
        (ari.RecordingFinished(at=AT, recording=Recording("c", "done", "channel:x")), None),
        (
            ari.EndpointStateChange(at=AT, endpoint=Endpoint("PJSIP", "agent-7", "online")),
            acd.AgentReachable(at=5, agent=7, reachable=True),
        ),
        (ari.EndpointStateChange(at=AT, endpoint=Endpoint("PJSIP", "local", "online")), None),
        (ari.ChannelStateChange(at=AT, channel=channel("alo-1")), None),
        (dial("offer-c.2", "RINGING"), LegRings(at=5, leg="offer-c.2")),
        (dial("citizen-c", "PROGRESS"), LegRings(at=5, leg="citizen-c")),
        (dial("offer-c.2", "PROCEEDING"), None),
        (dial("supervisor-e", "RINGING"), None),
        (
            gone("citizen-c", 34),
            acd.CitizenNotReached(
                at=5, call="c", channel="citizen-c", outcome=CallOutcome.FAILED, line="local"
            ),
        ),
    ],
)
def test_an_event_means(event: ari.Event, meaning: acd.Event | None) -> None:
    assert translate(event, 5) == meaning


@pytest.mark.parametrize(
    ("shown", "number"),
    [("+905320000101", "+905320000101"), ("anonymous", ""), ("guest-12ab", ""), ("", "")],
)
def test_only_a_number_is_a_number(shown: str, number: str) -> None:
    arrived = translate(start("alo-1", "call", "153", number=shown), 5)
    assert isinstance(arrived, acd.CallArrived)
    assert arrived.number == number
