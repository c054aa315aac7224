"""Measure the sound of talks that are kept as Opus: reading, decoding and measuring."""

from __future__ import annotations

import os
import resource
import tempfile
import time
from pathlib import Path
from typing import Final

import numpy as np
import soundfile

from alo153.calls.media.recordings.spool import RATE
from alo153.quality.actions.measuring import measures_of

_KINDS: Final = 8
"""Talks that differ; each is read and measured as often as the hours ask."""


def run(_place: None, *, hours: float, minutes: float) -> list[str]:
    """Return the report: CPU seconds per hour of sound, and what it holds.

    Encoding the talks is not measured: that is done when a recording is kept.
    """
    count = max(1, round(hours * 60 / minutes))
    with tempfile.TemporaryDirectory(prefix="alo153-sound-") as name:
        kinds = range(min(_KINDS, count))
        files = [_talk(Path(name) / f"{kind}.ogg", minutes, kind) for kind in kinds]
        began, cpu = time.perf_counter(), time.process_time()
        silence = 0.0
        for number in range(count):
            with files[number % len(files)].open("rb") as file:
                found = measures_of(file)
            silence += found.silence if found else 0.0
        cpu, wall = time.process_time() - cpu, time.perf_counter() - began
    measured = count * minutes / 60
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        f"{count:,} talks of {60 * minutes:.0f} s ({measured:.2f} hours of sound), "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}",
        f"{cpu / measured:.2f} CPU s per hour of sound, {cpu:.1f} CPU s and {wall:.1f} s in all, "
        f"{most:.0f} MB at the most, mean silence {silence / count:.2f}",
    ]


def _talk(path: Path, minutes: float, kind: int) -> Path:
    """Write a talk of two who speak in turns, with pauses and noise, as recordings are kept."""
    chance = np.random.default_rng(kind)
    at = np.arange(int(minutes * 60 * RATE)) / RATE
    sides = []
    for phase in (0.0, np.pi):
        turns = np.clip(np.sin(at / (2 + kind % 3) + phase), 0, 1) * (np.sin(at * 7 + 0.5) > 0)
        voice = turns * np.sin(2 * np.pi * (180 + 40 * kind) * at) * 0.4
        sides.append(voice + chance.normal(0, 0.001, at.size))
    soundfile.write(path, np.stack(sides, 1), RATE, format="OGG", subtype="OPUS")
    return path
