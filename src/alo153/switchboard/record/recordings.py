"""Facts of recordings become rows and events. Written twice, a fact counts once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from alo153.calls.events.of_call import OfCall
from alo153.calls.events.recording import (
    CallRecordingContinued,
    CallRecordingFailed,
    CallRecordingPaused,
    CallRecordingRecovered,
    CallRecordingStarted,
)
from alo153.calls.media.recordings.queries import NEVER_RAN
from alo153.calls.models.recordings import (
    Recording,
    RecordingPause,
    RecordingState,
    RecordingTrouble,
)
from alo153.calls.tasks import keep_recording
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD
from alo153.core.batch import Gathered, gathered
from alo153.switchboard.acd.recording import messages
from alo153.switchboard.acd.turn.facts import CallFact, Fact
from alo153.switchboard.record.calls import book, call_of

SETTLE_SECONDS = 3
"""Asterisk closes the files a moment after the call has ended."""

TOPIC = "queue"


class Ended(Gathered):
    """The calls that end in a unit of work: their pauses end, and the worker keeps what it has."""

    def __init__(self) -> None:
        self.calls: dict[str, datetime] = {}

    def write(self) -> None:
        """Close the pauses, and defer the keeping of the recordings."""
        if self.calls:
            _close_pauses(self.calls)
            keep_recording.defer_all(
                [{"call": call} for call in self.calls if _is_pending(call)],
                wait_seconds=SETTLE_SECONDS,
            )


def ended(call: str, at: datetime) -> None:
    """Take note that a call has ended."""
    gathered(Ended).calls[call] = at


def _close_pauses(calls: Mapping[str, datetime]) -> None:
    for pause in RecordingPause.objects.filter(call_id__in=list(calls), ended_at__isnull=True):
        pause.ended_at = calls[str(pause.call_id)]
        pause.save(update_fields=["ended_at"])


def _is_pending(call: str) -> bool:
    recording = book().recordings(call).get(call)
    return recording is not None and recording.state == RecordingState.PENDING


def _started(fact: messages.RecordingStarted) -> None:
    recordings = book().recordings(fact.call)
    if recordings.get(fact.call) is None:
        recordings.add(Recording(call_id=fact.call, started_at=_instant(fact.at)))
        _tell(CallRecordingStarted(), fact)


def _paused(fact: messages.RecordingPaused) -> None:
    _, created = RecordingPause.objects.get_or_create(
        call_id=fact.call,
        began_at=_instant(fact.at),
        defaults={"why": fact.why.value, "by_id": fact.agent},
    )
    if created:
        _tell(CallRecordingPaused(why=fact.why.value, agent=fact.agent), fact)


def _continued(fact: messages.RecordingContinued) -> None:
    open_ones = RecordingPause.objects.filter(
        call_id=fact.call, ended_at__isnull=True, began_at__lt=_instant(fact.at)
    )
    if open_ones.update(ended_at=_instant(fact.at), ended_by=fact.agent):
        _tell(CallRecordingContinued(agent=fact.agent), fact)


def _failed(fact: messages.RecordingFailed) -> None:
    if _change(fact.call, {"", RecordingTrouble.GAP}, trouble=fact.reason):
        _tell(CallRecordingFailed(reason=fact.reason), fact)


def _recovered(fact: messages.RecordingRecovered) -> None:
    """Note that a part is missing; where nothing was written before, the recording begins now."""
    begin = {} if fact.second else {"started_at": _instant(fact.at)}
    if _change(fact.call, NEVER_RAN, trouble=RecordingTrouble.GAP, **begin):
        _tell(CallRecordingRecovered(), fact)


def _placed(fact: messages.RecordingPlaced) -> None:
    recordings = book().recordings(fact.call)
    recording = recordings.get(fact.call)
    place = [fact.at, fact.second]
    if recording is not None and place not in recording.places:
        recordings.change(recording, places=[*recording.places, place])


def _change(call: str, troubles: Collection[str], **values: Any) -> bool:
    """Change a recording that has one of these troubles; an empty one is none."""
    recordings = book().recordings(call)
    recording = recordings.get(call)
    if recording is None or recording.trouble not in troubles:
        return False
    recordings.change(recording, **values)
    return True


WRITERS: Mapping[type[Fact], Callable[[Any], None]] = {
    messages.RecordingStarted: _started,
    messages.RecordingPaused: _paused,
    messages.RecordingContinued: _continued,
    messages.RecordingFailed: _failed,
    messages.RecordingRecovered: _recovered,
    messages.RecordingPlaced: _placed,
}


def _tell(what: OfCall, fact: CallFact) -> None:
    call = call_of(fact.call)
    events.record(what, subject=call, by=SWITCHBOARD, at=_instant(fact.at))
    live.publish(TOPIC, *([f"agent:{call.agent_id}"] if call.agent_id else []))


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
