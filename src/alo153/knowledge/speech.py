"""A machine reads a text: espeak-ng gives every city a voice until people record one."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import numpy as np

from alo153.knowledge import sound
from alo153.knowledge.sound import Samples

PROGRAM = "espeak-ng"
WORDS_A_MINUTE = 145
SECONDS = 20.0
"""No text takes longer; a program that hangs is stopped."""
_QUIET = 0.01
"""Quieter samples count as silence."""


class SpeechError(RuntimeError):
    """The text could not be spoken."""


def speak(program: Path, language: str, text: str) -> tuple[Samples, int]:
    """Return a text as samples and their rate, with a tenth of a second of silence around it.

    Raises SpeechError when the program fails, or takes longer than SECONDS.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        words = [str(program), "-v", language, "-s", str(WORDS_A_MINUTE), "-w", str(path)]
        try:
            subprocess.run(  # noqa: S603 - our own program; the text is one word of the command
                [*words, "--", text], check=True, capture_output=True, timeout=SECONDS
            )
            samples, rate = sound.read(path)
        except (OSError, subprocess.SubprocessError, sound.SoundError) as error:
            raise SpeechError(f"{program.name} could not read a text: {error}") from error
    return _trimmed(samples, rate), rate


def _trimmed(samples: Samples, rate: int) -> Samples:
    """Cut the silence around speech down: prompts are strung together."""
    loud = np.flatnonzero(np.abs(samples) > _QUIET)
    if not len(loud):
        return samples
    margin = rate // 10
    return samples[max(0, loud[0] - margin) : loud[-1] + margin]


def find(programs: Path) -> Path | None:
    """Return the machine that reads: the one installed here, or the one `./alo153 up` fetched."""
    installed = shutil.which(PROGRAM)
    if installed:
        return Path(installed)
    fetched = programs / PROGRAM
    return fetched if fetched.is_file() else None
