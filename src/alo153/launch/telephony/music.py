"""Music on hold of our own, so that nobody has to ask whose it is.

A slow broken chord over four harmonies, soft as a music box, in the band a telephone carries.
Every note that outlasts the end rings on at the beginning: the loop has no seam.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from alo153.knowledge import sound
from alo153.knowledge.sound import Samples

RATE = 16000
BEAT_SECONDS = 0.6
BEATS_A_BAR = 8
PEAK = 0.3
"""Quieter than speech: one waits next to it."""
# Semitones above A3 (220 Hz): the notes of each bar's chord, lowest first.
HARMONIES = ((0, 7, 12, 15), (-4, 8, 12, 15), (3, 10, 15, 19), (-2, 10, 14, 17))
PATTERNS = ((0, 1, 2, 3, 2, 1, 2, 1), (0, 2, 1, 3, 1, 2, 3, 2))
_A3 = 220.0
_NOTE_SECONDS = 4.0
_OVERTONES = ((1, 1.0), (2, 0.35), (3, 0.12))


def compose() -> Samples:
    """Return the piece, ready to be repeated, at `RATE`: eight bars of eight beats."""
    bars = [(chord, pattern) for pattern in PATTERNS for chord in HARMONIES]
    step = round(BEAT_SECONDS * RATE)
    piece = np.zeros(len(bars) * BEATS_A_BAR * step)
    for bar, (chord, pattern) in enumerate(bars):
        for beat, degree in enumerate(pattern):
            start = (bar * BEATS_A_BAR + beat) * step
            _ring(piece, _note(chord[degree], 1.0 if beat == 0 else 0.7), start)
    return sound.level(piece, PEAK)


def write(folder: Path) -> None:
    """Write the piece into Asterisk's folder of music, unless it is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for ending, rate in sound.RATES.items():
        path = folder / f"calm{ending}"
        if not path.is_file():
            sound.write(sound.level(sound.resample(compose(), RATE, rate), PEAK), path, rate)


def _note(semitones: int, strength: float) -> Samples:
    """Return one plucked note: a swift, rounded start and a long fading."""
    time = np.arange(round(_NOTE_SECONDS * RATE)) / RATE
    pitch = _A3 * 2 ** (semitones / 12)
    wave = sum(
        (amount * np.sin(2 * np.pi * pitch * order * time) for order, amount in _OVERTONES),
        start=np.zeros_like(time),
    )
    attack = np.minimum(time / 0.02, 1)
    fading = np.exp(-1.6 * time) * np.minimum((_NOTE_SECONDS - time) / 0.5, 1)
    return np.asarray(strength * wave * attack * fading, dtype=np.float64)


def _ring(piece: Samples, note: Samples, start: int) -> None:
    """Add a note; what goes past the end is added at the beginning."""
    places = np.arange(start, start + len(note)) % len(piece)
    np.add.at(piece, places, note)
