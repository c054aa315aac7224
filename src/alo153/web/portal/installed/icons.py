"""The app's picture on a home screen: the mark of the site, in the city's color."""

import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

type _Dot = tuple[float, float]

# As in `static/web/mark.svg`, on a ground of 32 x 32
_GROUND: Final = 32
_ROUND: Final = 8
_STROKE: Final = 2.4
_CORNERS: Final = ((23.0, 11.0), (23.0, 19.0), (9.0, 19.0), (9.0, 11.0))
_CORNER: Final = 2.5
_TAIL: Final = ((16.0, 21.5), (11.0, 25.5), (11.0, 21.5))
_TICK: Final = ((11.8, 15.0), (14.7, 17.8), (20.2, 12.2))
# Drawn so much larger and made small: Pillow itself draws lines without soft edges
_FINER: Final = 4
# A telephone may cut all but the middle four fifths (W3C App Manifest, "maskable")
_WITHIN_MASK: Final = 0.82


@dataclass(frozen=True)
class Icon:
    """A picture: `whole` fills its square, and the telephone gives it the shape of its own."""

    size: int
    whole: bool = False


ICONS: Final = {
    "app-192": Icon(192),
    "app-512": Icon(512),
    "whole-180": Icon(180, whole=True),
    "whole-192": Icon(192, whole=True),
    "whole-512": Icon(512, whole=True),
}


@lru_cache(maxsize=2 * len(ICONS))
def png(icon: Icon, color: str) -> bytes:
    """Return a picture as PNG; `color` is that of the ground, as `#0b6a5b`."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - a web process draws five pictures, once

    side = icon.size * _FINER
    picture = Image.new("RGBA", (side, side))
    draw = ImageDraw.Draw(picture)
    corner = 0 if icon.whole else _ROUND / _GROUND * side
    draw.rounded_rectangle((0, 0, side - 1, side - 1), corner, fill=color)
    scale = side / _GROUND * (_WITHIN_MASK if icon.whole else 1)
    for line in (_bubble(), list(_TICK)):
        _trace(draw, [_placed(dot, side, scale) for dot in line], width=_STROKE * scale)
    written = io.BytesIO()
    picture.resize((icon.size, icon.size), Image.Resampling.LANCZOS).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()


def _bubble() -> list[_Dot]:
    """Return the outline of the speech bubble, clockwise from its upper right corner."""
    dots: list[_Dot] = []
    for number, (x, y) in enumerate(_CORNERS):
        dots += _arc(x, y, quarter=number)
        if number == 1:  # along the lower edge
            dots += _TAIL
    return [*dots, dots[0], dots[1]]


def _arc(x: float, y: float, *, quarter: int, steps: int = 8) -> Iterator[_Dot]:
    for step in range(steps + 1):
        angle = math.pi / 2 * (quarter - 1 + step / steps)
        yield x + _CORNER * math.cos(angle), y + _CORNER * math.sin(angle)


def _placed(dot: _Dot, side: int, scale: float) -> _Dot:
    x, y = (side / 2 + (part - _GROUND / 2) * scale for part in dot)
    return x, y


def _trace(draw: "ImageDraw", dots: list[_Dot], *, width: float) -> None:
    """Draw a line with round joints and ends."""
    draw.line(dots, fill="white", width=round(width), joint="curve")
    for x, y in (dots[0], dots[-1]):
        ends = (x - width / 2, y - width / 2, x + width / 2, y + width / 2)
        draw.ellipse(ends, fill="white")
