"""A part of a recording without what must not be heard. Pure."""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

type Sound = NDArray[np.int16]
type Span = tuple[float, float]

MARGIN_SECONDS: Final = 0.15
"""A name is said a little before and after its mark: a hand is late."""


def muted(sound: Sound, rate: int, spans: Sequence[Span], *, begin: float = 0.0) -> Sound:
    """Return a copy of samples in which the spans are silent on both sides.

    Args:
        spans: begin and end in seconds of the recording, widened by a margin.
        begin: where the samples begin in the recording.
    """
    copy = sound.copy()
    for first, last in spans:
        low = round((first - MARGIN_SECONDS - begin) * rate)
        high = round((last + MARGIN_SECONDS - begin) * rate)
        copy[max(0, low) : max(0, high)] = 0
    return copy
