"""Neighborhoods by requests for a thousand people: a map, and a table next to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alo153.city import queries as city
from alo153.core import clock
from alo153.reports.permissions import SEE_REPORTS
from alo153.reports.queries import places as counted
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.lists import tables
from alo153.web.reports.asking import RANGE_LABELS, Range, days_of

_WIDTH = 1_000
"""Of the map, in its own units."""
_RANGES = [each for each in RANGE_LABELS if each not in {Range.OWN, Range.TODAY, Range.YESTERDAY}]


@dataclass(frozen=True)
class Shape:
    """A neighborhood on the map: its outline, and its color by fifths."""

    place: counted.Place
    path: str

    @property
    def title(self) -> str:
        """Return what is read at the mouse, and by a reader."""
        here, rate = self.place.neighborhood, self.place.rate
        words = f"{here.name} ({here.district.name}): {self.place.requests}"
        return words if rate is None else f"{words} · {number_format(round(rate, 1), 1)}"

    @property
    def classes(self) -> str:
        """Return the classes of its color; a place without a rate has none."""
        shade = self.place.shade
        return "shade" if shade is None else f"shade shade-{shade}"


@requires(SEE_REPORTS)
@require_safe
def places(request: StaffRequest) -> HttpResponseBase:
    """Show where requests come from, by people who live there."""
    chosen = request.GET.get("range", "")
    days = Range(chosen) if chosen in set(_RANGES) else Range.THIRTY_DAYS
    since, until = days_of(days, city.today(clock.now()))
    found = counted.rates(since=since, until=until)
    found.sort(key=lambda place: (-(place.rate or 0), -place.requests, place.neighborhood.sort_key))
    if form := tables.asked(request):
        return tables.download(form, f"places-{since:%Y%m%d}-{until:%Y%m%d}", _rows(found))
    shapes, height = _drawn(found)
    context = {
        "places": [place for place in found if place.requests],
        "shapes": shapes,
        "width": _WIDTH,
        "height": height,
        "range": days,
        "ranges": [(each, RANGE_LABELS[each]) for each in _RANGES],
        "shades": range(counted.CLASSES),
        "query": f"range={days}",
        "since": since,
        "until": until,
    }
    return render(request, "reports/places.html", context)


def _rows(found: Sequence[counted.Place]) -> Iterator[tables.Row]:
    yield [_("District"), _("Neighborhood"), _("Population"), _("Requests"), _("Per 1,000 people")]
    for place in found:
        rate = None if place.rate is None else round(place.rate, 2)
        here = place.neighborhood
        name = _("%(name)s (retired)") % {"name": here.name} if place.is_retired else here.name
        yield [here.district.name, name, place.people, place.requests, rate]


def _drawn(found: Sequence[counted.Place]) -> tuple[list[Shape], int]:
    """Draw the outlines, north above; returns them and the height of the map."""
    present = [place for place in found if not place.is_retired]
    outlines = [(place, list(_rings(place.neighborhood.area))) for place in present]
    points = [point for _place, rings in outlines for ring in rings for point in ring]
    if not points:
        return [], 0
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    across = cos(radians((south + north) / 2))
    scale = _WIDTH / ((east - west) * across)

    def drawn(ring: Sequence[Sequence[float]]) -> str:
        corners = (
            f"{(lon - west) * across * scale:.1f} {(north - lat) * scale:.1f}"
            for lat, lon in ((point[1], point[0]) for point in ring)
        )
        return f"M{'L'.join(corners)}Z"

    shapes = [Shape(place, "".join(map(drawn, rings))) for place, rings in outlines if rings]
    return shapes, round((north - south) * scale)


def _rings(area: Any) -> Iterator[Sequence[Sequence[float]]]:
    """Go through the rings of a GeoJSON polygon, or of several."""
    if not area:
        return
    several = area["coordinates"] if area["type"] == "MultiPolygon" else [area["coordinates"]]
    for polygon in several:
        yield from polygon
