"""A caller's word on the recording becomes a row: refused, or never asked."""

from __future__ import annotations

from datetime import UTC, datetime

from alo153.calls.events.recording import CallRecordingNoticeMissed, CallRecordingRefused
from alo153.core import events
from alo153.core.actor import SWITCHBOARD
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import calls as rows


def refused(fact: facts.RecordingRefused) -> None:
    """Write that the caller wishes no recording."""
    if _no_recording_of(fact):
        call, at = rows.call_of(fact.call), datetime.fromtimestamp(fact.at, UTC)
        events.record(CallRecordingRefused(), subject=call, by=SWITCHBOARD, at=at)


def notice_missed(fact: facts.RecordingNoticeMissed) -> None:
    """Write that the caller did not hear the whole notice that calls are recorded."""
    if _no_recording_of(fact):
        call, at = rows.call_of(fact.call), datetime.fromtimestamp(fact.at, UTC)
        events.record(CallRecordingNoticeMissed(), subject=call, by=SWITCHBOARD, at=at)


def _no_recording_of(fact: facts.CallFact) -> bool:
    return rows.change(fact.call, lambda call: call.recorded, recorded=False)
