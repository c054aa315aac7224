"""Boundaries as values: read from the city's file, written to it, and put upon its places."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import shapely

from alo153.city.citypack.boundaries.geojson import (
    Feature,
    Frame,
    is_text,
    read_features,
    shown,
)
from alo153.city.citypack.mistakes import Mistakes, Spot
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import DistrictLine, NeighborhoodLine
from alo153.city.citypack.typed_values import SLUG, SLUG_REMEDY, read_text
from alo153.core.text import is_plain_name, seen_letters

FILE: Final = "boundaries.geojson"
DISTRICT: Final = "district"
NEIGHBORHOOD: Final = "neighborhood"
_LONGEST_NAME: Final = 80
_LONGEST_SLUG: Final = 50
# About one meter: what a survey of a city knows, and half the bytes
_GRID: Final = 0.00001
# About ten meters: what a map of the whole city shows
_DRAWN: Final = 0.0001


@dataclass(frozen=True, kw_only=True)
class Boundary:
    """The area of a district, or of a neighborhood in one (`district` is its slug).

    `file` and `where`: its place, for mistakes.
    """

    file: str
    where: str
    level: str
    slug: str
    name: str
    district: str = ""
    shape: Any

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what no other boundary has."""
        return self.level, self.district, self.slug


def read_boundaries(folder: Path, frame: Frame, mistakes: Mistakes) -> tuple[Boundary, ...]:
    """Return what the file says; nothing for a city without it, or with a mistake in it."""
    if not (folder / FILE).exists():
        return ()
    text = read_text(folder / FILE, mistakes)
    return boundaries_of(text, frame, mistakes) if text is not None else ()


def boundaries_of(text: str, frame: Frame, mistakes: Mistakes) -> tuple[Boundary, ...]:
    """Return what a text of the file says; nothing where there is a mistake in it."""
    own = Mistakes()
    features = read_features(text, file=FILE, frame=frame, name_in="name", mistakes=own)
    found = [each for feature in features if (each := _boundary(feature, own))]
    check_doubled(found, own)
    check_inside(of_level(found, NEIGHBORHOOD), of_level(found, DISTRICT), own)
    mistakes.found.extend(own.found)
    return () if own.found else tuple(found)


def _boundary(feature: Feature, mistakes: Mistakes) -> Boundary | None:
    said = {key: feature.properties.get(key, "") for key in ("level", "slug", "name", "district")}
    if not all(isinstance(each, str) for each in said.values()):
        remedy = _("Write its level, slug, name and district as texts")
        mistakes.add(FILE, 0, feature.where, _("cannot be used"), remedy)
        return None
    if said["level"] not in {DISTRICT, NEIGHBORHOOD}:
        remedy = _("Write %(names)s", names=f"{DISTRICT}, {NEIGHBORHOOD}")
        mistakes.add(FILE, 0, f"{feature.where}, level", _("is not known"), remedy)
        return None
    made = Boundary(file=FILE, where=feature.where, shape=feature.shape, **said)
    return made if is_named_well(made, mistakes) else None


def of_level(found: Iterable[Boundary], level: str) -> list[Boundary]:
    """Return the districts alone, or the neighborhoods."""
    return [each for each in found if each.level == level]


def is_named_well(each: Boundary, mistakes: Mistakes) -> bool:
    """Note a name that no place may have."""
    if not seen_letters(each.name):
        mistakes.add(each.file, 0, each.where, _("has no name"), _("Fill it in"))
    elif len(each.name) > _LONGEST_NAME or not (is_plain_name(each.name) and is_text(each.name)):
        remedy = _("Write at most %(most)s letters in one line", most=_LONGEST_NAME)
        mistakes.add(each.file, 0, each.where, _("has a name that cannot be used"), remedy)
    elif not SLUG.fullmatch(each.slug) or len(each.slug) > _LONGEST_SLUG:
        what = _('"%(value)s" cannot be used here', value=shown(each.slug))
        mistakes.add(each.file, 0, f"{each.where}, slug", what, SLUG_REMEDY)
    else:
        return True
    return False


def check_doubled(found: Sequence[Boundary], mistakes: Mistakes) -> None:
    """Note places of the same level that have one name."""
    counts = Counter(each.key for each in found)
    for each in found:
        if counts[each.key] > 1:
            what = _("has the name of another one: %(name)s", name=each.name)
            mistakes.add(
                each.file, 0, each.where, what, _("Give each its own, or join them in one")
            )


