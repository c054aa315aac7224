"""The streets and house numbers of an extract, as a register that `manage load_streets` reads.

Districts and neighborhoods are left empty: the nearest center decides when it is loaded.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from alo153.city.streets.register_file import COLUMNS, LONGEST_NAME, LONGEST_NUMBER
from alo153.city.streets.street_names import number_key, words_of

# A lake with all its corners; an address has a few
_LONGEST_FEATURE: Final = 4 * 1024 * 1024


class Counted(NamedTuple):
    """Lines of a register: of streets, and of house numbers."""

    streets: int
    numbers: int


class _Line(NamedTuple):
    street: str
    number: str
    lat: float
    lon: float


def write(features: Path, target: Path) -> Counted:
    """Write the register of a file of GeoJSON features, one a line; what is no address is left."""
    streets = numbers = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for line in _lines(features):
            numbers += bool(line.number)
            streets += not line.number
            writer.writerow(
                ("", "", line.street, line.number, f"{line.lat:.6f}", f"{line.lon:.6f}")
            )
    return Counted(streets, numbers)


def _lines(features: Path) -> Iterator[_Line]:
    with features.open("rb") as file:
        while feature := file.readline(_LONGEST_FEATURE):
            # The rest of one that is longer is no JSON either
            line = _line(feature)
            if line:
                yield line


def _line(feature: bytes) -> _Line | None:
    try:
        read = json.loads(feature)
        tags, geometry = read["properties"], read["geometry"]
        number = str(tags.get("addr:housenumber", "")).strip()
        street = str(tags.get("addr:street" if number else "name", "")).strip()
        lon, lat = _middle(geometry["coordinates"])
    except (ValueError, KeyError, TypeError, IndexError, AttributeError):
        return None
    if not number and "highway" not in tags:
        return None
    usable = words_of(street) and len(street) <= LONGEST_NAME
    fits = not number or (number_key(number) and len(number) <= LONGEST_NUMBER)
    return _Line(street, number, lat, lon) if usable and fits else None


def _middle(coordinates: Any) -> tuple[float, float]:
    """Return the point, the middle corner of a line, or one at the edge of a house."""
    while isinstance(coordinates[0], list):
        coordinates = coordinates[len(coordinates) // 2]
    lon, lat = coordinates[:2]
    return float(lon), float(lat)
