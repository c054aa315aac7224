"""Keep the sound of a call for good, find what a crash left behind, delete what has had its time.

Everything may be done twice and may die in the middle: the raw files go last, after the stored
file was read back and its row is written.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
import time
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Q

from alo153.calls.events.recording import (
    CallRecordingDeleted,
    CallRecordingFailed,
    CallRecordingKept,
    CallRecordingLost,
)
from alo153.calls.media.recordings import apart, sound
from alo153.calls.media.recordings.queries import silent_spans, talk_seconds
from alo153.calls.media.recordings.sound import RecordingForm
from alo153.calls.media.recordings.store import spool, store
from alo153.calls.models import Call
from alo153.calls.models.holds import RecordingHold
from alo153.calls.models.recordings import Recording, RecordingState, RecordingTrouble
from alo153.city import queries as city
from alo153.core import events
from alo153.core.actor import SYSTEM

log = logging.getLogger(__name__)

QUIET_SECONDS = 2.0
"""A file that was written within this may still grow."""

UNKEPT = (RecordingState.PENDING, RecordingState.LOST)
"""A file that was lost may turn up: on a disk that comes back."""

ABANDONED_SECONDS = 120.0
NOBODYS_SECONDS = 24 * 3600.0
WORKSHOP = "encoding-"
"""A folder of the spool in which a recording is made; a worker that is killed leaves it there."""

TOLERANCE_SECONDS = 5.0
"""Asterisk writes in chunks of two seconds and closes late; more than this is a loss."""


class StillWritten(Exception):
    """Asterisk has not closed the files yet."""


class NotKept(Exception):
    """The store gave back something else than it was given."""


@transaction.atomic
def keep(*, call: str, at: datetime) -> None:
    """Encode a call's raw sound, store it, read it back, and only then let the raw sound go.

    Of two workers that store the same call, the first one wins. Raises StillWritten, NotKept,
    NotEncoded, OSError and what the store raises; nothing has changed then.
    """
    recording = _claim(call)
    if recording is None:
        return
    written_at = spool().written_at(call)
    if written_at is None:
        _lose(recording, at)
        return
    if time.time() - written_at < QUIET_SECONDS:
        raise StillWritten(call)
    _store(recording, at)
    transaction.on_commit(lambda: spool().remove(call))


def sweep(*, at: datetime) -> list[str]:
    """Name the calls that still have to be kept; drop raw files that nobody may keep.

    After a crash a file may be there of which no row knows, or a row without a file.
    """
    _clear_workshops()
    waiting = [call for call in spool().calls() if _is_left(call)]
    found = {str(row.pk): row for row in Call.objects.filter(pk__in=waiting)}
    due = [call for call in waiting if _adopt(call, found.get(call))]
    lost = Recording.objects.filter(
        state=RecordingState.PENDING,
        call__ended_at__lt=at - timedelta(seconds=ABANDONED_SECONDS),
    )
    return sorted({*due, *(str(key) for key in lost.values_list("pk", flat=True))})


def expire(*, at: datetime) -> int:
    """Delete the recordings whose time is over and return how many; the row stays."""
    limit = at - timedelta(days=city.kept_days().recordings)
    # Of a caller who was erased it was there as evidence alone
    over = Q(call__ended_at__lt=limit) | Q(call__recording_hold__erased_at__isnull=False)
    old = Recording.objects.filter(over, state=RecordingState.KEPT)
    old = old.exclude(call__recording_hold__until__gt=at)
    return sum(_delete(key, at) for key in list(old.values_list("pk", flat=True)))


@transaction.atomic
def report_damage(*, call: Call, at: datetime) -> None:
    """Write down that the stored sound is not the one that was kept, once."""
    log.error("the recording of call %s was changed or is not there", call.pk)
    recording = Recording.objects.select_for_update(of=("self",)).get(pk=call.pk)
    if recording.trouble != RecordingTrouble.DAMAGED:
        _fail(recording, RecordingTrouble.DAMAGED, at)


def _claim(call: str) -> Recording | None:
    rows = Recording.objects.select_for_update(skip_locked=True, of=("self",))
    ended = rows.select_related("call").filter(call__ended_at__isnull=False)
    return ended.filter(call_id=call, state__in=UNKEPT).first()


def _store(recording: Recording, at: datetime) -> None:
    form = RecordingForm(settings.RECORDING_FORM)
    form = RecordingForm.OPUS if form is RecordingForm.OFF else form
    call = recording.call
    with tempfile.TemporaryDirectory(prefix=WORKSHOP, dir=settings.RECORDING_SPOOL) as folder:
        target = Path(folder) / f"sound.{form}"
        files = spool().of(str(call.pk))
        encoded = apart.encode(
            files,
            target,
            form=form,
            silent=silent_spans(recording),
            ends=talk_seconds(recording),
            nice=settings.ENCODER_NICE,
        )
        with target.open("rb") as file:
            recording.sha256 = sound.digest(File(file).chunks())
        recording.size = target.stat().st_size
        recording.file = _put(f"{call.entered_at:%Y/%m/%d}/{call.pk}.{form}", target)
    _verify(recording)
    recording.form, recording.state, recording.kept_at = form, RecordingState.KEPT, at
    recording.seconds, recording.peaks = encoded.seconds, encoded.peaks
    recording.save()
    events.record(CallRecordingKept(seconds=encoded.seconds), subject=call, by=SYSTEM, at=at)
    _mind_the_end(recording, at)


def _put(name: str, path: Path) -> str:
    """Store a file; one that a run before us left half done is replaced."""
    if store().exists(name):
        store().delete(name)
    with path.open("rb") as file:
        return store().save(name, File(file))


def _verify(recording: Recording) -> None:
    with store().open(recording.file) as file:
        read_back = sound.digest(file.chunks())
    if read_back != recording.sha256:
        store().delete(recording.file)
        raise NotKept(recording.file)


def _mind_the_end(recording: Recording, at: datetime) -> None:
    """Say so when the sound ends long before the call did: the disk was full, Asterisk died."""
    call = recording.call
    ended = call.parted_at or call.ended_at or recording.started_at
    missing = (ended - recording.started_at).total_seconds() - (recording.seconds or 0.0)
    if missing > TOLERANCE_SECONDS and not recording.trouble:
        _fail(recording, RecordingTrouble.CUT_SHORT, at)


def _lose(recording: Recording, at: datetime) -> None:
    if recording.state == RecordingState.LOST:
        return
    recording.state = RecordingState.LOST
    recording.save(update_fields=["state"])
    events.record(CallRecordingLost(), subject=recording.call, by=SYSTEM, at=at)
    if not recording.trouble:
        _fail(recording, RecordingTrouble.NO_FILE, at)


def _fail(recording: Recording, trouble: RecordingTrouble, at: datetime) -> None:
    recording.trouble = trouble
    recording.save(update_fields=["trouble"])
    events.record(
        CallRecordingFailed(reason=trouble.value), subject=recording.call, by=SYSTEM, at=at
    )


def delete_recordings(*, calls: Collection[UUID], at: datetime) -> int:
    """Delete what was recorded of these calls, and return how many recordings there were.

    What waits to be stored is not stored any more, and `sweep` removes its raw sound. What is held
    as evidence stays until that is over.
    """
    there = Recording.objects.filter(call__in=calls).exclude(state=RecordingState.DELETED)
    return sum(_delete(key, at) for key in list(there.values_list("pk", flat=True)))


@transaction.atomic
def _delete(key: UUID, at: datetime) -> bool:
    """Delete a recording, unless it was deleted or is evidence now; a hold takes its lock."""
    rows = Recording.objects.select_for_update(of=("self",)).select_related("call")
    recording = rows.get(pk=key)
    held = RecordingHold.objects.filter(call=key, until__gt=at).exists()
    if held or recording.state == RecordingState.DELETED:
        return False
    if recording.file:
        store().delete(recording.file)
    recording.state, recording.peaks = RecordingState.DELETED, None
    recording.save(update_fields=["state", "peaks"])
    events.record(CallRecordingDeleted(), subject=recording.call, by=SYSTEM, at=at)
    return True


def _is_left(call: str) -> bool:
    written_at = spool().written_at(call)
    return written_at is not None and time.time() - written_at > ABANDONED_SECONDS


def _clear_workshops() -> None:
    """Remove the sound that a killed worker was making; its raw files are still there."""
    for folder in settings.RECORDING_SPOOL.glob(f"{WORKSHOP}*"):
        if time.time() - folder.stat().st_mtime > NOBODYS_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)


def _adopt(call: str, row: Call | None) -> bool:
    """Decide about raw files that are there: keep them, wait, or drop what may not be kept."""
    if row is None:
        if time.time() - (spool().written_at(call) or 0.0) > NOBODYS_SECONDS:
            log.error("the sound of call %s, of which nothing is known, is deleted", call)
            spool().remove(call)
        return False
    started_at = row.answered_at or row.entered_at
    if not row.recorded:
        spool().remove(call)
        return False
    recording, _ = Recording.objects.get_or_create(
        call_id=call, defaults={"started_at": started_at}
    )
    if recording.state in (RecordingState.KEPT, RecordingState.DELETED):
        spool().remove(call)
    return row.ended_at is not None and recording.state in UNKEPT
