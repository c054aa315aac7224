"""Two files of raw sound become one with two sides: citizen left, agent right. Knows no Django.

All goes block by block, so that a call of two hours needs no more memory than one of a minute.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import soundfile
from numpy.typing import NDArray

from alo153.calls.media.recordings.spool import RATE, SAMPLE_BYTES, SpoolFiles

BLOCK_SAMPLES = 10 * RATE
BARS = 600
"""Bars of the picture of a recording, for each side."""

type Samples = NDArray[np.int16]
type Span = tuple[float, float]


class RecordingForm(StrEnum):
    """The format of recordings; the last value means that calls are not recorded."""

    OPUS = "opus"
    WAV = "wav"
    OFF = "off"


MEDIA_TYPES = {RecordingForm.OPUS: "audio/ogg", RecordingForm.WAV: "audio/wav"}
_FORMATS = {RecordingForm.OPUS: ("OGG", "OPUS"), RecordingForm.WAV: ("WAV", "PCM_16")}


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """A recording ready to be kept; `peaks` holds `BARS` bytes (0 to 255) of either side."""

    seconds: float
    peaks: bytes


def encode(
    files: SpoolFiles,
    target: Path,
    *,
    form: RecordingForm,
    silent: Sequence[Span] = (),
    ends: float | None = None,
) -> Encoded:
    """Write both sides into `target`; the shorter side ends in silence.

    What comes later than `ends` (seconds) is no talk any more, and left out.

    Nothing of the spans `silent` (seconds from the beginning) is written: what was to be paused
    is left out here too, in case Asterisk was not told in time. Raises OSError and
    soundfile.SoundFileError.
    """
    length = max(_samples(path) for path in files)
    length = length if ends is None else min(length, round(ends * RATE))
    container, codec = _FORMATS[form]
    picture = _Picture(length)
    with soundfile.SoundFile(
        target, "w", samplerate=RATE, channels=2, format=container, subtype=codec
    ) as sound:
        for start, block in _blocks(files, length):
            _silence(block, start, silent)
            sound.write(block)
            picture.add(start, block)
    return Encoded(seconds=length / RATE, peaks=picture.bars())


def digest(chunks: Iterable[bytes]) -> str:
    """Compute SHA-256 of a file's content, chunk by chunk, in hexadecimal."""
    sum_ = hashlib.sha256()
    for chunk in chunks:
        sum_.update(chunk)
    return sum_.hexdigest()


def _samples(path: Path) -> int:
    return path.stat().st_size // SAMPLE_BYTES if path.exists() else 0


def _blocks(files: SpoolFiles, length: int) -> Iterator[tuple[int, Samples]]:
    with ExitStack() as stack:
        sides = [stack.enter_context(path.open("rb")) if path.exists() else None for path in files]
        for start in range(0, length, BLOCK_SAMPLES):
            block = np.zeros((min(BLOCK_SAMPLES, length - start), 2), np.int16)
            for column, side in enumerate(sides):
                read = _read(side, len(block))
                block[: len(read), column] = read
            yield start, block


def _read(side: BinaryIO | None, count: int) -> Samples:
    content = side.read(count * SAMPLE_BYTES) if side else b""
    return np.frombuffer(content[: len(content) // SAMPLE_BYTES * SAMPLE_BYTES], "<i2")


def _silence(block: Samples, start: int, spans: Sequence[Span]) -> None:
    for begin, end in spans:
        first, last = round(begin * RATE) - start, round(end * RATE) - start
        block[max(0, first) : max(0, last)] = 0


class _Picture:
    """The loudest moment of each bar, gathered block by block."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._peaks: NDArray[Any] = np.zeros((BARS, 2), np.int32)

    def add(self, start: int, block: Samples) -> None:
        """Take a block that begins at sample `start`."""
        bars = (np.arange(start, start + len(block)) * BARS) // self._length
        edges = np.flatnonzero(np.diff(bars, prepend=-1))
        loudest = np.maximum.reduceat(np.abs(block.astype(np.int32)), edges, axis=0)
        np.maximum.at(self._peaks, bars[edges], loudest)

    def bars(self) -> bytes:
        """Return the bars of the left side, then of the right."""
        return bytes(np.minimum(self._peaks >> 7, 255).astype(np.uint8).T.tobytes())
