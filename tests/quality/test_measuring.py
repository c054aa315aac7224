"""The sound of a recording is measured once after it was kept."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.calls.media import recorded

from alo153.calls.media.recordings.spool import RATE, SAMPLE_BYTES, Spool
from alo153.calls.media.recordings.store import store
from alo153.calls.models import Call
from alo153.core import clock
from alo153.quality import actions
from alo153.quality.models import SoundMeasures

pytestmark = pytest.mark.django_db


@pytest.fixture
def spool(tmp_path: Path, settings: Settings) -> Spool:
    return recorded.settings_for(tmp_path, settings)


def kept_at(call: Call) -> datetime:
    at = call.recording.kept_at
    assert at is not None
    return at


def test_a_kept_recording_is_measured_once(spool: Spool) -> None:
    call = recorded.keep(recorded.talk(spool, seconds=6))
    now = kept_at(call)
    assert actions.measure_due(at=now) == 1
    found = SoundMeasures.objects.get()
    assert (found.recording_id, round(found.seconds or 0)) == (call.pk, 6)
    assert found.silences == []
    assert actions.measure_due(at=now) == 0


def test_the_question_after_the_talk_is_no_silence(spool: Spool) -> None:
    call = recorded.talk(spool, seconds=40)
    talked = timedelta(seconds=6)
    for path in spool.of(str(call.pk)):
        written = path.stat().st_mtime
        for seconds in (talked.seconds, 40):  # cut, then made as long again by silence
            os.truncate(path, seconds * RATE * SAMPLE_BYTES)
        os.utime(path, (written, written))
    Call.objects.filter(pk=call.pk).update(parted_at=call.recording.started_at + talked)
    kept = recorded.keep(call)
    assert actions.measure_due(at=kept_at(kept)) == 1
    found = SoundMeasures.objects.get()
    assert (round(found.seconds or 0), found.silences) == (6, [])


def test_a_file_that_is_gone_is_not_tried_again(spool: Spool) -> None:
    call = recorded.keep(recorded.talk(spool, seconds=2))
    now = kept_at(call)
    store().delete(call.recording.file)
    actions.measure_due(at=now)
    assert SoundMeasures.objects.get().seconds is None
    assert actions.measure_due(at=now) == 0


def test_what_was_not_recorded_is_not_measured(spool: Spool) -> None:
    recorded.talk(spool, seconds=2, recorded=False)
    assert actions.measure_due(at=clock.now()) == 0
