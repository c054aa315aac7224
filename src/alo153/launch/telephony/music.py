"""Music on hold of our own, so that nobody has to ask whose it is.

Made for this project: a slow broken chord over four harmonies, in the band a telephone carries.
What outlasts the end rings on at the beginning: the loop has no seam.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import soundfile

from alo153.knowledge import sound

PIECE: Final = Path(__file__).with_name("calm.ogg")
PEAK: Final = 0.3
"""Quieter than speech: one waits next to it."""


def write(folder: Path) -> None:
    """Write the piece into Asterisk's folder of music, unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending, rate in sound.RATES.items():
        path = folder / f"calm{ending}"
        if not path.is_file():
            piece, own = soundfile.read(PIECE)
            sound.write(sound.level(sound.resample(piece, own, rate), PEAK), path, rate)
