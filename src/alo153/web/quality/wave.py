"""The picture of a recording, drawn from its peaks: the browser need not have the sound. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

BARS = 600
MIDDLE = 50
HIGHEST = 46
# Loudness is felt less than it is measured: quiet words would not be seen otherwise
CURVE = 0.6


@dataclass(frozen=True, kw_only=True)
class Wave:
    """Two paths of an SVG of 600 x 100: the citizen above the middle, the agent below."""

    citizen: str
    agent: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A part of the picture: not recorded, silent, or the place where somebody came."""

    x: float
    width: float
    begin: float
    end: float
    words: str
    who: str


def draw(peaks: bytes) -> Wave:
    """Draw both sides; without peaks two flat lines."""
    known = peaks if len(peaks) == 2 * BARS else bytes(2 * BARS)
    return Wave(citizen=_path(known[:BARS], -1), agent=_path(known[BARS:], 1))


def place(begin: float, end: float, seconds: float) -> tuple[float, float]:
    """Return the place of a part of a recording in the picture: x and width."""
    x = BARS * begin / seconds if seconds else 0.0
    return round(x, 1), round(max(1.0, BARS * (end - begin) / seconds if seconds else 0.0), 1)


def _path(bars: Sequence[int], way: int) -> str:
    return "".join(
        f"M{number}.5 {MIDDLE + way}V{MIDDLE + way * (1 + _height(bar))}"
        for number, bar in enumerate(bars)
    )


def _height(bar: int) -> int:
    return round(HIGHEST * math.pow(bar / 255, CURVE))
