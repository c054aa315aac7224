"""The contract of every machine that reads."""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np

from alo153.knowledge.sound import Samples

SECONDS = 20.0
"""No text takes longer; a machine that hangs is given up."""
_QUIET: Final = 0.01
"""Quieter samples count as silence."""


class SpeechError(RuntimeError):
    """The text could not be spoken."""


class NoAnswer(SpeechError):
    """The machine hangs or is not there: the next text would wait as long as this one did."""


class Engine(Protocol):
    """A machine that reads texts."""

    @property
    def identity(self) -> str:
        """Name engine, voice and model: a sound is made anew where this differs."""

    def speak(self, language: str, text: str) -> tuple[Samples, int]:
        """Return a text as samples and their rate. Raises SpeechError."""


def trimmed(samples: Samples, rate: int) -> Samples:
    """Cut the silence around speech to a tenth of a second: prompts are strung together.

    Raises SpeechError where nothing is heard.
    """
    loud = np.flatnonzero(np.abs(samples) > _QUIET)
    if not len(loud):
        raise SpeechError("the voice returned silence")
    margin = rate // 10
    return samples[max(0, loud[0] - margin) : loud[-1] + margin]
