"""The sounds of prompts, made from their texts: only what changed is made again.

A recording by a person wins: one that was made on the page of prompts, else
`recordings/<key>.wav` of the city's files; else the voice reads the text. Where no voice can, a
short tone takes its place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from alo153.knowledge import sound
from alo153.knowledge.prompts import recordings
from alo153.knowledge.sound import Samples
from alo153.knowledge.speech.contract import NoAnswer, SpeechError
from alo153.knowledge.speech.reader import Reader

_LEDGER: Final = ".made.json"
_TONE_RATE: Final = 16000
_VERSION: Final = "2"
"""Raised when the way of making changes, so that all is made again."""


class Prompt(Protocol):
    """A prompt: its key in voice.toml, the name of its sound, its text. No text is silence."""

    @property
    def key(self) -> str:
        """Return its key in voice.toml."""

    @property
    def name(self) -> str:
        """Return the name of its sound."""

    @property
    def text(self) -> str:
        """Return what is said."""

    @property
    def language(self) -> str:
        """Return the language it is said in."""


@dataclass(frozen=True)
class Failure:
    """Why the chosen voice did not read a prompt, and whether only a tone takes its place.

    `hangs`: why it is not asked again in this run; empty: it is.
    """

    reason: str
    is_tone: bool
    hangs: str = ""


@dataclass(frozen=True)
class Made:
    """The numbers of made and kept sounds, and names that the chosen voice did not read."""

    made: int
    kept: int
    failed: Mapping[str, Failure]


def make_changed(
    prompts: Sequence[Prompt], *, source: Path, target: Path, reader: Reader, tones: bool = True
) -> Made:
    """Make the sounds of the prompts whose recording, text or voice is another than before.

    What the chosen voice did not read is tried again the next time.

    Args:
        source: the city's folder of files.
        target: the city's folder of sounds.
        tones: let a tone replace it; else the former sounds stay and it raises.

    Raises:
        SoundError: a recording cannot be used.
        SpeechError: no voice can read a prompt, and no tone is wanted.
    """
    before = _ledger(target)
    wanted = {each.name: _digest(source, target, each, reader) for each in prompts}
    changed = [each for each in prompts if before.get(each.name) != wanted[each.name]]
    failed: dict[str, Failure] = {}
    for each in changed:
        failure = _make(each, source, target, reader, tones=tones)
        if failure:
            failed[each.name] = failure
            # A voice that hangs holds up the start once, and not with each prompt
            reader = reader.giving_up(failure.hangs) if failure.hangs else reader
    done = {name: digest for name, digest in wanted.items() if name not in failed}
    (target / _LEDGER).write_text(json.dumps(done, indent=1))
    return Made(len(changed), len(prompts) - len(changed), failed)


def recording(source: Path, target: Path, prompt: Prompt) -> Path:
    """Return where a person's recording is, or would be: that of the page comes first."""
    own = recordings.path(target, prompt.key)
    return own if own.is_file() else source / "recordings" / f"{prompt.key}.wav"


def _make(
    prompt: Prompt, source: Path, target: Path, reader: Reader, *, tones: bool
) -> Failure | None:
    recorded, failure = recording(source, target, prompt), None
    if recorded.is_file():
        samples, rate = sound.read(recorded)
    elif not prompt.text:
        samples, rate = np.zeros(_TONE_RATE // 3), _TONE_RATE
    else:
        samples, rate, failure = _spoken(prompt, reader, tones=tones)
    (target / prompt.name).parent.mkdir(parents=True, exist_ok=True)
    sound.write_all(samples, rate, target / prompt.name)
    return failure


def _spoken(prompt: Prompt, reader: Reader, *, tones: bool) -> tuple[Samples, int, Failure | None]:
    try:
        read = reader.read(prompt.language, prompt.text)
    except SpeechError as error:
        if not tones:
            raise
        # Without what espeak-ng said: it says it again for each prompt
        hangs = str(error).partition("; ")[0] if isinstance(error, NoAnswer) else ""
        return _tone(), _TONE_RATE, Failure(str(error), is_tone=True, hangs=hangs)
    if not read.failure:
        return read.samples, read.rate, None
    failure = Failure(read.failure, is_tone=False, hangs=read.failure if read.hangs else "")
    return read.samples, read.rate, failure


def _tone() -> Samples:
    time = np.arange(_TONE_RATE // 3) / _TONE_RATE
    return np.asarray(np.sin(2 * np.pi * 440 * time) * np.hanning(len(time)), dtype=np.float64)


def _digest(source: Path, target: Path, prompt: Prompt, reader: Reader) -> str:
    """Return what differs once the recording, the text, or the voice that reads it is another."""
    recorded = recording(source, target, prompt)
    if recorded.is_file():
        content, voice_of = recorded.read_bytes(), "recording"
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
