"""Calls of today by half hours, against the usual, drawn as SVG: bars, and a line of steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.calls.floor import levels
from alo153.city import queries as city
from alo153.reports.queries.usual import HALF_HOURS, calls_by_half_hour

WIDTH: Final = 960
HEIGHT: Final = 160
_HALF_HOUR: Final = timedelta(minutes=30)
_STEP: Final = WIDTH // HALF_HOURS
_GAP: Final = 3
# Below so many calls in half an hour the drawing would say that one call is a flood
_LEAST_TOP: Final = 4


@dataclass(frozen=True)
class Bar:
    """Half an hour of today: its numbers, and its column on the drawing as a path."""

    begins_at: datetime
    calls: int
    usual: float | None
    column: str


@dataclass(frozen=True)
class Curve:
    """The drawing; `line` is the path of the usual, empty without facts of earlier weeks."""

    bars: list[Bar]
    line: str
    top: int
    calls: int
    usual: float | None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def columns(self) -> str:
        """Return the path of the half hours that are over."""
        return "".join(bar.column for bar in self.bars[:-1])

    @property
    def column_now(self) -> str:
        """Return the path of the half hour that runs."""
        return self.bars[-1].column


def of_today(at: datetime) -> Curve:
    """Draw today until now; two queries."""
    midnight = city.midnight(at)
    now, usual = city.half_hour(at), calls_by_half_hour(city.today(at))
    return drawn(midnight, now, levels.by_half_hour(at), usual)


def drawn(
    midnight: datetime, now: int, calls: Mapping[int, int], usual: Mapping[int, float]
) -> Curve:
    """Draw the half hours of a day. Pure.

    Args:
        now: the number of the half hour that runs, on the clock of `midnight`.
        calls, usual: by the number of the half hour.
    """
    top = max(_LEAST_TOP, *calls.values(), *usual.values(), 0)
    bars = list(_bars(midnight, now, calls, usual, top))
    until_now = [usual.get(number, 0.0) for number in range(now + 1)]
    return Curve(
        bars=bars,
        line=_line(usual, top) if usual else "",
        top=round(top),
        calls=sum(calls.values()),
        usual=sum(until_now) if usual else None,
    )


def _bars(
    midnight: datetime,
    now: int,
    calls: Mapping[int, int],
    usual: Mapping[int, float],
    top: float,
) -> Iterator[Bar]:
    for number in range(now + 1):
        # By the clock: adding to an instant of a zone moves its hands
        begins_at = midnight + number * _HALF_HOUR
        count = calls.get(number, 0)
        height = round(HEIGHT * count / top, 1)
        yield Bar(
            begins_at=begins_at,
            calls=count,
            usual=usual.get(number, 0.0) if usual else None,
            column=f"M{number * _STEP} {HEIGHT}v-{height}h{_STEP - _GAP}v{height}z",
        )


def _line(usual: Mapping[int, float], top: float) -> str:
    """Return the path of the usual: a step for each half hour."""
    heights = [
        round(HEIGHT - HEIGHT * usual.get(number, 0.0) / top, 1) for number in range(HALF_HOURS)
    ]
    steps = [f"V{height}h{_STEP}" for height in heights]
    return f"M0 {heights[0]}" + "".join(steps)
