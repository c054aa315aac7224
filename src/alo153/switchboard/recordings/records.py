"""Facts of recordings become rows and events. Written twice, a fact counts once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD
from alo153.switchboard.acd.facts import CallFact, Fact
from alo153.switchboard.acd.recording import words
from alo153.switchboard.recordings.models import (
    Recording,
    RecordingPause,
    RecordingState,
    RecordingTrouble,
)
from alo153.switchboard.recordings.queries import NEVER_RAN
from alo153.switchboard.records_calls import add, call_of
from alo153.switchboard.tasks import keep_recording

SETTLE_SECONDS = 3
"""Asterisk closes the files a moment after the call has ended."""

TOPIC = "queue"


def ended(call: str, at: datetime) -> None:
    """Close the pauses of a call that has ended and let the worker keep its recording."""
    RecordingPause.objects.filter(call_id=call, ended_at__isnull=True).update(ended_at=at)
    if Recording.objects.filter(call_id=call, state=RecordingState.PENDING).exists():
        keep_recording.defer(call=call, wait_seconds=SETTLE_SECONDS)


def _started(fact: words.RecordingStarted) -> None:
    at = _instant(fact.at)
    if add(Recording, fact.call, started_at=at):
        _tell("call.recording_started", fact)


def _paused(fact: words.RecordingPaused) -> None:
    _, created = RecordingPause.objects.get_or_create(
        call_id=fact.call,
        began_at=_instant(fact.at),
        defaults={"why": fact.why.value, "by_id": fact.agent},
    )
    if created:
        _tell("call.recording_paused", fact, why=fact.why.value, agent=fact.agent)


def _continued(fact: words.RecordingContinued) -> None:
    open_ones = RecordingPause.objects.filter(
        call_id=fact.call, ended_at__isnull=True, began_at__lt=_instant(fact.at)
    )
    if open_ones.update(ended_at=_instant(fact.at), ended_by=fact.agent):
        _tell("call.recording_continued", fact, agent=fact.agent)


def _failed(fact: words.RecordingFailed) -> None:
    well = Recording.objects.filter(call_id=fact.call, trouble__in=["", RecordingTrouble.GAP])
    if well.update(trouble=fact.reason):
        _tell("call.recording_failed", fact, reason=fact.reason)


def _recovered(fact: words.RecordingRecovered) -> None:
    """Note that a part is missing; where nothing was written before, the recording begins now."""
    failed = Recording.objects.filter(call_id=fact.call, trouble__in=NEVER_RAN)
    begin = {} if fact.second else {"started_at": _instant(fact.at)}
    if failed.update(trouble=RecordingTrouble.GAP, **begin):
        _tell("call.recording_recovered", fact)


def _placed(fact: words.RecordingPlaced) -> None:
    recording = Recording.objects.select_for_update().filter(call_id=fact.call).first()
    place = [fact.at, fact.second]
    if recording is not None and place not in recording.places:
        recording.places.append(place)
        recording.save(update_fields=["places"])


WRITERS: Mapping[type[Fact], Callable[[Any], None]] = {
    words.RecordingStarted: _started,
    words.RecordingPaused: _paused,
    words.RecordingContinued: _continued,
    words.RecordingFailed: _failed,
    words.RecordingRecovered: _recovered,
    words.RecordingPlaced: _placed,
}


def _tell(name: str, fact: CallFact, **data: Any) -> None:
    call = call_of(fact.call)
    events.record(name, subject=call, by=SWITCHBOARD, at=_instant(fact.at), **data)
    live.publish(TOPIC, *([f"agent:{call.agent_id}"] if call.agent_id else []))


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
