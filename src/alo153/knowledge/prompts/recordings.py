"""The store of recorded prompts: the folder of sounds, which all programs share."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from alo153.knowledge import sound
from alo153.knowledge.sound import Samples, SoundError

FOLDER: Final = ".recorded"
MOST_BYTES: Final = 8 * 1024 * 1024
MOST_SECONDS: Final = 60
_LEAST_SECONDS: Final = 0.2


def path(sounds: Path, key: str) -> Path:
    """Return where the recording of a prompt is, or would be, below the city's sounds."""
    return sounds / FOLDER / f"{key}.wav"


def checked(content: bytes) -> tuple[Samples, int]:
    """Return a recording as samples and their rate.

    Raises:
        SoundError: it is no wav file of 16 bits, silent, too short or longer than a minute.
    """
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(content)
        file.flush()
        samples, rate = sound.read(Path(file.name))
    seconds = len(samples) / rate if rate else 0
    if not _LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise SoundError(f"it lasts {seconds:.1f} seconds")
    if float(abs(samples).max()) < sound.PEAK / 100:
        raise SoundError("it is silent")
    return samples, rate
