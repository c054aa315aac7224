"""Recordings are made by a process that yields its core to whoever talks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests import recorded

from alo153.switchboard.recordings import apart, sound
from alo153.switchboard.recordings.sound import RecordingForm
from alo153.switchboard.recordings.spool import Spool, SpoolFiles

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


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="idle scheduling is Linux's")
def test_it_computes_only_when_nobody_else_wants_the_core() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", apart.__name__],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        while os.sched_getscheduler(process.pid) != os.SCHED_IDLE:
            assert process.poll() is None
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == 19
    finally:
        process.communicate()
