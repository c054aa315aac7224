"""The raw sound of a call is kept for good, whatever dies on the way, and deleted in time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests import cast
from tests.calls.media import recorded
from tests.calls.media.s3_stand_in import Store, store

from alo153.calls import tasks
from alo153.calls.media.recordings import actions, queries
from alo153.calls.media.recordings.spool import Spool
from alo153.calls.models import Call, Recording
from alo153.city.queries import kept_days
from alo153.config.providers.recording_store import from_url
from alo153.core import events
from alo153.switchboard.acd.recording import messages
from alo153.switchboard.record import records

pytestmark = pytest.mark.django_db
LATER = recorded.AT + timedelta(hours=1)


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


def names(call: Call) -> list[str]:
    found = [event.name for event in events.history(call)]
    return [name for name in found if "recording" in name]


def jobs() -> list[str]:
    waiting = ProcrastinateJob.objects.filter(task_name=tasks.KEEP, status="todo")
    return [str(job.args["call"]) for job in waiting]


def test_the_job_that_keeps_it_is_queued_with_the_end_of_the_call(spool: Spool) -> None:
    call = recorded.talk(spool)
    assert jobs() == [str(call.pk)]


def test_a_recording_is_kept_proved_and_the_raw_sound_goes(spool: Spool) -> None:
    call = recorded.keep(recorded.talk(spool, seconds=20, pauses=[(5, 8)]))
    recording = call.recording
    assert (recording.state, recording.seconds, recording.trouble) == ("kept", 20, "")
    assert recording.file == f"2026/11/24/{call.pk}.opus"
    assert recording.size == storages["recordings"].size(recording.file)
    assert len(bytes(recording.peaks or b"")) == 1200
    assert list(spool.folder.iterdir()) == []
    assert names(call) == [
        "call.recording_started",
        "call.recording_paused",
        "call.recording_continued",
        "call.recording_kept",
    ]


def test_keeping_twice_is_keeping_once(spool: Spool) -> None:
    call = recorded.keep(recorded.talk(spool))
    tasks.keep_recording(call=str(call.pk))
    assert names(call).count("call.recording_kept") == 1


def test_a_file_that_still_grows_is_kept_later(spool: Spool) -> None:
    call = recorded.talk(spool)
    ProcrastinateJob.objects.all().delete()
    recorded.write_sound(spool, str(call.pk), 3, quiet_for=0)
    tasks.keep_recording(call=str(call.pk))
    assert Recording.objects.get(pk=call.pk).state == "pending"
    assert jobs() == [str(call.pk)]


def test_a_talk_that_goes_on_is_left_alone(spool: Spool) -> None:
    call = recorded.talk(spool, ended=False)
    actions.keep(call=str(call.pk), at=LATER)
    assert Recording.objects.get(pk=call.pk).state == "pending"


def test_what_a_run_before_left_half_done_in_the_store_is_replaced(spool: Spool) -> None:
    call = recorded.talk(spool)
    half = Path(storages["recordings"].path(f"2026/11/24/{call.pk}.opus"))
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    recorded.keep(call)
    assert [path.name for path in half.parent.iterdir()] == [half.name]


def test_a_store_that_gives_back_something_else_keeps_nothing(
    spool: Spool, monkeypatch: pytest.MonkeyPatch
) -> None:
    call = recorded.talk(spool)
    monkeypatch.setattr(
        actions,
        "_put",
        lambda name, _path: storages["recordings"].save(name, ContentFile(b"other")),
    )
    with pytest.raises(actions.NotKept):
        recorded.keep(call)
    assert Recording.objects.get(pk=call.pk).state == "pending"
    assert list(spool.calls()) == [str(call.pk)]


def test_a_recording_whose_end_is_missing_says_so(spool: Spool) -> None:
    call = recorded.talk(spool, seconds=60)
    recorded.write_sound(spool, str(call.pk), 30)
    kept = recorded.keep(call)
    assert (kept.recording.state, kept.recording.trouble) == ("kept", "cut_short")
    assert names(call)[-1] == "call.recording_failed"


def test_what_comes_behind_the_talk_is_not_kept(spool: Spool) -> None:
    """The question after the talk is silence in the raw sound, half a minute of it."""
    call = recorded.talk(spool, seconds=20)
    Call.objects.filter(pk=call.pk).update(
        parted_at=call.recording.started_at + timedelta(seconds=8)
    )
    recording = recorded.keep(call).recording
    assert (recording.state, recording.seconds, recording.trouble) == ("kept", 8, "")


def test_a_file_that_is_not_there_is_a_loss_and_kept_when_it_turns_up(spool: Spool) -> None:
    call = recorded.talk(spool)
    spool.remove(str(call.pk))
    lost = recorded.keep(call)
    assert (lost.recording.state, lost.recording.trouble) == ("lost", "no_file")
    recorded.write_sound(spool, str(call.pk), 20, quiet_for=600)
    assert actions.sweep(at=LATER) == [str(call.pk)]
    assert recorded.keep(call).recording.state == "kept"


def test_marks_go_by_the_place_in_the_file_where_sound_was_lost(spool: Spool) -> None:
    call = recorded.talk(spool, seconds=60, pauses=[(30, 40)])
    recorded.write_sound(spool, str(call.pk), 50)
    begin = recorded.AT.timestamp()
    for at, second in [(begin + 30.25, 20.25), (begin + 40.25, 30.25)]:
        for _ in range(2):
            records.write(messages.RecordingPlaced(at=at, call=str(call.pk), second=second))
    recording = recorded.keep(call).recording
    assert len(recording.places) == 2, "a fact written twice counts once"
    assert queries.silent_spans(recording) == [(20, 30)]


def test_a_recorder_that_starts_late_is_said_to_miss_a_part(spool: Spool) -> None:
    call = recorded.talk(spool, seconds=60, ended=False)
    key, begin = str(call.pk), recorded.AT.timestamp()
    records.write(messages.RecordingFailed(at=begin, call=key, reason="not_started"))
    assert failing(call) is queries.RecordingStatus.FAILED
    records.write(messages.RecordingRecovered(at=begin + 5, call=key, second=0))
    assert failing(call) is queries.RecordingStatus.RUNNING
    recording = Recording.objects.get(pk=call.pk)
    assert recording.started_at == recorded.AT + timedelta(seconds=5)
    assert recording.trouble == "gap"
    alarm = queries.alarm(recorded.AT + timedelta(minutes=1))
    assert alarm is not None
    assert (alarm.failed, alarm.reason) == (1, "bir bölümü eksik")
    assert names(call)[-2:] == ["call.recording_failed", "call.recording_recovered"]


def test_a_recorder_that_goes_on_late_in_its_file_keeps_its_beginning(spool: Spool) -> None:
    call = recorded.talk(spool, ended=False)
    key, begin = str(call.pk), recorded.AT.timestamp()
    records.write(messages.RecordingFailed(at=begin, call=key, reason="disk_full"))
    records.write(messages.RecordingRecovered(at=begin + 5, call=key, second=12))
    assert Recording.objects.get(pk=call.pk).started_at == recorded.AT


def failing(call: Call) -> queries.RecordingStatus:
    now = queries.recording_now(Call.objects.select_related("recording").get(pk=call.pk))
    assert now is not None
    return now.state


class TestSweep:
    def test_what_a_killed_worker_was_making_is_removed_after_a_day(self, spool: Spool) -> None:
        old, new = spool.folder / "encoding-old", spool.folder / "encoding-new"
        for folder in (old, new):
            folder.mkdir()
            (folder / "sound.opus").write_bytes(b"words")
        long_ago = time.time() - actions.NOBODYS_SECONDS - 1
        os.utime(old, (long_ago, long_ago))
        actions.sweep(at=LATER)
        assert list(spool.folder.iterdir()) == [new]

    def test_sound_of_which_no_row_knows_is_kept(self, spool: Spool) -> None:
        call = recorded.talk(spool)
        Recording.objects.all().delete()
        recorded.write_sound(spool, str(call.pk), 20, quiet_for=600)
        tasks.sweep_recordings()
        assert str(call.pk) in jobs()
        assert recorded.keep(call).recording.state == "kept"

    def test_sound_that_nobody_wished_is_dropped(self, spool: Spool) -> None:
        call = recorded.talk(spool, recorded=False)
        recorded.write_sound(spool, str(call.pk), 20, quiet_for=600)
        assert actions.sweep(at=LATER) == []
        assert list(spool.folder.iterdir()) == []

    def test_raw_sound_of_a_recording_that_is_kept_is_dropped(self, spool: Spool) -> None:
        call = recorded.keep(recorded.talk(spool))
        recorded.write_sound(spool, str(call.pk), 20, quiet_for=600)
        assert actions.sweep(at=LATER) == []
        assert list(spool.folder.iterdir()) == []

    @pytest.mark.parametrize(("hours", "left"), [(2, 2), (25, 0)])
    def test_sound_of_no_call_waits_a_day(self, spool: Spool, hours: int, left: int) -> None:
        recorded.write_sound(spool, str(UUID(int=0)), 3, quiet_for=hours * 3600)
        assert actions.sweep(at=LATER) == []
        assert len(list(spool.folder.iterdir())) == left

    def test_what_is_deleted_before_it_was_stored_is_never_stored(self, spool: Spool) -> None:
        """Its caller was erased a minute after the call; also what was lost may turn up."""
        waiting, lost = recorded.talk(spool), recorded.talk(spool)
        spool.remove(str(lost.pk))
        recorded.keep(lost)
        assert actions.delete_recordings(calls=[waiting.pk, lost.pk], at=LATER) == 2
        for call in (waiting, lost):
            recorded.write_sound(spool, str(call.pk), 20, quiet_for=600)
            assert recorded.keep(call).recording.state == "deleted"
        assert actions.sweep(at=LATER) == []
        assert list(spool.calls()) == []

    def test_a_call_that_still_stands_is_left_alone(self, spool: Spool) -> None:
        call = recorded.talk(spool, ended=False)
        recorded.write_sound(spool, str(call.pk), 3, quiet_for=600)
        assert actions.sweep(at=LATER) == []
        assert list(spool.calls()) == [str(call.pk)]


class TestTime:
    def test_a_recording_goes_after_its_time_and_its_row_stays(self, spool: Spool) -> None:
        days = kept_days().recordings
        old = recorded.keep(recorded.talk(spool))
        new = recorded.keep(recorded.talk(spool, at=recorded.AT + timedelta(days=10)))
        assert actions.expire(at=recorded.AT + timedelta(days=days + 1)) == 1
        gone = Recording.objects.get(pk=old.pk)
        assert (gone.state, gone.peaks) == ("deleted", None)
        assert not storages["recordings"].exists(gone.file)
        assert storages["recordings"].exists(new.recording.file)
        assert names(old)[-1] == "call.recording_deleted"


class TestAlarm:
    def test_all_is_well(self, spool: Spool) -> None:
        recorded.keep(recorded.talk(spool))
        assert queries.alarm(LATER) is None

    def test_who_was_not_recorded_is_counted_with_the_reason(self, spool: Spool) -> None:
        call = recorded.talk(spool)
        spool.remove(str(call.pk))
        recorded.keep(call)
        alarm = queries.alarm(recorded.AT + timedelta(minutes=5))
        assert alarm is not None
        assert (alarm.failed, alarm.reason) == (1, "dosya yok")

    def test_a_worker_that_is_away_is_seen(self, spool: Spool) -> None:
        recorded.talk(spool)
        alarm = queries.alarm(LATER)
        assert alarm is not None
        assert (alarm.failed, alarm.late) == (0, 1)


class TestBucket:
    """An S3-compatible store, which believes signed requests only."""

    @pytest.fixture
    def bucket(self, spool: Spool, settings: Settings) -> Iterator[Store]:
        with store() as server:
            settings.STORAGES = settings.STORAGES | {
                "recordings": from_url(server.url, folder=spool.folder)
            }
            yield server

    def test_a_recording_is_kept_there_and_heard(self, bucket: Store, spool: Spool) -> None:
        call = recorded.keep(recorded.talk(spool))
        place = f"/sounds/calls/2026/11/24/{call.pk}.opus"
        assert list(bucket.objects) == [place]
        assert bucket.objects[place][:4] == b"OggS"
        assert ("PUT", place) in bucket.seen
        assert bucket.refused == []
        with queries.open_sound(cast.staff("derya"), call, LATER) as file:
            assert file.read() == bucket.objects[place]

    def test_it_is_deleted_there_in_time(self, bucket: Store, spool: Spool) -> None:
        recorded.keep(recorded.talk(spool))
        actions.expire(at=recorded.AT + timedelta(days=181))
        assert bucket.objects == {}

    def test_a_wrong_secret_keeps_nothing_and_loses_nothing(
        self, bucket: Store, spool: Spool, settings: Settings
    ) -> None:
        wrong = bucket.url.replace("store-secret", "guessed")
        settings.STORAGES = settings.STORAGES | {"recordings": from_url(wrong, folder=spool.folder)}
        call = recorded.talk(spool)
        with pytest.raises(Exception, match="403"):
            recorded.keep(call)
        assert set(bucket.refused) == {"signature"}
        assert list(spool.calls()) == [str(call.pk)]

    def test_a_store_that_is_ill_keeps_nothing_and_loses_nothing(
        self, bucket: Store, spool: Spool
    ) -> None:
        bucket.broken = True
        call = recorded.talk(spool)
        with pytest.raises(Exception, match="503"):
            recorded.keep(call)
        bucket.broken = False
        assert recorded.keep(call).recording.state == "kept"
