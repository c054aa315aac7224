"""What callers hear: the sounds of a city, made from its `voice.toml`.

A recording by a person wins (`cities/<city>/recordings/<key>.wav`); else espeak-ng reads the
text; without it a short tone stands in. Only what changed is made again.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from alo153.calls.menu import voice, windows
from alo153.knowledge import sound, speech
from alo153.knowledge.sound import Samples
from alo153.launch import paths
from alo153.launch.debian import debs
from alo153.launch.telephony import music

_LEDGER = ".made.json"
_TONE_RATE = 16000
_VERSION = "1"
"""Raised when the way of making changes, so that all is made again."""


@dataclass(frozen=True)
class Prompt:
    """One sound: its key in voice.toml, the name of its file, what it says and how it sounds.

    Those of a second language lie in a folder of its name: `en/greeting`. No text is silence.
    """

    key: str
    name: str
    text: str
    language: str


@dataclass(frozen=True)
class Made:
    """What was done, for the screen."""

    made: int
    kept: int
    tones: int


def read(city: Path) -> list[Prompt]:
    """Read the prompts of a city's folder, in every language in which it speaks.

    Raises ValueError when the city lacks a sound that the switchboard plays, or is none.
    """
    if not (city / "voice.toml").is_file():
        raise ValueError(f"{city.name!r} is no city: there is no {city / 'voice.toml'}")
    data = tomllib.loads((city / "voice.toml").read_text(encoding="utf-8"))
    needed = (*voice.ALL_SOUNDS, *voice.FALLBACK)
    prompts = _of_language(data, data["language"], city / "voice.toml", needed)
    prompts += _whispered(city, data["language"]) + _windows(city, data["language"])
    for language, table in data.get("languages", {}).items():
        folder = f"{language}/"
        spoken = voice.needed(language)
        prompts += _of_language(table, language, city / "voice.toml", spoken, folder)
        prompts += _windows(city, language, folder)
    return prompts


def _whispered(city: Path, language: str) -> list[Prompt]:
    """Return what agents hear before a call of another queue (queues.toml)."""
    said = {
        voice.queue_sound(each["key"]): each["whisper"]
        for each in _queues(city).get("queue", [])
        if each.get("whisper")
    }
    return [Prompt(name, name, text, language) for name, text in said.items()]


def _windows(city: Path, language: str, folder: str = "") -> list[Prompt]:
    """Return what callers hear of the hours in which they may be called back (queues.toml)."""
    prompts = []
    for window in _queues(city).get("window", []):
        if language not in window["said"]:
            key = window["key"]
            raise ValueError(f"{city / 'queues.toml'}: window {key} says nothing in {language}")
        for day, text in zip(windows.DAYS, window["said"][language], strict=True):
            name = folder + voice.window_sound(window["key"], day)
            prompts.append(Prompt(name, name, text, language))
    return prompts


def _queues(city: Path) -> dict[str, Any]:
    path = city / "queues.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _of_language(
    table: Mapping[str, Any], language: str, path: Path, needed: Iterable[str], folder: str = ""
) -> list[Prompt]:
    texts = {key: voice.file_name(key) for key in table["prompts"]}
    prompts = [
        Prompt(folder + key, folder + name, table["prompts"][key], language)
        for key, name in texts.items()
    ]
    prompts += [
        Prompt(f"{folder}number_{key}", f"{folder}number-{key}", text, language)
        for key, text in table["numbers"].items()
    ]
    prompts.append(Prompt(folder + voice.PAUSE, folder + voice.PAUSE, "", language))
    missing = {folder + name for name in needed} - {prompt.name for prompt in prompts}
    if missing:
        raise ValueError(f"{path} has no text for: {', '.join(sorted(missing))}")
    return prompts


def make(city: str, sounds: Path, tell: Callable[[str], None] = lambda _: None) -> Made:
    """Make the sounds of a city below Asterisk's folder of sounds, and the music on hold.

    Raises SoundError for a recording that cannot be used.
    """
    music.write(sounds / "music")
    source, target = paths.PROJECT / "cities" / city, sounds / city
    target.mkdir(parents=True, exist_ok=True)
    prompts = read(source)
    before = _ledger(target)
    wanted = {prompt.name: _digest(source, prompt) for prompt in prompts}
    changed = [prompt for prompt in prompts if before.get(prompt.name) != wanted[prompt.name]]
    tones = _make_changed(changed, source, target, tell) if changed else set()
    done = {name: digest for name, digest in wanted.items() if name not in tones}
    (target / _LEDGER).write_text(json.dumps(done, indent=1))
    return Made(len(changed) - len(tones), len(prompts) - len(changed), len(tones))


def _make_changed(
    changed: list[Prompt], source: Path, target: Path, tell: Callable[[str], None]
) -> set[str]:
    """Make sounds and return the names of those that are only tones, for want of a voice."""
    tones: set[str] = set()
    spoken = [p for p in changed if p.text and not _recording(source, p).is_file()]
    speaker = debs.program(speech.PROGRAM, tell) if spoken else None
    if spoken and speaker is None:
        tell(f"espeak-ng is missing: {len(spoken)} prompts are only tones until it is there")
    for prompt in changed:
        recording = _recording(source, prompt)
        if recording.is_file():
            samples, rate = sound.read(recording)
        elif not prompt.text:
            samples, rate = np.zeros(_TONE_RATE // 3), _TONE_RATE
        elif speaker:
            samples, rate = speech.speak(speaker, prompt.language, prompt.text)
        else:
            samples, rate = _tone(), _TONE_RATE
            tones.add(prompt.name)
        (target / prompt.name).parent.mkdir(parents=True, exist_ok=True)
        sound.write_all(samples, rate, target / prompt.name)
    return tones


def _recording(source: Path, prompt: Prompt) -> Path:
    return source / "recordings" / f"{prompt.key}.wav"


def _tone() -> Samples:
    time = np.arange(_TONE_RATE // 3) / _TONE_RATE
    return np.asarray(np.sin(2 * np.pi * 440 * time) * np.hanning(len(time)), dtype=np.float64)


def _digest(source: Path, prompt: Prompt) -> str:
    recording = _recording(source, prompt)
    content = recording.read_bytes() if recording.is_file() else prompt.text.encode()
    facts = f"{_VERSION} {prompt.language} {speech.WORDS_A_MINUTE} ".encode()
    return hashlib.sha256(facts + content).hexdigest()[:16]


def _ledger(target: Path) -> dict[str, str]:
    path = target / _LEDGER
    return dict(json.loads(path.read_text())) if path.is_file() else {}
