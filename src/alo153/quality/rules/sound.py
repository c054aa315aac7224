"""Measures of a talk from its two recorded sides, without a model of language. Pure.

Sound is cut into frames of 20 ms. A side speaks in a frame that is louder than its own noise by
10 dB, and never below -50 dBFS; gaps of up to 200 ms within words are closed. The noise of a side
is the level that a tenth of its frames stay below.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

type Sound = NDArray[np.float32]
"""Samples of one side, -1 to 1."""
type Frames = NDArray[np.float64]

FRAME_SECONDS: Final = 0.02
_QUIETEST_DB: Final = -90.0
_SPEECH_ABOVE_NOISE_DB: Final = 10.0
_SPEECH_FROM_DB: Final = -50.0
_NOISE_PERCENTILE: Final = 10
_NOISE_AT_MOST_DB: Final = -45.0
"""Speech without a pause has no quiet frame: this limit keeps it from counting as noise."""
_CLOSED_FRAMES: Final = 10
_CLIPPED: Final = 0.99
_ANSWER_WITHIN: Final = 500
"""Frames: a silence of more than ten seconds is no pause before an answer."""
SILENCE_FROM_SECONDS: Final = 10.0
"""A shorter silence gets no mark of its own."""
OVERLAP_FROM_SECONDS: Final = 1.0
"""A shorter word into the other's sentence ("yes, yes") gets no mark."""
_MARKS_AT_MOST: Final = 60
"""The longest of a kind in a talk: more marks would fill the waveform."""

type Span = tuple[float, float]
"""Begin and end of a part of a recording, in seconds."""


@dataclass(frozen=True)
class Side:
    """The measurements of a side in each frame: level in dBFS, and share of clipped samples."""

    level: Frames
    clipped: Frames


@dataclass(frozen=True)
class Measures:
    """Measures of one talk. Shares are 0 to 1 of its length; seconds; levels in dBFS.

    Args:
        silence: share in which nobody speaks.
        longest_silence: seconds.
        overlap: share in which both speak.
        agent_share: what the agent says of all that is said; None if nobody speaks.
        answer_seconds: the median pause between the citizen's end and the agent's beginning;
            None if the agent never answered.
        silences: the silences of ten seconds or more, the earliest first.
        overlaps: the parts of a second or more in which both speak, the earliest first.
        clipped: the larger share of clipped samples of the two sides.
        citizen_level, agent_level: the median level while that side speaks; None if it never does.
    """

    seconds: float
    silence: float
    longest_silence: float
    overlap: float
    agent_share: float | None
    answer_seconds: float | None
    clipped: float
    citizen_level: float | None
    agent_level: float | None
    silences: tuple[Span, ...] = ()
    overlaps: tuple[Span, ...] = ()


def sides(blocks: Iterable[Sound], rate: int) -> tuple[Side, Side]:
    """Return the frames of both sides of a recording that is read block by block.

    Args:
        blocks: arrays of samples by two sides: the citizen's left, the agent's right. Each but
            the last holds whole frames.
        rate: samples a second.
    """
    size = int(rate * FRAME_SECONDS)
    levels: list[Frames] = []
    clipped: list[Frames] = []
    for block in blocks:
        count = len(block) // size
        frames = block[: count * size].reshape(count, size, 2)
        power = np.mean(np.square(frames, dtype=np.float64), axis=1)
        levels.append(10 * np.log10(np.maximum(power, 10 ** (_QUIETEST_DB / 10))))
        clipped.append(np.mean(np.abs(frames) >= _CLIPPED, axis=1))
    level = np.concatenate(levels) if levels else np.empty((0, 2))
    clip = np.concatenate(clipped) if clipped else np.empty((0, 2))
    return Side(level[:, 0], clip[:, 0]), Side(level[:, 1], clip[:, 1])


def measure(citizen: Side, agent: Side) -> Measures:
    """Return the measures of a talk from the frames of its sides, which are as many."""
    count = len(citizen.level)
    if not count:
        return Measures(0.0, 0.0, 0.0, 0.0, None, None, 0.0, None, None)
    theirs, ours = speaks(citizen.level), speaks(agent.level)
    nobody, both = ~theirs & ~ours, theirs & ours
    said = int(theirs.sum() + ours.sum())
    return Measures(
        seconds=count * FRAME_SECONDS,
        silence=float(nobody.mean()),
        longest_silence=_longest(nobody) * FRAME_SECONDS,
        overlap=float(both.mean()),
        agent_share=float(ours.sum()) / said if said else None,
        answer_seconds=_answer_seconds(theirs, ours),
        clipped=float(max(citizen.clipped.mean(), agent.clipped.mean())),
        citizen_level=_median(citizen.level[theirs]),
        agent_level=_median(agent.level[ours]),
        silences=_spans(nobody, SILENCE_FROM_SECONDS),
        overlaps=_spans(both, OVERLAP_FROM_SECONDS),
    )


def cut(silences: Iterable[Span], left_out: Iterable[Span]) -> list[Span]:
    """Return the silences of ten seconds or more outside the parts that were not recorded."""
    parts = list(silences)
    for begin, end in left_out:
        halves = ((s, min(e, begin)) for s, e in parts), ((max(s, end), e) for s, e in parts)
        parts = sorted({(s, e) for half in halves for s, e in half if e > s})
    return [(begin, end) for begin, end in parts if end - begin >= SILENCE_FROM_SECONDS]


def speaks(level: Frames) -> NDArray[np.bool_]:
    """Return in which frames a side speaks."""
    noise = float(np.percentile(level, _NOISE_PERCENTILE))
    above = min(noise, _NOISE_AT_MOST_DB) + _SPEECH_ABOVE_NOISE_DB
    loud = level > max(_SPEECH_FROM_DB, above)
    closed = loud.copy()
    for begin, end in _runs(~loud):
        if begin > 0 and end < len(loud) and end - begin <= _CLOSED_FRAMES:
            closed[begin:end] = True
    return closed


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return where each run of true begins and ends."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(begin), int(end)) for begin, end in edges.reshape(-1, 2)]


def _spans(flags: NDArray[np.bool_], shortest: float) -> tuple[Span, ...]:
    """Return the runs of true of so many seconds or more; of many the longest."""
    spans = ((begin * FRAME_SECONDS, end * FRAME_SECONDS) for begin, end in _runs(flags))
    long = (span for span in spans if span[1] - span[0] >= shortest)
    longest = sorted(long, key=lambda span: span[0] - span[1])[:_MARKS_AT_MOST]
    return tuple(sorted((round(begin, 1), round(end, 1)) for begin, end in longest))


def _longest(flags: NDArray[np.bool_]) -> int:
    return max((end - begin for begin, end in _runs(flags)), default=0)


def _answer_seconds(theirs: NDArray[np.bool_], ours: NDArray[np.bool_]) -> float | None:
    """Return the median pause between an end of the citizen and the next beginning of the agent."""
    begins = np.array([begin for begin, _ in _runs(ours)])
    pauses = []
    for _, end in _runs(theirs):
        later = begins[begins >= end]
        if later.size and later[0] - end <= _ANSWER_WITHIN and not theirs[end : later[0]].any():
            pauses.append(later[0] - end)
    return float(np.median(pauses)) * FRAME_SECONDS if pauses else None


def _median(levels: Frames) -> float | None:
    return float(np.median(levels)) if levels.size else None
