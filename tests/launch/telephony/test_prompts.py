"""Prompts: made from a city's texts, only what changed; music that loops without a seam."""

import wave
from pathlib import Path

import numpy as np
import pytest
from tests.knowledge.speech import voices

from alo153.calls.menu import voice
from alo153.knowledge import sound
from alo153.knowledge.speech import contract, espeak
from alo153.launch import paths
from alo153.launch.commands import prompts as command
from alo153.launch.debian import debs
from alo153.launch.telephony import music, prompts

SILENCE = 1
"""The pause between groups of digits needs no voice."""
VOICE = """language = "tr"
[prompts]
greeting = "Hoş geldiniz."
position = "Sıradaki yeriniz"
next_in_line = "Sırada ilk siz varsınız."
queue_long = "Yoğunuz."
please_hold = "Lütfen hatta kalın."
"""
NAMED_ABOVE = {"greeting", "your-position", "next-in-line", "many-waiting", "please-hold"}


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a small city whose voice is a machine that is not there."""
    folder = tmp_path / "cities/deneme"
    (folder / "recordings").mkdir(parents=True)
    needed = (*voice.ALL_SOUNDS, *voice.FALLBACK)
    others = [n for n in needed if n not in {*NAMED_ABOVE, *voice.NUMBERS}]
    lines = [f'{name} = "x"' for name in others]
    lines += ["[numbers]", *(f'{name.removeprefix("number-")} = "x"' for name in voice.NUMBERS)]
    (folder / "voice.toml").write_text(VOICE + "\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(paths, "PROJECT", tmp_path)
    monkeypatch.setattr(debs, "program", lambda *_: None)
    monkeypatch.setattr(music, "write", lambda _: None)
    return folder


def record(path: Path, rate: int = 44100, channels: int = 2) -> None:
    time = np.arange(rate) / rate
    values = np.repeat(np.sin(2 * np.pi * 300 * time), channels)
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes((values * 20000).astype("<i2").tobytes())


def test_without_a_voice_a_tone_stands_in_and_is_tried_again(city: Path, tmp_path: Path) -> None:
    told: list[str] = []
    first = prompts.make("deneme", tmp_path / "sounds", told.append)
    assert first.made == SILENCE
    assert first.tones == len({*voice.ALL_SOUNDS, *voice.FALLBACK})
    assert "espeak-ng is not installed" in told[0]
    for name in voice.ALL_SOUNDS:
        assert (tmp_path / "sounds/deneme" / f"{name}.wav").is_file()
    assert prompts.make("deneme", tmp_path / "sounds").tones == first.tones


def test_a_recording_wins_and_is_made_once(city: Path, tmp_path: Path) -> None:
    record(city / "recordings/greeting.wav")
    sounds = tmp_path / "sounds"
    assert prompts.make("deneme", sounds).made == 1 + SILENCE
    samples, rate = sound.read(sounds / "deneme/greeting.wav")
    assert rate == 8000
    assert len(samples) == pytest.approx(8000, abs=2)
    assert np.abs(samples).max() == pytest.approx(sound.PEAK, abs=0.01)
    assert sound.read(sounds / "deneme/greeting.wav16")[1] == 16000
    assert prompts.make("deneme", sounds).kept == 1 + SILENCE
    record(city / "recordings/greeting.wav", rate=8000, channels=1)
    assert prompts.make("deneme", sounds).made == 1


def test_a_file_that_is_no_recording_is_named(city: Path, tmp_path: Path) -> None:
    (city / "recordings/greeting.wav").write_bytes(b"no wav")
    with pytest.raises(sound.SoundError, match=r"greeting\.wav"):
        prompts.make("deneme", tmp_path / "sounds")


def test_a_city_without_a_needed_text_is_told_which(city: Path) -> None:
    text = (city / "voice.toml").read_text(encoding="utf-8").replace("please_hold", "other")
    (city / "voice.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="please-hold"):
        prompts.read(city)


@pytest.mark.parametrize("city_folder", sorted((paths.PROJECT / "cities").glob("*/voice.toml")))
def test_every_city_has_all_that_is_said(city_folder: Path) -> None:
    read = prompts.read(city_folder.parent)
    assert {*voice.ALL_SOUNDS, *voice.FALLBACK} <= {prompt.name for prompt in read}


def test_the_music_neither_clips_nor_clicks(tmp_path: Path) -> None:
    music.write(tmp_path)
    piece, _ = sound.read(tmp_path / "calm.wav16")
    assert np.abs(piece).max() <= music.PEAK + 1e-4
    steps = np.abs(np.diff(piece))
    assert abs(piece[0] - piece[-1]) <= np.quantile(steps, 0.99)
    loudness = [np.sqrt(np.mean(part**2)) for part in np.array_split(piece, 38)]
    assert min(loudness) > 0.3 * max(loudness)


def test_a_lower_rate_keeps_the_tone_and_drops_what_cannot_be_heard() -> None:
    time = np.arange(48000) / 48000
    low, high = np.sin(2 * np.pi * 440 * time), np.sin(2 * np.pi * 6000 * time)
    samples = sound.resample(low + high, 48000, 8000)
    expected = np.sin(2 * np.pi * 440 * np.arange(8000) / 8000)
    assert np.abs(samples - expected).max() < 0.01


def test_a_second_language_lies_in_its_own_folder(city: Path, tmp_path: Path) -> None:
    text = (city / "voice.toml").read_text(encoding="utf-8")
    second = text.partition("\n")[2].replace("[prompts]", "[languages.en.prompts]")
    teens = "".join(f'{number} = "some"\n' for number in voice.TEENS)
    second = second.replace("[numbers]\n", f"[languages.en.numbers]\n{teens}")
    (city / "voice.toml").write_text(f"{text}\n{second}", encoding="utf-8")
    prompts.make("deneme", tmp_path / "sounds")
    for name in voice.needed("en"):
        assert (tmp_path / "sounds/deneme/en" / f"{name}.wav").is_file()
    languages = {prompt.name: prompt.language for prompt in prompts.read(city)}
    assert (languages["greeting"], languages["en/greeting"]) == ("tr", "en")


def test_a_wrong_menu_is_told_when_prompts_are_made(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALO153_VAR", str(tmp_path / "var"))
    (city / "menu.toml").write_text('operator = "a"\n[nodes.a]\nkind = "queue"\n')
    assert command.main(["deneme"]) == 1
    assert "'start' is missing; write start" in capsys.readouterr().err


def test_another_voice_reads_every_prompt_anew(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(city / "recordings/greeting.wav")
    first, second = (voices.program(folder) for folder in _folders(tmp_path))
    monkeypatch.setenv("ALO153_VOICE", f"command:{first} {{wav}}")
    sounds = tmp_path / "sounds"
    all_of_them = prompts.make("deneme", sounds)
    assert (all_of_them.tones, all_of_them.kept) == (0, 0)
    assert prompts.make("deneme", sounds).kept == all_of_them.made
    monkeypatch.setenv("ALO153_VOICE", f"command:{second} {{wav}}")
    # The recording of a person and the pause have no voice
    assert prompts.make("deneme", sounds).kept == 1 + SILENCE


def test_where_the_chosen_voice_fails_it_is_said_and_tried_again(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setenv("ALO153_VOICE", "command:/bin/false {wav}")
    spare = voices.program(_folders(tmp_path)[0], "espeak-ng")
    monkeypatch.setattr(debs, "program", lambda *_: spare)
    monkeypatch.setattr(espeak.Espeak, "speak", lambda *_: (np.ones(8000) / 2, 8000))
    made = prompts.make("deneme", tmp_path / "sounds", told.append)
    assert made.spare == len({*voice.ALL_SOUNDS, *voice.FALLBACK})
    assert "false could not read a text" in told[0]
    assert "are read by espeak-ng" in told[0]
    assert prompts.make("deneme", tmp_path / "sounds").spare == made.spare


@pytest.mark.parametrize("has_spare", [True, False])
def test_a_voice_that_hangs_holds_up_the_start_once_and_is_named(
    city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_spare: bool
) -> None:
    told: list[str] = []
    monkeypatch.setattr(contract, "SECONDS", 0.2)
    if has_spare:
        spare = voices.program(_folders(tmp_path)[0], "espeak-ng")
        monkeypatch.setattr(debs, "program", lambda *_: spare)
        monkeypatch.setattr(espeak.Espeak, "speak", lambda *_: (np.ones(8000) / 2, 8000))
    with voices.serving(waits=30) as server:
        monkeypatch.setenv("ALO153_VOICE", f"{server.url}?model=m&voice=v")
        made = prompts.make("deneme", tmp_path / "sounds", told.append)
    assert len(server.asked) == 1
    assert (made.spare if has_spare else made.tones) == len({*voice.ALL_SOUNDS, *voice.FALLBACK})
    assert len(told) == 1
    assert "the voice server did not answer" in told[0]
    assert ("are read by espeak-ng" if has_spare else "are only tones") in told[0]


def _folders(tmp_path: Path) -> list[Path]:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir(exist_ok=True)
    return folders


def test_the_tone_before_a_recording_is_where_asterisk_looks_for_it(
    city: Path, tmp_path: Path
) -> None:
    prompts.make("deneme", tmp_path / "sounds")
    for ending, rate in sound.RATES.items():
        samples, found = sound.read(tmp_path / f"sounds/beep{ending}")
        assert (found, len(samples)) == (rate, round(0.3 * rate))
        assert 0.2 < np.abs(samples).max() < 0.4
        assert np.abs(samples[[0, -1]]).max() < 0.01, "it does not click"
