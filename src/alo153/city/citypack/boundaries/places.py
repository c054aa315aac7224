"""Read the districts and neighborhoods of a city."""

from pathlib import Path

from alo153.city.citypack import parts
from alo153.city.citypack.boundaries.geojson import Frame
from alo153.city.citypack.boundaries.lines import applied, read_boundaries
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Row, read_csv
from alo153.core.geo import Point

_DISTRICT_COLUMNS = ("slug", "name", "municipality")
_NEIGHBORHOOD_COLUMNS = ("district", "slug", "name", "population", "lat", "lon")


def read_places(
    folder: Path, city: parts.CityFacts, mistakes: Mistakes
) -> tuple[tuple[parts.DistrictLine, ...], tuple[parts.NeighborhoodLine, ...]]:
    """Return the districts and neighborhoods of a folder, with their boundaries."""
    listed = _districts(folder, mistakes), _neighborhoods(folder, mistakes)
    frame = Frame(Point(city.map_lat, city.map_lon), city.map_bounds)
    return applied(*listed, read_boundaries(folder, frame, mistakes))


def _districts(folder: Path, mistakes: Mistakes) -> tuple[parts.DistrictLine, ...]:
    rows = read_csv(folder / "districts.csv", _DISTRICT_COLUMNS, mistakes)
    return tuple(
        parts.DistrictLine(
            spot=row.spot,
            slug=row.slug("slug"),
            name=row.text("name"),
            municipality=row.data["municipality"],
        )
        for row in rows
    )


def _neighborhoods(folder: Path, mistakes: Mistakes) -> tuple[parts.NeighborhoodLine, ...]:
    rows = read_csv(folder / "neighborhoods.csv", _NEIGHBORHOOD_COLUMNS, mistakes)
    return tuple(_neighborhood(row) for row in rows)


def _neighborhood(row: Row) -> parts.NeighborhoodLine:
    population, lat, lon = (row.number(column) for column in ("population", "lat", "lon"))
    if (lat is None) != (lon is None):
        row.wrong("lat, lon", _("only one of the two is there"), _("Fill in both or neither"))
        lat = lon = None
    return parts.NeighborhoodLine(
        spot=row.spot,
        district=row.text("district"),
        slug=row.slug("slug"),
        name=row.text("name"),
        population=None if population is None else int(population),
        lat=lat,
        lon=lon,
    )
