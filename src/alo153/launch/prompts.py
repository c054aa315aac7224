"""What callers hear: `./alo153 prompts` makes the sounds of a city from its `voice.toml`.

A recording by a person wins (`cities/<city>/recordings/<key>.wav`); else espeak-ng reads the
text; without it a short tone stands in. Only what changed is made again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alo153.launch import debs, music, paths, sound
from alo153.launch.sound import Samples
from alo153.launch.steps import fail, say, step
from alo153.switchboard import voice

_FILE_NAMES = {"position": voice.YOUR_POSITION, "queue_long": voice.MANY_WAITING}
_LEDGER = ".made.json"
_WORDS_A_MINUTE = 145
_TONE_RATE = 16000
_VERSION = "1"
"""Raised when the way of making changes, so that all is made again."""


@dataclass(frozen=True)
class Prompt:
    """One sound: its key in voice.toml, the name of its file, and what it says."""

    key: str
    name: str
    text: str


@dataclass(frozen=True)
class Made:
    """What was done, for the screen."""

    made: int
    kept: int
    tones: int


def main(words: list[str]) -> int:
    """Make the sounds of a city anew where something changed."""
    asked = _parser().parse_args(words)
    sounds = paths.var() / "asterisk/sounds"
    try:
        with step(f"Announcements of {asked.city}") as line:
            made = make(asked.city, sounds, line.say)
            line.note = f"{made.made} made, {made.kept} kept, {made.tones} only tones"
    except (sound.SoundError, ValueError) as reason:
        return fail(str(reason))
    say(f"they lie in {sounds / asked.city}; recordings go to cities/{asked.city}/recordings")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./alo153 prompts", description=__doc__)
    chosen = os.environ.get("ALO153_CITY", "kocaeli")
    parser.add_argument("city", nargs="?", default=chosen, help=f"a folder of cities ({chosen})")
    return parser


def read(city: Path) -> tuple[str, list[Prompt]]:
    """Read language and prompts of a city's folder.

    Raises ValueError when the city lacks a sound that the switchboard plays, or is none.
    """
    if not (city / "voice.toml").is_file():
        raise ValueError(f"{city.name!r} is no city: there is no {city / 'voice.toml'}")
    data = tomllib.loads((city / "voice.toml").read_text(encoding="utf-8"))
    prompts = [Prompt(key, file_name(key), text) for key, text in data["prompts"].items()]
    numbers = data["numbers"].items()
    prompts += [Prompt(f"number_{key}", f"number-{key}", text) for key, text in numbers]
    missing = set(voice.ALL_SOUNDS) - {prompt.name for prompt in prompts}
    if missing:
        raise ValueError(f"{city / 'voice.toml'} has no text for: {', '.join(sorted(missing))}")
    return data["language"], prompts


def file_name(key: str) -> str:
    """Return the name of a prompt's sound, as the switchboard plays it."""
    return _FILE_NAMES.get(key, key.replace("_", "-"))


def make(city: str, sounds: Path, tell: Callable[[str], None] = lambda _: None) -> Made:
    """Make the sounds of a city below Asterisk's folder of sounds, and the music on hold.

    Raises SoundError for a recording that cannot be used.
    """
    music.write(sounds / "music")
    source, target = paths.PROJECT / "cities" / city, sounds / city
    target.mkdir(parents=True, exist_ok=True)
    language, prompts = read(source)
    before = _ledger(target)
    wanted = {prompt.name: _digest(source, language, prompt) for prompt in prompts}
    changed = [prompt for prompt in prompts if before.get(prompt.name) != wanted[prompt.name]]
    tones = _make_changed(changed, source, target, language, tell) if changed else set()
    done = {name: digest for name, digest in wanted.items() if name not in tones}
    (target / _LEDGER).write_text(json.dumps(done, indent=1))
    return Made(len(changed) - len(tones), len(prompts) - len(changed), len(tones))


def _make_changed(
    changed: list[Prompt], source: Path, target: Path, language: str, tell: Callable[[str], None]
) -> set[str]:
    """Make sounds and return the names of those that are only tones, for want of a voice."""
    tones: set[str] = set()
    spoken = [prompt for prompt in changed if not _recording(source, prompt).is_file()]
    speaker = debs.program("espeak-ng", tell) if spoken else None
    if spoken and speaker is None:
        tell(f"espeak-ng is missing: {len(spoken)} prompts are only tones until it is there")
    for prompt in changed:
        recording = _recording(source, prompt)
        if recording.is_file():
            samples, rate = sound.read(recording)
        elif speaker:
            samples, rate = _speak(speaker, language, prompt.text)
        else:
            samples, rate = _tone(), _TONE_RATE
            tones.add(prompt.name)
        sound.write_all(samples, rate, target / prompt.name)
    return tones


def _recording(source: Path, prompt: Prompt) -> Path:
    return source / "recordings" / f"{prompt.key}.wav"


def _speak(speaker: Path, language: str, text: str) -> tuple[Samples, int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        words = [str(speaker), "-v", language, "-s", str(_WORDS_A_MINUTE), "-w", str(path)]
        subprocess.run([*words, "--", text], check=True, capture_output=True)
        samples, rate = sound.read(path)
    return _trimmed(samples, rate), rate


def _trimmed(samples: Samples, rate: int) -> Samples:
    """Cut the silence around speech down to a tenth of a second: prompts are strung together."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)  # noqa: PLR2004 - what an ear takes for silence
    if not len(loud):
        return samples
    margin = rate // 10
    return samples[max(0, loud[0] - margin) : loud[-1] + margin]


def _tone() -> Samples:
    time = np.arange(_TONE_RATE // 3) / _TONE_RATE
    return np.asarray(np.sin(2 * np.pi * 440 * time) * np.hanning(len(time)), dtype=np.float64)


def _digest(source: Path, language: str, prompt: Prompt) -> str:
    recording = _recording(source, prompt)
    content = recording.read_bytes() if recording.is_file() else prompt.text.encode()
    facts = f"{_VERSION} {language} {_WORDS_A_MINUTE} ".encode()
    return hashlib.sha256(facts + content).hexdigest()[:16]


def _ledger(target: Path) -> dict[str, str]:
    path = target / _LEDGER
    return dict(json.loads(path.read_text())) if path.is_file() else {}
