"""Areas that overlap: a point there would be in two places. Pure."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import numpy as np
import shapely

from alo153.city.citypack.boundaries.lines import Boundary
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.core.geo import METERS_PER_DEGREE, narrowing

# Surveys differ at their borders by slivers, as long as the border and up to so many meters deep
_SLIVER: Final = 25.0
type Shared = tuple[Boundary, Boundary, Any]


def check_overlaps(found: Sequence[Boundary], mistakes: Mistakes) -> None:
    """Note each two places of one level that overlap."""
    for one, other, common in _overlaps(found):
        what = _("overlaps %(where)s at %(lat)s, %(lon)s", where=other.where, **_point(common))
        remedy = _("Let each of the two end at the border of the other")
        mistakes.add(one.file, 0, one.where, what, remedy)


def check_reach(
    near: Sequence[Boundary], districts: Sequence[Boundary], mistakes: Mistakes
) -> None:
    """Note neighborhoods that reach from their district into another one."""
    names = {each.slug: each.name for each in districts}
    for one, other, common in _reach(near, districts):
        what = _(
            "is in %(district)s and reaches into %(there)s at %(lat)s, %(lon)s",
            district=names.get(one.district, one.district),
            there=other.name,
            **_point(common),
        )
        remedy = _("Let it end at the border of its district")
        mistakes.add(one.file, 0, one.where, what, remedy)


def _overlaps(found: Sequence[Boundary]) -> Iterator[Shared]:
    shapes = _shapes(found)
    # A look at all edges at once: of neighbors with the same border nothing is cut
    unclean = ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
    some = np.flatnonzero(unclean)
    at, others = shapely.STRtree(shapes).query(shapes[some], predicate="intersects")
    pairs = {tuple(sorted((int(some[a]), int(b)))) for a, b in zip(at, others, strict=True)}
    return _shared((found[a], found[b]) for a, b in sorted(pairs) if a != b)


def _reach(near: Sequence[Boundary], districts: Sequence[Boundary]) -> Iterator[Shared]:
    tree = shapely.STRtree(_shapes(districts))
    at, others = tree.query(_shapes(near), predicate="intersects")
    pairs = ((near[a], districts[b]) for a, b in sorted(zip(at, others, strict=True)))
    return _shared((one, other) for one, other in pairs if one.district != other.slug)


def _shared(pairs: Iterator[tuple[Boundary, Boundary]]) -> Iterator[Shared]:
    """Yield pairs with their common area, where it is deeper than a sliver."""
    for one, other in pairs:
        common = shapely.intersection(one.shape, other.shape)
        if common.area and _is_deep(common):
            yield one, other, common


def _is_deep(common: Any) -> bool:
    """Tell whether something is left of an area, in degrees, without half a sliver at its edge."""
    _west, south, _east, north = common.bounds
    meters = METERS_PER_DEGREE * np.array([narrowing((south + north) / 2), 1])
    on_ground = shapely.transform(common, lambda corners: corners * meters)
    return not on_ground.buffer(-_SLIVER / 2).is_empty


def _shapes(found: Sequence[Boundary]) -> Any:
    return np.array([each.shape for each in found], dtype=object)


def _point(common: Any) -> dict[str, str]:
    inside = common.representative_point()
    return {"lat": f"{inside.y:.5f}", "lon": f"{inside.x:.5f}"}
