"""Reactions of care to events of other packages."""

from typing import cast

from alo153.calls.events.recording import CallRecordingKept
from alo153.calls.models import Call
from alo153.care.actions.evidence import name_recording
from alo153.core.models import Event


def recording_kept(event: Event, _what: CallRecordingKept) -> None:
    """Name the recording in a file for the prosecutor that was made before it was stored."""
    name_recording(call=cast(Call, event.subject))
