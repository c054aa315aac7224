"""Measure the sound of recordings that were kept."""

import logging
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import BinaryIO, Final

import numpy as np
import soundfile
from django.core.files import File
from django.db.models import QuerySet

from alo153.calls.media.recordings.store import store
from alo153.calls.models import Recording
from alo153.calls.models.recordings import RecordingState
from alo153.quality.models import SoundMeasures
from alo153.quality.rules.sound import FRAME_SECONDS, Measures, Sound, measure, sides

AT_ONCE: Final = 20
"""Recordings of one run: half a minute of a core at the most."""
_BACK: Final = timedelta(days=2)
_BLOCK_FRAMES: Final = 3_000
"""Frames that are read at once: a minute of sound."""
_SIDES: Final = 2

logger = logging.getLogger(__name__)


def measure_due(*, at: datetime) -> int:
    """Measure some of the recordings that were kept lately; returns how many.

    A file that cannot be read gets a row without measures: it is reported where it is listened to.
    """
    rows = list(_due(at)[:AT_ONCE])
    for recording in rows:
        found = _measured(recording)
        SoundMeasures.objects.get_or_create(
            recording=recording, defaults={"measured_at": at, **(asdict(found) if found else {})}
        )
    return len(rows)


def _due(at: datetime) -> QuerySet[Recording]:
    kept = Recording.objects.filter(state=RecordingState.KEPT, kept_at__gte=at - _BACK)
    return kept.filter(sound_measures=None).order_by("kept_at")


def _measured(recording: Recording) -> Measures | None:
    try:
        with store().open(recording.file) as file:
            return measures_of(file)
    except (OSError, soundfile.SoundFileError):
        logger.warning("the sound of recording %s cannot be measured", recording.pk)
        return None


def measures_of(file: "BinaryIO | File[bytes]") -> Measures | None:
    """Return the measures of a kept sound; None if it has not two sides.

    Raises OSError and soundfile.SoundFileError.
    """
    with soundfile.SoundFile(file) as sound:
        if sound.channels != _SIDES:
            return None
        citizen, agent = sides(_blocks(sound), sound.samplerate)
    return measure(citizen, agent)


def _blocks(sound: soundfile.SoundFile) -> Iterator[Sound]:
    size = int(sound.samplerate * FRAME_SECONDS) * _BLOCK_FRAMES
    while len(block := sound.read(size, dtype="float32", always_2d=True)):
        yield np.asarray(block, dtype=np.float32)
