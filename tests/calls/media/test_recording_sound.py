"""Two raw files become one recording with two sides, in blocks."""

from __future__ import annotations

import resource
from pathlib import Path

import numpy as np
import pytest
import soundfile

from alo153.calls.media.recordings.sound import BARS, RecordingForm, encode
from alo153.calls.media.recordings.spool import RATE, Spool, SpoolFiles

FORMS = [RecordingForm.OPUS, RecordingForm.WAV]


def write(path: Path, hertz: int, seconds: float) -> None:
    samples = 8000 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE)
    samples.astype("<i2").tofile(path)


@pytest.fixture
def files(tmp_path: Path) -> SpoolFiles:
    files = Spool(tmp_path).of("call")
    write(files.citizen, 440, 25)
    write(files.agent, 1000, 24.9)
    return files


def level(path: Path, begin: float, end: float) -> list[float]:
    sound, rate = soundfile.read(path)
    part = sound[int(begin * rate) : int(end * rate)]
    return [round(float(np.sqrt(np.mean(part[:, side] ** 2))), 2) for side in (0, 1)]


@pytest.mark.parametrize("form", FORMS)
def test_both_sides_are_whole(files: SpoolFiles, tmp_path: Path, form: RecordingForm) -> None:
    target = tmp_path / f"sound.{form}"
    encoded = encode(files, target, form=form)
    info = soundfile.info(target)
    assert (info.channels, encoded.seconds) == (2, 25)
    assert abs(info.duration - 25) < 0.1
    assert level(target, 1, 24) == [0.17, 0.17]


def test_opus_is_a_quarter_of_wav_at_most(files: SpoolFiles, tmp_path: Path) -> None:
    sizes = {}
    for form in FORMS:
        encode(files, tmp_path / form, form=form)
        sizes[form] = (tmp_path / form).stat().st_size
    assert sizes[RecordingForm.OPUS] < sizes[RecordingForm.WAV] / 4


def test_what_was_paused_is_silent_whoever_failed_to_mute_it(
    files: SpoolFiles, tmp_path: Path
) -> None:
    target = tmp_path / "sound.wav"
    encoded = encode(files, target, form=RecordingForm.WAV, silent=[(8, 12), (24, 99)])
    assert level(target, 8, 12) == [0, 0]
    assert level(target, 24, 25) == [0, 0]
    assert level(target, 12, 24) == level(target, 0, 8) == [0.17, 0.17]
    middle = encoded.peaks[int(10 / 25 * BARS)]
    assert middle == 0


def test_the_picture_shows_who_spoke_when(tmp_path: Path) -> None:
    files = Spool(tmp_path).of("call")
    write(files.citizen, 440, 10)
    np.zeros(20 * RATE, "<i2").tofile(files.agent)
    peaks = encode(files, tmp_path / "x", form=RecordingForm.WAV).peaks
    citizen, agent = peaks[:BARS], peaks[BARS:]
    assert min(citizen[: BARS // 2]) > 50
    assert max(citizen[BARS // 2 :]) == max(agent) == 0


def test_a_file_that_is_missing_is_a_silent_side(files: SpoolFiles, tmp_path: Path) -> None:
    files.agent.unlink()
    encode(files, tmp_path / "x", form=RecordingForm.WAV)
    assert level(tmp_path / "x", 1, 20) == [0.17, 0.0]


@pytest.mark.parametrize("seconds", [0.0, 0.01])
def test_a_call_of_a_moment_has_a_recording(tmp_path: Path, seconds: float) -> None:
    files = Spool(tmp_path).of("call")
    write(files.citizen, 440, seconds)
    write(files.agent, 440, seconds)
    assert encode(files, tmp_path / "x", form=RecordingForm.OPUS).seconds == seconds


def test_two_hours_need_no_more_memory_than_a_minute(tmp_path: Path) -> None:
    """The raw sound of two hours is 230 MB; the memory grows by less than a tenth of it."""
    files = Spool(tmp_path).of("call")
    minute = (3000 * np.sin(np.arange(60 * RATE) / 9)).astype("<i2").tobytes()
    for path in files:
        path.write_bytes(minute)
    encode(files, tmp_path / "x", form=RecordingForm.WAV)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for path in files:
        with path.open("wb") as file:
            for _ in range(120):
                file.write(minute)
    assert encode(files, tmp_path / "x", form=RecordingForm.WAV).seconds == 7200
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 20 * 1024, f"{grown} KB"
