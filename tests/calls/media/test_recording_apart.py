"""Recordings are made by a process that yields its core to whoever talks."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.calls.media import recorded

from alo153.calls.media.recordings import actions, apart, sound
from alo153.calls.media.recordings.sound import RecordingForm
from alo153.calls.media.recordings.spool import Spool, SpoolFiles
from alo153.calls.models import Recording

SILENT = [(2.0, 3.5)]


@pytest.fixture
def files(tmp_path: Path) -> SpoolFiles:
    recorded.write_sound(Spool(tmp_path), "call", 6)
    return Spool(tmp_path).of("call")


def test_what_comes_of_it_is_the_same(files: SpoolFiles, tmp_path: Path) -> None:
    here, there = tmp_path / "here.wav", tmp_path / "there.wav"
    form = RecordingForm.WAV
    encoded = apart.encode(files, there, form=form, silent=SILENT)
    assert encoded == sound.encode(files, here, form=form, silent=SILENT)
    assert there.read_bytes() == here.read_bytes()


def test_what_cannot_be_encoded_is_said(files: SpoolFiles, tmp_path: Path) -> None:
    with pytest.raises(apart.NotEncoded, match="nowhere"):
        apart.encode(files, tmp_path / "nowhere/sound.wav", form=RecordingForm.WAV, silent=[])


def test_a_process_that_gets_no_core_is_ended(
    files: SpoolFiles, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "LONGEST_SECONDS", 0.01)
    with pytest.raises(apart.NotEncoded, match="no core"):
        apart.encode(files, tmp_path / "sound.wav", form=RecordingForm.WAV, silent=[])


def test_it_comes_after_the_others_and_is_not_starved() -> None:
    here = os.getpriority(os.PRIO_PROCESS, 0)
    with subprocess.Popen(
        [sys.executable, "-m", apart.__name__, "10"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        while os.getpriority(os.PRIO_PROCESS, process.pid) == here:
            assert process.poll() is None
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == 10
        assert os.sched_getscheduler(process.pid) == os.SCHED_OTHER


@pytest.mark.django_db
def test_the_worker_encodes_as_nice_as_the_settings_say(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings.ENCODER_NICE == 0, "tests wait for what is encoded, whatever else runs"
    settings.ENCODER_NICE = 12
    asked: list[int] = []
    run = apart._run
    monkeypatch.setattr(apart, "_run", lambda work, nice: (asked.append(nice), run(work, nice))[1])
    call = recorded.talk(recorded.settings_for(tmp_path, settings), to="elif", seconds=1)
    actions.keep(call=str(call.pk), at=recorded.AT + timedelta(minutes=1))
    assert asked == [12]
    assert Recording.objects.get(pk=call.pk).state == "kept"
