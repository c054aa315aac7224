"""Hold what was recorded of a call, so that neither its age nor an erasure deletes it.

KVKK (law 6698) art. 5/2-e and 28/1-ç: what is needed to establish or pursue a right, or is asked
by a court or prosecutor, may be kept beyond the usual time, for as long as that takes.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from alo153.accounts.models import User
from alo153.calls.events.recording import CallRecordingHeld, CallRecordingReleased
from alo153.calls.media.recordings.actions import delete_recordings
from alo153.calls.media.video_recordings.actions import delete_video_recordings
from alo153.calls.models import Call
from alo153.calls.models.holds import RecordingHold
from alo153.calls.models.recordings import Recording
from alo153.calls.models.video_recordings import VideoRecording
from alo153.core import events
from alo153.core.actor import Actor


@transaction.atomic
def hold_recording(
    *, call: Call, reason: str, until: datetime, by: User, at: datetime
) -> RecordingHold:
    """Keep sound and pictures of a call until then; those above ask whether `by` may.

    Held again, the later day holds.
    """
    _lock(call)
    given = {"reason": reason[:200], "held_by": by, "held_at": at, "until": until}
    row, is_new = RecordingHold.objects.get_or_create(call=call, defaults=given)
    if is_new or row.until < until:
        RecordingHold.objects.filter(pk=row.pk).update(until=until)
        row.until = until
        what = CallRecordingHeld(until=until.isoformat())
        events.record(what, subject=call, by=Actor.staff(by.pk), at=at)
    return row


def _lock(call: Call) -> None:
    """Wait for a deletion in progress; later deletions wait for this lock, and find the hold.

    It comes before the lock of the hold, as in an erasure.
    """
    list(Recording.objects.select_for_update().filter(call=call))
    list(VideoRecording.objects.select_for_update().filter(call=call).order_by("pk"))


@transaction.atomic
def release_recording(*, call: Call, by: User, at: datetime) -> None:
    """Give a recording its usual time again; higher packages check the permission of `by`.

    The recording of an erased caller is deleted at once: it was only evidence.
    """
    _lock(call)
    hold = RecordingHold.objects.select_for_update().filter(call=call).first()
    if hold is None:
        return
    hold.delete()
    events.record(CallRecordingReleased(), subject=call, by=Actor.staff(by.pk), at=at)
    if hold.erased_at:
        delete_recordings(calls=[call.pk], at=at)
        delete_video_recordings(calls=[call.pk], at=at)


def seal_as_evidence(*, calls: Collection[UUID], at: datetime) -> None:
    """Let what an erasure left of these calls, because it is held, be heard as evidence alone."""
    held = RecordingHold.objects.filter(call__in=calls, until__gt=at, erased_at=None)
    held.update(erased_at=at)
