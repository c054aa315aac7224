"""One setting chooses the voice; where it fails espeak-ng reads, and the reason is kept."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.knowledge.speech.voices import program, serving, tone

from alo153.knowledge.speech import contract
from alo153.knowledge.speech.contract import SpeechError
from alo153.knowledge.speech.reader import Reader
from alo153.knowledge.speech.setting import engine


@pytest.fixture
def espeak(tmp_path: Path) -> Path:
    """Return a program that is called as espeak-ng is; it keeps its words."""
    (tmp_path / "espeak").mkdir()
    (tmp_path / "espeak/sound.wav").write_bytes(tone(0.5))
    path = tmp_path / "espeak/espeak-ng"
    path.write_text(
        f"#!{sys.executable}\nimport shutil, sys\nwords = sys.argv\n"
        f"shutil.copy('{tmp_path}/espeak/sound.wav', words[words.index('-w') + 1])\n"
        f"open('{tmp_path}/espeak/words', 'a').write(' '.join(words[1:]) + '\\n')\n"
    )
    path.chmod(0o755)
    return path


def words_of(espeak: Path) -> str:
    path = espeak.parent / "words"
    return path.read_text() if path.is_file() else ""


def reader(setting: str, espeak: Path | None) -> Reader:
    return Reader.of(setting, program=espeak, language="tr", words={"İSU": "isu"})


def test_without_a_setting_espeak_reads_the_text_in_words(espeak: Path) -> None:
    reading = reader("", espeak).read("tr", "İSU 14.30'da")
    assert (reading.rate, reading.failure) == (22050, "")
    assert words_of(espeak).startswith("-v tr -s 145")
    assert words_of(espeak).endswith("-- isu on dört otuzda\n")


def test_a_voice_that_a_city_installed_reads_its_own_language_alone(espeak: Path) -> None:
    found = reader("espeak-ng:mb-tr1", espeak)
    found.read("tr", "Su")
    found.read("en", "Water")
    assert [line.split()[1] for line in words_of(espeak).splitlines()] == ["mb-tr1", "en"]


def test_a_command_reads_from_its_standard_input(espeak: Path, tmp_path: Path) -> None:
    voice = program(tmp_path)
    reading = reader(f"command:{voice} --lang {{language}} {{wav}}", espeak).read("tr", "2 dk")
    assert not reading.failure
    assert (tmp_path / "said").read_text() == "iki dk"
    assert not words_of(espeak)


def test_a_folder_of_piper_is_read_by_its_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "piper")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    voices = tmp_path / "voices"
    voices.mkdir()
    with pytest.raises(SpeechError, match="has no voice of Piper"):
        reader(f"piper:{voices}", None).read("tr", "Su")
    (voices / "tr_TR-x.onnx").write_bytes(b"weights")
    assert reader(f"piper:{voices}", None).read("tr", "Su").rate == 22050


def test_a_server_is_asked_as_the_interface_says(espeak: Path) -> None:
    with serving() as server:
        reading = reader(f"{server.url}?model=antalia&voice=defne", espeak).read("tr", "14.30'da")
    assert not reading.failure
    assert server.asked == [
        {
            "path": "/v1/audio/speech",
            "model": "antalia",
            "voice": "defne",
            "input": "on dört otuzda",
            "response_format": "wav",
        }
    ]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"status": 503}, "status 503"),
        ({"body": b""}, "no wav file"),
        ({"body": b"ID3 an mp3"}, "no wav file"),
        ({"body": tone(silent=True)}, "silence"),
    ],
)
def test_a_server_that_fails_is_named_and_espeak_reads(
    espeak: Path, answers: dict[str, object], said: str
) -> None:
    with serving(**answers) as server:
        reading = reader(f"{server.url}?model=m&voice=v", espeak).read("tr", "Su")
    assert said in reading.failure
    assert len(reading.samples) > 0.4 * reading.rate


def test_a_server_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contract, "SECONDS", 0.2)
    with serving(waits=30) as server, pytest.raises(SpeechError, match="ReadTimeout"):
        reader(f"{server.url}?model=m&voice=v", None).read("tr", "Su")


def test_a_server_that_is_not_there_is_named(espeak: Path) -> None:
    with serving() as server:
        gone = server.url
    reading = reader(f"{gone}?model=m&voice=v", espeak).read("tr", "Su")
    assert "ConnectError" in reading.failure


def test_what_cannot_be_read_at_all_says_both_reasons() -> None:
    with pytest.raises(SpeechError, match=r"it ended with 1; espeak-ng is not installed"):
        reader("command:/bin/false {wav}", None).read("tr", "Su")


def test_the_reason_never_holds_the_text(tmp_path: Path) -> None:
    with pytest.raises(SpeechError) as error:
        reader("command:/bin/false {wav}", None).read("tr", "gizli söz")
    assert "gizli" not in str(error.value)


def test_the_identity_differs_with_engine_voice_and_model(espeak: Path, tmp_path: Path) -> None:
    voices = tmp_path / "voices"
    voices.mkdir()
    model = voices / "tr.onnx"
    model.write_bytes(b"one")
    settings = ["", "espeak-ng:mb-tr1", f"piper:{voices}", "https://v.example/s?model=a&voice=b"]
    settings += ["https://v.example/s?model=a&voice=c", f"command:{program(tmp_path)} {{wav}}"]
    named = [reader(each, espeak).identity("tr") for each in settings]
    assert len(set(named)) == len(settings)
    model.write_bytes(b"another")
    assert reader(f"piper:{voices}", espeak).identity("tr") not in named
    other_languages = {reader(each, espeak).identity("en") for each in settings}
    assert len(other_languages) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        "festival",
        "espeak-ng:-w/etc/passwd",
        "command:/usr/bin/say",
        "piper:",
        "https://host/v1/audio/speech",
        "https://?model=a&voice=b",
    ],
)
def test_a_setting_that_names_no_voice_says_what_one_is(wrong: str) -> None:
    with pytest.raises(ValueError, match="ALO153_VOICE must"):
        engine(wrong, None)
