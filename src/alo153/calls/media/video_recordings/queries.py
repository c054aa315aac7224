"""The video recordings of a call; permission to hear a call includes its video."""

from __future__ import annotations

from datetime import datetime

from django.core.files import File

from alo153.accounts.models import User
from alo153.calls.media.recordings import sound
from alo153.calls.media.recordings.queries import Damaged
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Call
from alo153.calls.models.video_recordings import VideoRecording, VideoRecordingState
from alo153.citizens import actions as citizens


def of_call(call: Call) -> list[VideoRecording]:
    """List the recordings of a call that `recordings.queries.call_of` found, in their order."""
    return list(call.video_recordings.order_by("take"))


def open_recording(
    asker: User, call: Call, take: int, at: datetime
) -> tuple[VideoRecording, File[bytes]]:
    """Open a recording of a call that `recordings.queries.call_of` found, and write down the look.

    It is read to its end first: what is seen is what was kept. Raises DoesNotExist if there
    is nothing to see, Damaged if the file was changed or is not there.
    """
    recording = call.video_recordings.get(take=take, state=VideoRecordingState.KEPT)
    citizens.log_listening(
        user=asker,
        citizen=call.interaction.citizen,
        interaction_id=call.interaction_id,
        what="video-recording",
        at=at,
    )
    try:
        file: File[bytes] = store().open(recording.file)
        digest = sound.digest(file.chunks())
    except OSError as error:
        raise Damaged(recording.file) from error
    if digest != recording.sha256:
        raise Damaged(recording.file)
    file.seek(0)
    return recording, file
