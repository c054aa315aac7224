"""A server of the real request shape: what it is asked, and whatever it answers."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.quality.transcribing.engines import serving, verbose

from alo153.quality.transcribing import setting
from alo153.quality.transcribing.contract import Segment, TranscriptionError
from alo153.quality.transcribing.local import LocalModel
from alo153.quality.transcribing.server import Server

WAV = b"RIFF....WAVE"


def test_it_is_asked_as_the_api_says() -> None:
    with serving() as server:
        found = server.engine(key="gizli").write_down(WAV, "tr")
    assert found == [Segment(0.5, 2.0, "Su akmıyor.")]
    [asked] = server.asked
    assert (asked["path"], asked["key"]) == ("/v1/audio/transcriptions", "Bearer gizli")
    for part in (b'name="model"\r\n\r\nsmall', b'name="language"\r\n\r\ntr', b"verbose_json", WAV):
        assert part in asked["body"]


def test_segments_come_by_time_and_without_empty_ones() -> None:
    body = verbose((3.0, 4.0, "sonra"), (1.0, 2.0, "  önce\n"), (5.0, 6.0, " "))
    with serving(body=body) as server:
        found = server.engine().write_down(WAV, "tr")
    assert [each.words for each in found] == ["önce", "sonra"]


@pytest.mark.parametrize("body", [b'{"text": "", "segments": []}', b'{"text": "  "}'])
def test_nothing_said_is_nothing_written(body: bytes) -> None:
    with serving(body=body) as server:
        assert server.engine().write_down(WAV, "tr") == []


def test_the_plain_form_has_words_and_no_times() -> None:
    with serving(body=json.dumps({"text": "Su akmıyor."}).encode()) as server:
        assert server.engine().write_down(WAV, "tr") == [Segment(0.0, 0.0, "Su akmıyor.")]


@pytest.mark.parametrize("bad", ["\0", "\ud800", "\x1b"])
def test_what_no_text_may_hold_is_left_out(bad: str) -> None:
    with serving(body=verbose((1.0, 2.0, f"Su{bad} akmıyor"))) as server:
        found = server.engine().write_down(WAV, "tr")
    assert [each.words for each in found] == ["Su akmıyor"]


@pytest.mark.parametrize("status", [400, 401, 429, 500, 503])
def test_a_refusal_is_told_by_its_status(status: int) -> None:
    with serving(status=status) as server, pytest.raises(TranscriptionError, match=str(status)):
        server.engine().write_down(WAV, "tr")


@pytest.mark.parametrize(
    "body",
    [
        b"<html>",
        b"[]",
        b'{"error": "no"}',
        b'{"text": 7}',
        b'{"text": "a", "segments": [{"start": 1}]}',
        b'{"text": "a", "segments": [{"start": -1, "end": 2, "text": "a"}]}',
        b'{"text": "a", "segments": [{"start": 1, "end": NaN, "text": "a"}]}',
    ],
)
def test_a_wrong_answer_is_no_transcript(body: bytes) -> None:
    with serving(body=body) as server, pytest.raises(TranscriptionError):
        server.engine().write_down(WAV, "tr")


def test_a_slow_server_is_given_up() -> None:
    with serving(waits=30.0) as server, pytest.raises(TranscriptionError, match="Timeout"):
        server.engine(seconds=0.2).write_down(WAV, "tr")


def test_nobody_there_is_told() -> None:
    with pytest.raises(TranscriptionError, match="ConnectError"):
        Server("http://127.0.0.1:9/v1/audio/transcriptions", "small").write_down(WAV, "tr")


def test_the_key_is_never_named() -> None:
    engine = Server("https://x.example/v1", "small", "gizli")
    assert "gizli" not in repr(engine) + engine.identity


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", None),
        ("https://x.example/v1/audio/transcriptions?model=small", Server),
        ("whisper:/srv/models/small", LocalModel),
    ],
)
def test_the_setting_names_an_engine(text: str, kind: type | None) -> None:
    found = setting.engine(text)
    assert found is None if kind is None else isinstance(found, kind)


@pytest.mark.parametrize(
    "text",
    ["https://x.example/v1", "whisper:", "ftp://x?model=a", "https://a:b@x.example/v1?model=s"],
)
def test_a_setting_that_names_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ALO153_TRANSCRIPTION"):
        setting.engine(text)


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(TranscriptionError, match=r"model\.bin"):
        LocalModel(tmp_path).write_down(WAV, "tr")


def test_a_model_that_writes_something_else_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "model.bin").write_bytes(b"x")
    said = subprocess.CompletedProcess([], 0, stdout=b"100%|####|", stderr=b"")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: said)
    with pytest.raises(TranscriptionError, match="no JSON"):
        LocalModel(tmp_path).write_down(WAV, "tr")


def test_a_model_that_cannot_be_read_is_told_and_no_word_of_it(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"x")
    with pytest.raises(TranscriptionError, match="the model failed"):
        LocalModel(tmp_path, seconds=60).write_down(WAV, "tr")


MODEL = """
import os


class Segment:
    start, end, text = 0.5, 2.0, f"Su akmıyor, {os.nice(0)}."


class WhisperModel:
    def __init__(self, folder, device, compute_type):
        assert device == "cpu"

    def transcribe(self, sound, language, vad_filter):
        assert (sound.read(), language) == (b"RIFF....WAVE", "tr")
        return [Segment], None
"""


def test_a_local_model_runs_at_the_lowest_priority(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "faster_whisper.py").write_text(MODEL)
    (tmp_path / "model.bin").touch()
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    heard = LocalModel(tmp_path).write_down(WAV, "tr")
    assert heard == [Segment(0.5, 2.0, "Su akmıyor, 19.")]
