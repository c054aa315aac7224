"""Recordings of sound and pictures."""

from alo153.calls.events.of_call import OfCall
from alo153.city.models import City
from alo153.core.payloads import Payload


class CallRecordingRefused(OfCall, name="call.recording_refused"):
    """The caller wishes no recording."""


class CallRecordingNoticeMissed(OfCall, name="call.recording_notice_missed"):
    """The caller left the menu before the end of the recording notice: there is no recording."""


class CallRecordingStarted(OfCall, name="call.recording_started"):
    """The two are connected and recorded."""


class CallRecordingPaused(OfCall, name="call.recording_paused"):
    """A recording pauses (sensitive, held, alone)."""

    why: str
    agent: int | None = None


class CallRecordingContinued(OfCall, name="call.recording_continued"):
    """A recording was resumed; without an agent the pause ended by itself."""

    agent: int | None = None


class CallRecordingHeld(OfCall, name="call.recording_held"):
    """The recording is kept as evidence, until then (ISO 8601)."""

    until: str


class CallRecordingReleased(OfCall, name="call.recording_released"):
    """The recording is no longer evidence, and has its usual time."""


class CallRecordingFailed(OfCall, name="call.recording_failed"):
    """Sound is missing from a recording; `reason` says why."""

    reason: str


class CallRecordingRecovered(OfCall, name="call.recording_recovered"):
    """A recorder that had failed runs."""


class CallRecordingKept(OfCall, name="call.recording_kept"):
    """A recording is stored."""

    seconds: float


class CallRecordingLost(OfCall, name="call.recording_lost"):
    """Nothing of a recording was found."""


class CallRecordingDeleted(OfCall, name="call.recording_deleted"):
    """A recording is as old as it may be."""


class CallVideoRecordingBegun(OfCall, name="call.video_recording_begun"):
    """The first pictures of a call arrive."""


class CallVideoRecordingKept(OfCall, name="call.video_recording_kept"):
    """A video recording is stored."""

    bytes: int


class CallVideoRecordingDeleted(OfCall, name="call.video_recording_deleted"):
    """A video recording is as old as it may be."""


class CallVideoRecordingDamaged(OfCall, name="call.video_recording_damaged"):
    """A stored video recording is not the one that was kept."""

    take: int


class PromptSpoken(Payload[City], name="city.prompt_spoken"):
    """Somebody read a prompt into their telephone; callers do not hear it yet."""