def check_inside(near: Iterable[Boundary], around: Iterable[Boundary], mistakes: Mistakes) -> None:
    """Note neighborhoods that lie outside of their district; without districts none does."""
    districts = {each.slug: each for each in around}
    for each in near if districts else ():
        _check_district(each, districts, mistakes)


def _check_district(each: Boundary, districts: dict[str, Boundary], mistakes: Mistakes) -> None:
    own, inside = districts.get(each.district), each.shape.representative_point()
    if own and own.shape.covers(inside):
        return
    there = next((at for at in districts.values() if at.shape.covers(inside)), None)
    what = (
        _(
            "is said to be in %(district)s and lies in %(there)s",
            district=own.name if own else shown(each.district),
            there=there.name,
        )
        if there
        else _("lies outside of every district")
    )
    remedy = _("Correct its district or its area, or bring the district it lies in")
    mistakes.add(each.file, 0, each.where, what, remedy)


def written(found: Iterable[Boundary]) -> str:
    """Return boundaries as the file says them: one area a line, so that lines can be compared."""
    lines = ",\n".join(map(_written, found))
    return f'{{"type": "FeatureCollection", "features": [\n{lines}\n]}}\n'


def _written(each: Boundary) -> str:
    said = {"level": each.level, "slug": each.slug, "name": each.name}
    if each.district:
        said["district"] = each.district
    shape = shapely.set_precision(each.shape, _GRID)
    # Narrower than a meter there is nothing left to draw
    kept = shape if shape.geom_type in {"Polygon", "MultiPolygon"} and shape.area else each.shape
    geometry = json.loads(shapely.to_geojson(kept))
    row = {"type": "Feature", "properties": said, "geometry": geometry}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def applied(
    districts: Sequence[DistrictLine],
    neighborhoods: Sequence[NeighborhoodLine],
    found: Sequence[Boundary],
) -> tuple[tuple[DistrictLine, ...], tuple[NeighborhoodLine, ...]]:
    """Return the places of a city with its boundaries.

    Where districts are drawn, these are all of them, and where neighborhoods are drawn too, the
    neighborhoods of every other district go with it. In a district with drawn neighborhoods, these
    are all there. What is not drawn (who serves it, how many live there) the lines say.
    """
    areas = _drawn(found)
    by_slug = {each.slug: each for each in districts}
    by_key = {(each.district, each.slug): each for each in neighborhoods}
    drawn = [
        _district(each, by_slug.get(each.slug), areas[each.key])
        for each in of_level(found, DISTRICT)
    ]
    inner = of_level(found, NEIGHBORHOOD)
    replaced = {each.district for each in inner}
    if drawn and inner:
        replaced |= by_slug.keys() - {each.slug for each in drawn}
    near = [
        *(each for each in neighborhoods if each.district not in replaced),
        *(
            _neighborhood(each, by_key.get((each.district, each.slug)), areas[each.key])
            for each in inner
        ),
    ]
    return tuple(drawn or districts), tuple(near)


def _drawn(found: Sequence[Boundary]) -> dict[tuple[str, str, str], dict[str, Any]]:
    """Return the areas as maps draw them; neighbors share their edges after simplifying, too."""
    areas = {}
    for level in (DISTRICT, NEIGHBORHOOD):
        some = of_level(found, level)
        simple = shapely.coverage_simplify([each.shape for each in some], _DRAWN) if some else ()
        for each, shape in zip(some, simple, strict=True):
            areas[each.key] = json.loads(shapely.to_geojson(shape if shape.area else each.shape))
    return areas


def _district(each: Boundary, line: DistrictLine | None, area: dict[str, Any]) -> DistrictLine:
    if line:
        return replace(line, name=each.name, area=area)
    spot = Spot(file=FILE, line=0)
    return DistrictLine(spot=spot, slug=each.slug, name=each.name, municipality="", area=area)


def _neighborhood(
    each: Boundary, line: NeighborhoodLine | None, area: dict[str, Any]
) -> NeighborhoodLine:
    if line and line.lat is not None and each.shape.covers(shapely.Point(line.lon, line.lat)):
        return replace(line, name=each.name, area=area)
    inside = each.shape.representative_point()
    point = {"lat": round(inside.y, 6), "lon": round(inside.x, 6)}
    if line:
        return replace(line, name=each.name, area=area, **point)
    return NeighborhoodLine(
        spot=Spot(file=FILE, line=0),
        district=each.district,
        slug=each.slug,
        name=each.name,
        population=None,
        area=area,
        **point,
    )
