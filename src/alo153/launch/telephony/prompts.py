"""Make the sounds of a city for callers, from its `voice.toml` in force.

A recording by a person wins; else the voice of `ALO153_VOICE` reads the text, and espeak-ng where
that fails. `knowledge/prompts/making.py` makes them; only what changed is made again.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from alo153.calls.menu.prompts import Prompt, read
from alo153.knowledge.prompts import making
from alo153.knowledge.prompts.making import Failure
from alo153.knowledge.speech import city_words, espeak, setting
from alo153.knowledge.speech.reader import Reader
from alo153.launch import paths
from alo153.launch.debian import debs
from alo153.launch.telephony import beep, music


@dataclass(frozen=True)
class Made:
    """The result, for the screen. `spare`: read by espeak-ng, because the chosen voice failed."""

    made: int
    kept: int
    tones: int
    spare: int = 0


def make(city: str, sounds: Path, tell: Callable[[str], None] = lambda _: None) -> Made:
    """Make the sounds of a city below Asterisk's folder of sounds, the music on hold and a tone.

    Raises SoundError for a recording that cannot be used.
    """
    music.write(sounds / "music")
    beep.write(sounds)
    source, target = paths.city_files(city), sounds / city
    target.mkdir(parents=True, exist_ok=True)
    prompts = read(source)
    reader = _reader(source, target, prompts, tell)
    made = making.make_changed(prompts, source=source, target=target, reader=reader)
    _tell_failures(made.failed, tell)
    tones = sum(each.is_tone for each in made.failed.values())
    return Made(made.made - tones, made.kept, tones, len(made.failed) - tones)


def _reader(
    source: Path, target: Path, prompts: list[Prompt], tell: Callable[[str], None]
) -> Reader:
    """Return the voice of the city. Raises ValueError for a wrong setting."""
    spoken = any(
        each.text and not making.recording(source, target, each).is_file() for each in prompts
    )
    return Reader.of(
        os.environ.get(setting.VARIABLE, ""),
        program=debs.program(espeak.PROGRAM, tell) if spoken else None,
        language=prompts[0].language,
        words=city_words.of(source),
    )


def _tell_failures(failed: Mapping[str, Failure], tell: Callable[[str], None]) -> None:
    """Say once for each reason how many prompts it concerns."""
    for reason, number in Counter(each.reason for each in failed.values()).items():
        tones = any(each.is_tone for each in failed.values() if each.reason == reason)
        stands_in = "are only tones" if tones else f"are read by {espeak.PROGRAM}"
        tell(f"{reason}: {number} prompts {stands_in} until it is mended")
