"""Sound as arrays: read a wav file, change its rate, write what Asterisk plays.

Samples are floats between -1 and 1, one channel. Asterisk plays `.wav` at 8 kHz (a telephone)
and `.wav16` at 16 kHz (a browser), and takes whichever costs it less.
"""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

RATES = {".wav": 8000, ".wav16": 16000}
PEAK = 0.7
"""About -3 dB: loud, with room for what codecs add."""
_FULL = 32767
_LOWEST, _HIGHEST = 80, 3600
"""Hertz: a telephone carries nothing beyond, and codecs fold it back as noise."""


class SoundError(ValueError):
    """Say why a file cannot be used as a recording."""


def read(path: Path) -> tuple[Samples, int]:
    """Read a 16-bit wav file of any rate; channels are mixed into one. Raises SoundError."""
    try:
        with wave.open(str(path), "rb") as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            frames = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise SoundError(f"{path} is no wav file: {error}") from error
    if width != 2:  # noqa: PLR2004 - bytes of a sample
        raise SoundError(f"{path} has {8 * width} bits a sample; save it with 16")
    whole = len(frames) // (2 * channels) * 2 * channels
    values = np.frombuffer(frames[:whole], dtype="<i2").astype(np.float64) / _FULL
    return values.reshape(-1, channels).mean(axis=1), rate


def resample(samples: Samples, source: int, target: int) -> Samples:
    """Change the rate through the spectrum, so that nothing folds back below the new limit."""
    count = round(len(samples) * target / source)
    spectrum = np.fft.rfft(samples)
    frequencies = np.fft.rfftfreq(len(samples), 1 / source)
    spectrum[(frequencies < _LOWEST) | (frequencies > _HIGHEST)] = 0
    kept = np.zeros(count // 2 + 1, dtype=spectrum.dtype)
    size = min(len(kept), len(spectrum))
    kept[:size] = spectrum[:size]
    return np.asarray(np.fft.irfft(kept, count) * (target / source), dtype=np.float64)


def level(samples: Samples, peak: float = PEAK) -> Samples:
    """Bring the loudest sample to `peak`; silence stays silence."""
    loudest = float(np.max(np.abs(samples), initial=0.0))
    return samples * (peak / loudest) if loudest else samples


def write(samples: Samples, path: Path, rate: int) -> None:
    """Write a 16-bit wav file, complete or not at all: Asterisk may be reading it."""
    beside = path.with_name(f".{path.name}.new")
    with wave.open(str(beside), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", "not compressed"))
        file.writeframes((np.clip(samples, -1, 1) * _FULL).astype("<i2").tobytes())
    beside.replace(path)


def write_all(samples: Samples, rate: int, stem: Path) -> None:
    """Write `stem.wav` and `stem.wav16`."""
    for ending, target in RATES.items():
        write(level(resample(samples, rate, target)), stem.with_name(stem.name + ending), target)
