"""Areas out of GeoJSON (RFC 7946), each checked. Pure: text in, features or mistakes out."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import shapely
from shapely import Point as Dot

from alo153.city.citypack.boundaries.projections import WGS_84, projections_of
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.core.geo import Point

MOST_FEATURES: Final = 5_000
_LEAST_CORNERS: Final = 4
_SHOWN: Final = 60
# No projection has greater numbers
_FARTHEST: Final = 1e9
# As far outside of the map's frame as a part of the city may lie
_MARGIN: Final = 0.2
_CROSSES: Final = re.compile(r"(?:Ring )?Self-intersection\[(\S+) (\S+)\]")


@dataclass(frozen=True)
class Frame:
    """The place of the city: its middle, and west, south, east, north of its map (perhaps none)."""

    middle: Point
    bounds: Sequence[float]

    def holds(self, lon: float, lat: float) -> bool:
        """Tell whether a point is in the city, or somewhat next to it."""
        if not self.bounds:
            return True
        west, south, east, north = self.bounds
        return west - _MARGIN <= lon <= east + _MARGIN and south - _MARGIN <= lat <= north + _MARGIN


@dataclass(frozen=True)
class Feature:
    """One area with what is said of it. `where`: what mistakes call it."""

    where: str
    properties: Mapping[str, Any]
    shape: Any


class _Wrong(Exception):
    """A feature cannot be used: what is wrong, and what to do."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what, self.remedy = what, remedy


def is_text(said: str) -> bool:
    """Tell whether a text has no half of a letter: JSON may have one, UTF-8 may not."""
    return not any("\ud800" <= letter <= "\udfff" for letter in said)


def shown(said: object) -> str:
    """Return a value of a file for mistakes: short, in one line, without halves of letters."""
    return " ".join(str(said).split())[:_SHOWN].encode(errors="replace").decode()


def read_features(
    text: str, *, file: str, frame: Frame, name_in: str, mistakes: Mistakes
) -> list[Feature]:
    """Return the areas of a FeatureCollection, noting everything that is wrong with one.

    Args:
        file: what mistakes call the text.
        name_in: the property that a feature is called by.
    """
    try:
        rows = _rows(_parsed(text), frame)
    except _Wrong as wrong:
        mistakes.add(file, 0, "", wrong.what, wrong.remedy)
        return []
    found = []
    for number, row in enumerate(rows, 1):
        where = _where(number, row, name_in)
        try:
            found.append(_feature(where, row, frame))
        except _Wrong as wrong:
            mistakes.add(file, 0, where, wrong.what, wrong.remedy)
    return found


def _parsed(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    # Also brackets within thousands of brackets, and numbers of thousands of digits
    except (ValueError, RecursionError) as error:
        line = f" ({error.lineno}:{error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise _Wrong(
            _("is no JSON%(line)s", line=line), _("Export it as GeoJSON once more")
        ) from error


def _no_number(word: str) -> float:
    raise ValueError(word)


def _rows(said: Any, frame: Frame) -> list[Any]:
    kind = said.get("type") if isinstance(said, dict) else None
    if kind != "FeatureCollection" or not isinstance(said.get("features"), list):
        raise _Wrong(
            _("is no FeatureCollection of GeoJSON"),
            _("Export the areas as GeoJSON (RFC 7946), all in one file"),
        )
    if named := _foreign(said.get("crs")):
        raise _Wrong(_("is in the projection %(name)s, not in degrees", name=named), _AS_WGS)
    rows: list[Any] = said["features"]
    if not rows:
        raise _Wrong(_("has no areas"), _("Choose the file with the areas"))
    if len(rows) > MOST_FEATURES:
        raise _Wrong(
            _("has %(count)s areas", count=len(rows)),
            _("Bring at most %(most)s", most=MOST_FEATURES),
        )
    if (first := _first_position(rows)) and not _is_in_degrees(*first):
        systems = projections_of(*first, frame.middle)
        raise _Wrong(
            _("is in meters by %(names)s, not in degrees", names=", ".join(systems))
            if systems
            else _("is in a projection that we do not know, not in degrees"),
            _AS_WGS,
        )
    return rows


_AS_WGS: Final = _("Export it in WGS 84 (EPSG:4326): longitude, then latitude, in degrees")


def _foreign(crs: Any) -> str:
    """Return which other system a file of the former standard names; empty: none."""
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    return "" if re.split("[:/]", name)[-1] in {*WGS_84, ""} else shown(name)


