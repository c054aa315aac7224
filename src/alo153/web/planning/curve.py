"""The curve of a day: people wanted with their band, and people present, by skill, as SVG."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alo153.calls.floor import city_queues
from alo153.city import queries as city
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.planning.grid import roster_or_404
from alo153.workforce import cover, demand, queries
from alo153.workforce.demand import deferrable
from alo153.workforce.models import ForecastVersion, Roster, ShiftType
from alo153.workforce.permissions import PLAN_SHIFTS
from alo153.workforce.queries import leaves
from alo153.workforce.roster.problem import Floats
from alo153.workforce.whatif import playing
from alo153.workforce.whatif.playing import Played

WIDTH: Final = 960
HEIGHT: Final = 160
_LEAST_TOP: Final = 4.0


@dataclass(frozen=True)
class Drawing:
    """A curve as paths: columns of people present, the line wanted, and the area of the band."""

    skill: str
    columns: str
    line: str
    band: str
    rows: Sequence[tuple[str, float, float, float | None, float | None]]
    fit: tuple[ShiftType, float] | None
    width: int = WIDTH
    height: int = HEIGHT


@requires(PLAN_SHIFTS)
@require_safe
def show(request: StaffRequest, roster: int, day: str) -> HttpResponse:
    """Draw the curves of a day of a roster."""
    found = roster_or_404(request, roster)
    try:
        shown = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if shown not in found.dates:
        raise Http404
    place = found.dates.index(shown)
    types = list(queries.shift_types()) if found.is_draft else []
    version = demand.latest(shown)
    curves = cover.curves(found, shown)
    shrinkage = demand.usual_shrinkage(leaves.absent_lately(city.today(clock.now())))
    context = {
        "roster": found,
        "day": shown,
        "before": found.dates[place - 1] if place else None,
        "after": found.dates[place + 1] if place + 1 < found.days else None,
        "drawings": [drawn(each, types) for each in curves],
        "version": version,
        "written": version
        and deferrable.of_day(version, shown, curves[0].present, shrinkage=shrinkage),
        "played": _played(found, shown, version, shrinkage)
        if version and "played" in request.GET
        else None,
    }
    return render(request, "planning/roster/curve.html", context)


def _played(
    roster: Roster, day: date, version: ForecastVersion, shrinkage: float
) -> list[tuple[str, Played]]:
    found = playing.played(roster, day, version, shrinkage=shrinkage)
    return [(city_queues.name_of(each.queue), each) for each in found]


def drawn(curve: cover.Curve, types: Sequence[ShiftType] = ()) -> Drawing:
    """Draw one skill, with the shift of `types` that would fill its hole best. Pure."""
    known = [curve.wanted, curve.present, *([curve.high] if curve.high is not None else [])]
    top = max(_LEAST_TOP, *(float(each.max()) for each in known))
    step = WIDTH // len(curve.wanted)

    def height(people: float) -> float:
        return round(HEIGHT * people / top, 1)

    columns = [
        f"M{number * step} {HEIGHT}v-{height(float(people))}h{step}v{height(float(people))}z"
        for number, people in enumerate(curve.present)
        if people
    ]
    return Drawing(
        skill=curve.skill,
        columns="".join(columns),
        line=_steps([HEIGHT - height(float(each)) for each in curve.wanted], step),
        band=_band(curve, step, height),
        rows=_rows(curve),
        fit=cover.best_fit(curve, types),
    )


def _steps(heights: Sequence[float], step: int) -> str:
    return f"M0 {heights[0]}" + "".join(f"V{each}h{step}" for each in heights)


def _band(curve: cover.Curve, step: int, height: Callable[[float], float]) -> str:
    if curve.low is None or curve.high is None:
        return ""
    upper = [HEIGHT - height(float(each)) for each in curve.high]
    lower = [HEIGHT - height(float(each)) for each in curve.low]
    back = "".join(f"V{each}h-{step}" for each in reversed(lower))
    return f"{_steps(upper, step)}{back}z"


def _rows(curve: cover.Curve) -> list[tuple[str, float, float, float | None, float | None]]:
    count = len(curve.wanted)
    size = 1440 // count
    low, high = _known(curve.low, count), _known(curve.high, count)
    return [
        (
            f"{number * size // 60:02}:{number * size % 60:02}",
            float(curve.wanted[number]),
            float(curve.present[number]),
            low[number],
            high[number],
        )
        for number in range(count)
    ]


def _known(values: Floats | None, count: int) -> list[float | None]:
    return [None] * count if values is None else [float(each) for each in values]
