"""Facts of recordings become rows and events. Written twice, a fact counts once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD
from alo153.switchboard.acd.facts import CallFact, Fact
from alo153.switchboard.acd.recording import words
from alo153.switchboard.recordings.models import Recording, RecordingPause, RecordingState
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
    untroubled = Recording.objects.filter(call_id=fact.call, trouble="")
    if untroubled.update(trouble=fact.reason):
        _tell("call.recording_failed", fact, reason=fact.reason)


WRITERS: Mapping[type[Fact], Callable[[Any], None]] = {
    words.RecordingStarted: _started,
    words.RecordingPaused: _paused,
    words.RecordingContinued: _continued,
    words.RecordingFailed: _failed,
}


def _tell(name: str, fact: CallFact, **data: Any) -> None:
    call = call_of(fact.call)
    events.record(name, subject=call, by=SWITCHBOARD, at=_instant(fact.at), **data)
    live.publish(TOPIC, *([f"agent:{call.agent_id}"] if call.agent_id else []))


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