def _first_position(rows: Sequence[Any]) -> tuple[float, float] | None:
    for row in rows:
        geometry = row.get("geometry") if isinstance(row, dict) else None
        each = geometry.get("coordinates") if isinstance(geometry, dict) else None
        while isinstance(each, list) and each and isinstance(each[0], list):
            each = each[0]
        if isinstance(each, list) and _is_position(each):
            return each[0], each[1]
    return None


def _is_position(each: Any) -> bool:
    return (
        isinstance(each, list)
        and len(each) in {2, 3}
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in each)
        and all(-_FARTHEST < n < _FARTHEST for n in each)
    )


def _is_in_degrees(lon: float, lat: float) -> bool:
    return abs(lon) <= 180 and abs(lat) <= 90  # noqa: PLR2004 - half and a quarter of a circle


def _where(number: int, row: Any, name_in: str) -> str:
    properties = row.get("properties") if isinstance(row, dict) else None
    name = properties.get(name_in) if isinstance(properties, dict) else None
    called = shown(name) if name else ""
    if called:
        return _("feature %(number)s (%(name)s)", number=number, name=called)
    return _("feature %(number)s", number=number)


def _feature(where: str, row: Any, frame: Frame) -> Feature:
    if not isinstance(row, dict) or row.get("type") != "Feature":
        raise _Wrong(_("is no feature"), _("Export the areas as GeoJSON once more"))
    properties, geometry = row.get("properties"), row.get("geometry")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in ("Polygon", "MultiPolygon"):
        raise _Wrong(
            _("is a %(kind)s, not an area", kind=shown(kind)) if kind else _("has no area"),
            _("Give each a Polygon or MultiPolygon"),
        )
    parts = geometry.get("coordinates")
    polygons = list(_polygons([parts] if kind == "Polygon" else parts))
    shape = polygons[0] if kind == "Polygon" else shapely.MultiPolygon(polygons)
    _check_shape(shape)
    _check_place(shape.representative_point(), frame)
    return Feature(where, properties if isinstance(properties, dict) else {}, shape)


def _polygons(parts: Any) -> Iterator[Any]:
    if not isinstance(parts, list) or not parts:
        raise _Wrong(_("has no area"), _("Give each a Polygon or MultiPolygon"))
    for rings in parts:
        if not isinstance(rings, list) or not rings:
            raise _Wrong(_("has no area"), _("Give each a Polygon or MultiPolygon"))
        shell, *holes = map(_ring, rings)
        yield shapely.Polygon(shell, holes)


def _ring(ring: Any) -> list[list[float]]:
    if not isinstance(ring, list) or not all(map(_is_position, ring)):
        raise _Wrong(_("has a corner that is no pair of numbers"), _("Write [longitude, latitude]"))
    corners = [each[:2] for each in ring]
    if not all(_is_in_degrees(*each) for each in corners):
        raise _Wrong(_("has a corner that is not in degrees"), _AS_WGS)
    if not corners or corners[0] != corners[-1]:
        raise _Wrong(_("has a ring that is not closed"), _("Let it end at its first corner"))
    if len(corners) < _LEAST_CORNERS:
        raise _Wrong(_("has a ring of fewer than three corners"), _("Draw it anew, or remove it"))
    return corners


def _check_shape(shape: Any) -> None:
    if shape.is_valid:
        return
    reason = shapely.is_valid_reason(shape)
    if crossing := _CROSSES.search(reason):
        lon, lat = (f"{float(each):.5f}" for each in crossing.groups())
        raise _Wrong(
            _("crosses itself at %(lat)s, %(lon)s", lat=lat, lon=lon),
            _("Repair it there (in QGIS: Fix geometries), and export it again"),
        )
    raise _Wrong(
        _("is no clean area (%(reason)s)", reason=reason),
        _("Repair it (in QGIS: Fix geometries), and export it again"),
    )


def _check_place(inside: Dot, frame: Frame) -> None:
    if frame.holds(inside.x, inside.y):
        return
    if frame.holds(inside.y, inside.x):
        raise _Wrong(
            _("has latitude and longitude the wrong way round"),
            _("Export it with the longitude first, as GeoJSON says"),
        )
    raise _Wrong(
        _(
            "lies outside the map's bounds (%(lat)s, %(lon)s)",
            lat=f"{inside.y:.4f}",
            lon=f"{inside.x:.4f}",
        ),
        _("Remove it, or correct the bounds in city.toml"),
    )
