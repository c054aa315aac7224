"""Take the parts a browser sends, put them together when the call is over, delete in time.

A browser sends every few seconds what it recorded since; put one after the other the parts are one
WebM file (W3C MediaStream Recording). Parts are in a folder until the worker has kept them.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Q

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.calls.events.recording import (
    CallVideoRecordingBegun,
    CallVideoRecordingDamaged,
    CallVideoRecordingDeleted,
    CallVideoRecordingKept,
)
from alo153.calls.media.recordings import sound
from alo153.calls.media.recordings.actions import NotKept
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Call
from alo153.calls.models.holds import RecordingHold
from alo153.calls.models.video_recordings import VideoRecording, VideoRecordingState
from alo153.calls.permissions import ANSWER_CALLS
from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor

log = logging.getLogger(__name__)

MOST_PART_BYTES: Final = 8 * 1024 * 1024
MOST_PARTS: Final = 2 * 3600 // 2
"""Two hours in parts of two seconds or more."""

SETTLED: Final = timedelta(minutes=2)
"""No part came for so long: the browser was closed, or the call is over."""


class NotAllowed(Exception):
    """The citizen did not allow it, the municipality records none, or not this agent's call."""


class NotNext(Exception):
    """A part is missing before this one, or it is too large, or there are too many."""


@transaction.atomic
def take_part(
    *, call: Call, take: int, part: int, content: bytes, user: User, at: datetime
) -> None:
    """Keep one part of a video recording; the same part twice is one.

    Raises:
        NotPermitted: they answer no calls.
        NotAllowed: nobody may record the pictures of this call, or not this agent.
        NotNext: it does not follow the part before, or goes beyond the limits.
    """
    permit(ANSWER_CALLS, by=user)
    if not (settings.VIDEO_RECORDINGS and call.video_recorded and call.agent_id == user.pk):
        raise NotAllowed
    recording, begins = VideoRecording.objects.select_for_update().get_or_create(
        call=call, take=take, defaults={"began_at": at, "last_at": at}
    )
    if begins:
        events.record(CallVideoRecordingBegun(), subject=call, by=Actor.staff(user.pk), at=at)
    if part < recording.parts:
        return
    if recording.state != VideoRecordingState.PENDING or part != recording.parts:
        raise NotNext
    if len(content) > MOST_PART_BYTES or part >= MOST_PARTS:
        raise NotNext
    _write(_part(recording, part), content)
    recording.parts, recording.last_at = part + 1, at
    recording.save(update_fields=["parts", "last_at"])


def due(*, at: datetime) -> list[int]:
    """Name the video recordings to which nothing will be added: to be kept now."""
    waiting = VideoRecording.objects.filter(
        state=VideoRecordingState.PENDING, last_at__lt=at - SETTLED
    )
    return list(waiting.values_list("pk", flat=True))


@transaction.atomic
def keep(*, recording: int, at: datetime) -> None:
    """Store a recording, read it back, and only then let its parts go. Raises NotKept, OSError."""
    rows = VideoRecording.objects.select_for_update(skip_locked=True).select_related("call")
    row = rows.filter(pk=recording, state=VideoRecordingState.PENDING).first()
    if row is None:
        return
    row.file = _store(row)
    with store().open(row.file) as file:
        row.sha256, row.size = sound.digest(file.chunks()), file.size
    if row.sha256 != sound.digest(_content(row)):
        store().delete(row.file)
        raise NotKept(row.file)
    row.state, row.kept_at = VideoRecordingState.KEPT, at
    row.save()
    events.record(CallVideoRecordingKept(bytes=row.size), subject=row.call, by=SYSTEM, at=at)
    transaction.on_commit(lambda: shutil.rmtree(_folder(row), ignore_errors=True))


def expire(*, at: datetime) -> int:
    """Delete the video recordings that are as old as recordings may be, and return how many."""
    limit = at - timedelta(days=city.kept_days().recordings)
    over = Q(last_at__lt=limit) | Q(call__recording_hold__erased_at__isnull=False)
    old = VideoRecording.objects.filter(over, state=VideoRecordingState.KEPT)
    old = old.exclude(call__recording_hold__until__gt=at)
    return sum(_delete(key, at) for key in list(old.values_list("pk", flat=True)))


def delete_video_recordings(*, calls: Collection[UUID], at: datetime) -> int:
    """Delete the video recordings of these calls, and return how many there were.

    What waits to be stored goes with its parts. What is held as evidence stays until that is over.
    """
    there = VideoRecording.objects.filter(call__in=calls).exclude(state=VideoRecordingState.DELETED)
    return sum(_delete(key, at) for key in list(there.values_list("pk", flat=True)))


@transaction.atomic
def _delete(key: int, at: datetime) -> bool:
    """Delete a recording, unless it was deleted or is evidence now; a hold takes its lock."""
    rows = VideoRecording.objects.select_for_update(of=("self",)).select_related("call")
    recording = rows.get(pk=key)
    held = RecordingHold.objects.filter(call=recording.call_id, until__gt=at).exists()
    if held or recording.state == VideoRecordingState.DELETED:
        return False
    if recording.file:
        store().delete(recording.file)
    shutil.rmtree(_folder(recording), ignore_errors=True)
    recording.state = VideoRecordingState.DELETED
    recording.save(update_fields=["state"])
    events.record(CallVideoRecordingDeleted(), subject=recording.call, by=SYSTEM, at=at)
    return True


@transaction.atomic
def report_damage(*, call: Call, take: int, at: datetime) -> None:
    """Write down that a stored video recording is not the one that was kept, once."""
    log.error("video recording %s of call %s was changed or is not there", take, call.pk)
    rows = VideoRecording.objects.select_for_update().select_related("call")
    subject = rows.get(call=call, take=take).call
    told = events.history(subject, CallVideoRecordingDamaged).filter(data__take=take)
    if not told.exists():
        events.record(CallVideoRecordingDamaged(take=take), subject=subject, by=SYSTEM, at=at)


def _folder(recording: VideoRecording) -> Path:
    return Path(settings.VIDEO_RECORDING_SPOOL) / f"{recording.call_id}-{recording.take}"


def _part(recording: VideoRecording, part: int) -> Path:
    return _folder(recording) / f"{part:05}.webm"


def _content(recording: VideoRecording) -> Iterator[bytes]:
    for part in range(recording.parts):
        yield _part(recording, part).read_bytes()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def _store(recording: VideoRecording) -> str:
    """Store the parts as one file; one that a run before us left half done is replaced."""
    name = f"{recording.call.entered_at:%Y/%m/%d}/{recording.call_id}-{recording.take}.webm"
    whole = _folder(recording) / "whole"
    with whole.open("wb") as target:
        for content in _content(recording):
            target.write(content)
    if store().exists(name):
        store().delete(name)
    with whole.open("rb") as file:
        return store().save(name, File(file))
