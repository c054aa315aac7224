"""When a conversation is recorded: only the present state of the call decides.

A caller who refuses is never recorded. The recorder writes silence while the agent keeps sensitive
words out, while the citizen hears music and may speak with people nearby, and while nobody of the
center is in the conversation.
"""

from __future__ import annotations

from collections.abc import Mapping

from alo153.switchboard.acd.recording.messages import (
    CheckRecording,
    ContinueRecording,
    ContinueRecordingAsked,
    PauseRecording,
    PauseRecordingAsked,
    RecordAnew,
    RecordingAt,
    RecordingBroke,
    RecordingContinued,
    RecordingFailed,
    RecordingPaused,
    RecordingPlaced,
    RecordingRecovered,
    RecordingStarted,
    StartRecording,
)
from alo153.switchboard.acd.state.state import Call, Phase, Recording, Rules
from alo153.switchboard.acd.turn.events import Leg, Reconciled, Verbs
from alo153.switchboard.acd.turn.timers import (
    RecordingCheckTimer,
    RecordingPauseTimer,
    RecordingRetryTimer,
)
from alo153.switchboard.acd.turn.turn import Turn

NO_CALL = "no_call"
NOT_RECORDED = "not_recorded"
SILENT = frozenset({Recording.SENSITIVE, Recording.HELD, Recording.ALONE})
RETRY_FIRST, RETRY_MOST = 5.0, 60.0
"""Seconds until a recorder that failed is tried again, and the longest time between two tries."""
IDLE = frozenset({Recording.OFF, Recording.FAILED})


def pause(turn: Turn, event: PauseRecordingAsked) -> None:
    """Keep what is said now out of the recording, for a limited time; twice is once."""
    call = _talk_of(turn, event.agent)
    turn.done(event.command, _why_not(call))
    if call is None or call.recording in IDLE or call.recording_paused:
        return
    turn.change(call, recording_paused_at=turn.at, recording_paused_by=event.agent)
    turn.timer(turn.rules.recording_pause_limit, RecordingPauseTimer(call.id, turn.at))


def go_on(turn: Turn, event: ContinueRecordingAsked) -> None:
    """Record again; twice is once."""
    call = _talk_of(turn, event.agent)
    turn.done(event.command, _why_not(call))
    if call is not None and call.recording_paused:
        turn.change(call, recording_paused_at=None, recording_paused_by=event.agent)


def pause_over(turn: Turn, timer: RecordingPauseTimer) -> None:
    """Record again by itself: a pause that was forgotten costs the proof of a whole talk."""
    call = turn.calls.get(timer.call)
    if call is not None and call.recording_paused_at == timer.since:
        turn.change(call, recording_paused_at=None, recording_paused_by=None)


def check_due(turn: Turn, timer: RecordingCheckTimer) -> None:
    """Look whether the files grow, and again later as long as the call is recorded."""
    call = turn.calls.get(timer.call)
    if call is not None and call.recording not in IDLE:
        turn.do(CheckRecording(call=call.id, channel=call.channel))
        turn.timer(turn.rules.recording_check_every, RecordingCheckTimer(call.id))


def broke(turn: Turn, event: RecordingBroke) -> None:
    """Record that a call is not recorded; the call itself continues.

    A recorder that does not run is tried again. One that ran may still write: pauses still count.
    """
    call = turn.calls.get(event.call)
    if call is None or call.recording in IDLE:
        return
    turn.record(RecordingFailed(at=turn.at, call=call.id, reason=event.reason))
    if not event.started:
        _fail(turn, turn.change(call, recording_paused_at=None))


def retry_due(turn: Turn, timer: RecordingRetryTimer) -> None:
    """Try again to record a conversation, after twice the wait each time, while the call runs."""
    call = turn.calls.get(timer.call)
    if call is None or call.recording_failed_at != timer.since:
        return
    if call.phase is Phase.TALKING and not call.held:
        turn.do(StartRecording(call=call.id, channel=call.channel, again=True))
    wait = min(2 * timer.wait, RETRY_MOST)
    turn.timer(wait, RecordingRetryTimer(call.id, timer.since, wait))


def placed(turn: Turn, event: RecordingAt) -> None:
    """Note where the recorder is in its file; one that had failed runs now."""
    call = turn.calls.get(event.call)
    if call is None:
        return
    if event.started and call.recording is Recording.FAILED:
        turn.change(call, recording=Recording.RUNNING, recording_failed_at=None)
        turn.record(RecordingRecovered(at=turn.at, call=call.id, second=event.second))
        turn.timer(turn.rules.recording_check_first, RecordingCheckTimer(call.id))
    turn.record(RecordingPlaced(at=event.at, call=call.id, second=event.second))


