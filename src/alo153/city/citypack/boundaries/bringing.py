"""Turn a map department's exports into the city's file of boundaries. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from alo153.city.citypack.boundaries.geojson import Feature, Frame, read_features, shown
from alo153.city.citypack.boundaries.left_out import (
    check_districts,
    check_emptied,
    check_neighborhoods,
)
from alo153.city.citypack.boundaries.lines import (
    DISTRICT,
    NEIGHBORHOOD,
    Boundary,
    boundaries_of,
    check_doubled,
    check_inside,
    is_named_well,
    of_level,
    written,
)
from alo153.city.citypack.boundaries.overlaps import check_overlaps, check_reach
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import CityPack, DistrictLine, NeighborhoodLine
from alo153.core.geo import Point
from alo153.core.text import slug

_SUFFIXES: Final = ("-mahallesi", "-mah", "-koyu", "-ilcesi")
_MOST_PROPERTIES: Final = 30


@dataclass(frozen=True, kw_only=True)
class Brought:
    """Files of a map department: each a text with the name of its file, or nothing.

    Args:
        name_in: the property with the name of a place.
        district_in: the property of a neighborhood that names its district; empty: the area around
            it decides.
    """

    districts: tuple[str, str] | None = None
    neighborhoods: tuple[str, str] | None = None
    name_in: str = "name"
    district_in: str = ""


def frame_of(pack: CityPack) -> Frame:
    """Return the place of a city."""
    return Frame(Point(pack.city.map_lat, pack.city.map_lon), pack.city.map_bounds)


def bring(brought: Brought, pack: CityPack, text: str, mistakes: Mistakes) -> str:
    """Return the file of boundaries with what was brought in the place of the same before.

    A place that the city has keeps its slug, however its name is written. The level that is not
    brought stays, and so do neighborhoods of districts of which none is brought. Where both levels
    are brought, neighborhoods of districts that are not drawn go with their district.

    Args:
        pack: the city as it is with `text`.
        text: the file as it is; empty: there is none.
    """
    former = boundaries_of(text, frame_of(pack), mistakes) if text.strip() else ()
    districts, near = of_level(former, DISTRICT), of_level(former, NEIGHBORHOOD)
    if brought.districts:
        districts = _Reading(brought.districts, brought, pack, mistakes).districts()
    if brought.neighborhoods:
        new = _Reading(brought.neighborhoods, brought, pack, mistakes).neighborhoods(districts)
        inside = {each.district for each in new}
        if brought.districts:
            drawn = {each.slug for each in districts}
            near = [each for each in near if each.district in drawn]
        near = [*(each for each in near if each.district not in inside), *new]
    if not mistakes.found:
        _check_left_out(brought, [*districts, *near], pack, mistakes)
    if not mistakes.found:
        _check_areas(brought, districts, near, mistakes)
    return "" if mistakes.found else written([*districts, *near])


def _check_left_out(
    brought: Brought, found: Sequence[Boundary], pack: CityPack, mistakes: Mistakes
) -> None:
    if brought.districts:
        check_districts(found, pack, brought.districts[0], mistakes)
        if not brought.neighborhoods:
            check_emptied(found, pack, brought.districts[0], mistakes)
    if brought.neighborhoods:
        check_neighborhoods(found, pack, brought.neighborhoods[0], mistakes)


def _check_areas(
    brought: Brought, districts: Sequence[Boundary], near: Sequence[Boundary], mistakes: Mistakes
) -> None:
    check_inside(near, districts, mistakes)
    # A level that is in force overlaps as it does: nobody brought it
    if brought.districts:
        check_overlaps(districts, mistakes)
    if brought.neighborhoods:
        check_overlaps(near, mistakes)
    if not mistakes.found:
        check_reach(near, districts, mistakes)


class _Reading:
    """One of the files that were brought."""

    def __init__(
        self, source: tuple[str, str], brought: Brought, pack: CityPack, mistakes: Mistakes
    ) -> None:
        self.file, text = source
        self._brought, self._pack, self._mistakes = brought, pack, mistakes
        self._features = read_features(
            text,
            file=self.file,
            frame=frame_of(pack),
            name_in=brought.name_in,
            mistakes=mistakes,
        )
        self._check_property("name_in", brought.name_in)

    def districts(self) -> list[Boundary]:
        known = {_plain(each.name): each for each in self._pack.districts}
        return self._usable(
            self._boundary(each, DISTRICT, known.get(_plain(self._name(each))))
            for each in self._features
        )

    def neighborhoods(self, districts: Sequence[Boundary]) -> list[Boundary]:
        if self._brought.district_in:
            self._check_property("district_in", self._brought.district_in)
        known = {(each.district, _plain(each.name)): each for each in self._pack.neighborhoods}
        placed = [(each, self._district(each, districts)) for each in self._features]
        return self._usable(
            self._boundary(
                each, NEIGHBORHOOD, known.get((district, _plain(self._name(each)))), district
            )
            for each, district in placed
            if district
        )

    def _check_property(self, field: str, name: str) -> None:
        """Note a property that no area has, once for all of them."""
        known = sorted({key for each in self._features for key in each.properties})
        if known and name not in known:
            what = _('no area has the property "%(name)s"', name=name)
            names = ", ".join(map(shown, known[:_MOST_PROPERTIES]))
            remedy = _("Choose one of: %(names)s", names=names)
            self._mistakes.add(self.file, 0, field, what, remedy)
            self._features = []

    def _boundary(
        self,
        feature: Feature,
        level: str,
        line: DistrictLine | NeighborhoodLine | None,
        district: str = "",
    ) -> Boundary:
        name = self._name(feature)
        return Boundary(
            file=self.file,
            where=feature.where,
            level=level,
            slug=line.slug if line else slug(name),
            name=line.name if line else name,
            district=district,
            shape=feature.shape,
        )

    def _name(self, feature: Feature) -> str:
        said = feature.properties.get(self._brought.name_in)
        return " ".join(said.split()) if isinstance(said, str) else ""

    def _usable(self, found: Iterable[Boundary]) -> list[Boundary]:
        usable = [each for each in found if is_named_well(each, self._mistakes)]
        check_doubled(usable, self._mistakes)
        return usable

    def _district(self, feature: Feature, districts: Sequence[Boundary]) -> str:
        """Return the slug of the district that a neighborhood is in; empty, noted: in none."""
        if self._brought.district_in:
            return self._said_district(feature, districts)
        if not districts:
            remedy = _("Bring the districts too, or say which property names its district")
            self._mistakes.add(self.file, 0, feature.where, _("has no district"), remedy)
            return ""
        inside = feature.shape.representative_point()
        there = next((each.slug for each in districts if each.shape.covers(inside)), "")
        if not there:
            what = _("lies outside of every district")
            remedy = _("Correct its area, or bring the district it lies in")
            self._mistakes.add(self.file, 0, feature.where, what, remedy)
        return there

    def _said_district(self, feature: Feature, districts: Sequence[Boundary]) -> str:
        said = feature.properties.get(self._brought.district_in)
        name = said if isinstance(said, str) else ""
        known = {_plain(each.name): each.slug for each in districts or self._pack.districts}
        if found := known.get(_plain(name)):
            return found
        what = (
            _('there is no district "%(name)s"', name=shown(name)) if name else _("has no district")
        )
        remedy = _("Correct its property %(name)s", name=self._brought.district_in)
        self._mistakes.add(self.file, 0, feature.where, what, remedy)
        return ""


def _plain(name: str) -> str:
    """Return a name as it is compared: without case, Turkish marks, and the word for its kind."""
    plain = slug(name)
    return next((plain.removesuffix(end) for end in _SUFFIXES if plain.endswith(end)), plain)
