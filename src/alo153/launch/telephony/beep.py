"""The tone after which Asterisk records a telephone: none of Asterisk's own sounds is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from alo153.knowledge import sound

NAME: Final = "beep"
"""The name that Asterisk gives it."""
_RATE: Final = 16000
_HERTZ: Final = 1000
_SECONDS: Final = 0.3
_EDGE_SECONDS: Final = 0.01
_PEAK: Final = 0.3
"""As loud as the music on hold: the ear is at the telephone."""


def write(folder: Path) -> None:
    """Write the tone into Asterisk's folder of sounds, unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    time = np.arange(round(_SECONDS * _RATE)) / _RATE
    edges = np.minimum(np.minimum(time, _SECONDS - time) / _EDGE_SECONDS, 1)
    tone = np.sin(2 * np.pi * _HERTZ * time) * edges
    for ending, rate in sound.RATES.items():
        path = folder / f"{NAME}{ending}"
        if not path.is_file():
            sound.write(sound.level(sound.resample(tone, _RATE, rate), _PEAK), path, rate)