def settle(turn: Turn, before: Mapping[str, Call]) -> None:
    """Bring the recorder in line with the calls that changed."""
    for call in turn.changed(before):
        _settle(turn, call)
        _hear(turn, turn.calls[call.id])


def joined(turn: Turn, event: Reconciled) -> None:
    """After a restart: what Asterisk records is known, what it should is asked for again."""
    live = {leg.id: leg for leg in event.legs}
    for call in list(turn.calls.values()):
        leg = live.get(call.channel)
        if leg is not None:
            _join(turn, call, leg)


def wanted(call: Call, rules: Rules) -> Recording:
    """Say what should be written of a call now."""
    if call.recording is Recording.FAILED:
        return Recording.FAILED
    if call.recording is Recording.OFF:
        begins = rules.record and call.recorded and call.phase is Phase.TALKING
        return Recording.RUNNING if begins else Recording.OFF
    if call.phase is Phase.CALLBACK_HOLD:
        return Recording.OFF  # the citizen's channel, and with it the recorder, is gone
    if call.recording_paused:
        return Recording.SENSITIVE
    if call.phase is not Phase.TALKING:
        return Recording.ALONE
    return Recording.HELD if call.held else Recording.RUNNING


def _settle(turn: Turn, call: Call) -> None:
    now, then = wanted(call, turn.rules), call.recording
    if now is then:
        return
    call = turn.change(call, recording=now)
    if then is Recording.OFF:
        _start(turn, call)
        _settle(turn, call)
        return
    if then in SILENT:
        turn.record(RecordingContinued(at=turn.at, call=call.id, agent=_who(call, then)))
    if now in SILENT:
        agent = call.recording_paused_by if now is Recording.SENSITIVE else None
        turn.record(RecordingPaused(at=turn.at, call=call.id, why=now, agent=agent))
    if (now in SILENT) != (then in SILENT):
        verb = PauseRecording if now in SILENT else ContinueRecording
        turn.do(verb(call=call.id, channel=call.channel))


def _hear(turn: Turn, call: Call) -> None:
    """Restart the recorder when different people speak with the citizen.

    Asterisk drops audio whose sequence numbers are lower than the former voice's (asterisk issue
    507). Sequence numbers start at random (RFC 3550, 5.1): after a transfer up to eleven minutes
    of the new agent were missing.
    """
    if call.recording is not Recording.RUNNING:
        return
    offer = [call.offer.id] if call.offer else []
    voices = frozenset([*offer, *(member.id for member in call.partners)])
    if voices == call.recording_voices:
        return
    if call.recording_voices:
        turn.do(RecordAnew(call=call.id, channel=call.channel))
    turn.change(call, recording_voices=voices)


def _who(call: Call, then: Recording) -> int | None:
    return call.recording_paused_by if then is Recording.SENSITIVE else None


def _start(turn: Turn, call: Call) -> None:
    turn.do(StartRecording(call=call.id, channel=call.channel))
    turn.record(RecordingStarted(at=turn.at, call=call.id))
    turn.timer(turn.rules.recording_check_first, RecordingCheckTimer(call.id))


def _join(turn: Turn, call: Call, leg: Leg) -> None:
    if call.recording in IDLE and leg.recorded and call.recorded:
        call = turn.change(call, recording=Recording.RUNNING, recording_failed_at=None)
        turn.record(RecordingStarted(at=turn.at, call=call.id))
        # Whatever it was silenced for is forgotten; `settle` silences it again if it must be
        turn.do(ContinueRecording(call=call.id, channel=call.channel))
    elif call.recording is Recording.FAILED:
        _fail(turn, call)
        return
    elif call.recording is Recording.OFF:
        return
    elif not leg.recorded:
        turn.do(StartRecording(call=call.id, channel=call.channel))
    turn.timer(turn.rules.recording_check_first, RecordingCheckTimer(call.id))
    if call.recording in SILENT:
        turn.do(PauseRecording(call=call.id, channel=call.channel))
    if call.recording_paused_at is not None:
        left = call.recording_paused_at + turn.rules.recording_pause_limit - turn.at
        turn.timer(max(0.0, left), RecordingPauseTimer(call.id, call.recording_paused_at))


def _fail(turn: Turn, call: Call) -> None:
    turn.change(call, recording=Recording.FAILED, recording_failed_at=turn.at)
    turn.timer(RETRY_FIRST, RecordingRetryTimer(call.id, turn.at, RETRY_FIRST))


def _talk_of(turn: Turn, agent: int) -> Call | None:
    call = turn.calls.get(turn.agent(agent).call or "")
    return call if call and call.phase is Phase.TALKING else None


def _why_not(call: Call | None) -> str:
    if call is None:
        return NO_CALL
    return NOT_RECORDED if call.recording in IDLE else ""


VERBS: Verbs = {
    PauseRecordingAsked: pause,
    ContinueRecordingAsked: go_on,
}
