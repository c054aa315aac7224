"""What callers hear: the sounds of a city, made from its `voice.toml`.

A recording by a person wins: one that was made on the page of prompts, else
`cities/<city>/recordings/<key>.wav`; else the voice of
`ALO153_VOICE` reads the text, and espeak-ng where that fails; without any a short tone stands in.
Only what changed is made again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from alo153.calls.menu.prompts import Prompt, read
from alo153.knowledge import sound
from alo153.knowledge.prompts import recordings
from alo153.knowledge.sound import Samples
from alo153.knowledge.speech import city_words, espeak, setting
from alo153.knowledge.speech.contract import NoAnswer, SpeechError
from alo153.knowledge.speech.reader import Reader
from alo153.launch import paths
from alo153.launch.debian import debs
from alo153.launch.telephony import music

_LEDGER = ".made.json"
_TONE_RATE = 16000
_VERSION = "2"
"""Raised when the way of making changes, so that all is made again."""


@dataclass(frozen=True)
class Made:
    """What was done, for the screen. `spare`: read by espeak-ng, for the chosen voice failed."""

    made: int
    kept: int
    tones: int
    spare: int = 0


def make(city: str, sounds: Path, tell: Callable[[str], None] = lambda _: None) -> Made:
    """Make the sounds of a city below Asterisk's folder of sounds, and the music on hold.

    Raises SoundError for a recording that cannot be used.
    """
    music.write(sounds / "music")
    source, target = paths.PROJECT / "cities" / city, sounds / city
    target.mkdir(parents=True, exist_ok=True)
    prompts = read(source)
    before, reader = _ledger(target), _reader(source, target, prompts, tell)
    wanted = {prompt.name: _digest(source, target, prompt, reader) for prompt in prompts}
    changed = [prompt for prompt in prompts if before.get(prompt.name) != wanted[prompt.name]]
    failed = _make_changed(changed, source, target, reader)
    _tell_failures(failed, tell)
    done = {name: digest for name, digest in wanted.items() if name not in failed}
    (target / _LEDGER).write_text(json.dumps(done, indent=1))
    tones = sum(each.is_tone for each in failed.values())
    spare = len(failed) - tones
    return Made(len(changed) - tones, len(prompts) - len(changed), tones, spare)


def _reader(
    source: Path, target: Path, prompts: list[Prompt], tell: Callable[[str], None]
) -> Reader:
    """Return the voice of the city. Raises ValueError for a wrong setting."""
    spoken = any(each.text and not _recording(source, target, each).is_file() for each in prompts)
    return Reader.of(
        os.environ.get(setting.VARIABLE, ""),
        program=debs.program(espeak.PROGRAM, tell) if spoken else None,
        language=prompts[0].language,
        words=city_words.of(source),
    )


@dataclass(frozen=True)
class _Failure:
    """Why the chosen voice did not read a prompt, and whether only a tone stands in.

    `hangs`: why it is not asked again in this run; empty: it is.
    """

    reason: str
    is_tone: bool
    hangs: str = ""


def _make_changed(
    changed: list[Prompt], source: Path, target: Path, reader: Reader
) -> dict[str, _Failure]:
    """Make sounds; return by name what the chosen voice did not read: it is tried again."""
    failed: dict[str, _Failure] = {}
    for prompt in changed:
        recording = _recording(source, target, prompt)
        if recording.is_file():
            samples, rate = sound.read(recording)
        elif not prompt.text:
            samples, rate = np.zeros(_TONE_RATE // 3), _TONE_RATE
        else:
            samples, rate, failure = _spoken(prompt, reader)
            if failure:
                failed[prompt.name] = failure
                # A voice that hangs holds up the start once, and not with each prompt
                reader = reader.giving_up(failure.hangs) if failure.hangs else reader
        (target / prompt.name).parent.mkdir(parents=True, exist_ok=True)
        sound.write_all(samples, rate, target / prompt.name)
    return failed


def _spoken(prompt: Prompt, reader: Reader) -> tuple[Samples, int, _Failure | None]:
    try:
        read = reader.read(prompt.language, prompt.text)
    except SpeechError as error:
        # Without what espeak-ng said: it says it again for each prompt
        hangs = str(error).partition("; ")[0] if isinstance(error, NoAnswer) else ""
        return _tone(), _TONE_RATE, _Failure(str(error), is_tone=True, hangs=hangs)
    if not read.failure:
        return read.samples, read.rate, None
    failure = _Failure(read.failure, is_tone=False, hangs=read.failure if read.hangs else "")
    return read.samples, read.rate, failure


def _tell_failures(failed: Mapping[str, _Failure], tell: Callable[[str], None]) -> None:
    """Say once for each reason how many prompts it concerns."""
    for reason, number in Counter(each.reason for each in failed.values()).items():
        tones = any(each.is_tone for each in failed.values() if each.reason == reason)
        stands_in = "are only tones" if tones else f"are read by {espeak.PROGRAM}"
        tell(f"{reason}: {number} prompts {stands_in} until it is mended")


def _recording(source: Path, target: Path, prompt: Prompt) -> Path:
    """Return where a person's recording is, or would be: that of the page comes first."""
    own = recordings.path(target, prompt.key)
    return own if own.is_file() else source / "recordings" / f"{prompt.key}.wav"


def _tone() -> Samples:
    time = np.arange(_TONE_RATE // 3) / _TONE_RATE
    return np.asarray(np.sin(2 * np.pi * 440 * time) * np.hanning(len(time)), dtype=np.float64)


def _digest(source: Path, target: Path, prompt: Prompt, reader: Reader) -> str:
    """Return what differs once the recording, the text, or the voice that reads it is another."""
    recording = _recording(source, target, prompt)
    if recording.is_file():
        content, voice_of = recording.read_bytes(), "recording"
    elif not prompt.text:
        content, voice_of = b"", "silence"
    else:
        content = reader.spoken_form(prompt.language, prompt.text).encode()
        voice_of = reader.identity(prompt.language)
    facts = f"{_VERSION} {prompt.language} {voice_of} ".encode()
    return hashlib.sha256(facts + content).hexdigest()[:16]


def _ledger(target: Path) -> dict[str, str]:
    path = target / _LEDGER
    return dict(json.loads(path.read_text())) if path.is_file() else {}
