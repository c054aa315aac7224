"""A city's own register of streets as CSV, read line by line: it may have a million of them.

    district,neighborhood,street,number,lat,lon
    İzmit,Yahya Kaptan,Şehit Ergün Köncü Sokağı,12/A,40.77012,29.95514

Without a number a line is about the street. A neighborhood may be left out where there is a point.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import BinaryIO, Final

from alo153.city.citypack.mistakes import Mistake, Mistakes, Spot, suggestion
from alo153.city.citypack.typed_values import Row
from alo153.city.streets.places import Near, Places
from alo153.city.streets.street_names import number_key, words_of
from alo153.core.geo import Point

COLUMNS: Final = ("district", "neighborhood", "street", "number", "lat", "lon")
LONGEST_NAME: Final = 120
LONGEST_NUMBER: Final = 20
MOST_LINES: Final = 5_000_000
MOST_MISTAKES: Final = 20
_LONGEST_LINE: Final = 4_000


class RegisterError(Exception):
    """A register cannot be used; `mistakes` has the first reasons."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        more = " or more" if len(mistakes) >= MOST_MISTAKES else ""
        lines = "\n".join(f"  {mistake}" for mistake in mistakes)
        super().__init__(f"the register has {len(mistakes)}{more} mistake(s):\n{lines}")


@dataclass(frozen=True)
class StreetLine:
    """A street, or one of its houses where there is a number."""

    near: Near
    street: str
    number: str = ""
    point: Point | None = None


def read(path: Path, places: Places) -> Iterator[StreetLine]:
    """Return the lines of a register one by one.

    Raises:
        RegisterError: at the end, or when there are very many mistakes.
    """
    mistakes = Mistakes()
    for row in _rows(path, mistakes):
        line = _line(row, places)
        if line and not mistakes.found:
            yield line
        if len(mistakes.found) >= MOST_MISTAKES:
            break
    if mistakes.found:
        raise RegisterError(mistakes.found)


def _rows(path: Path, mistakes: Mistakes) -> Iterator[Row]:
    try:
        with path.open("rb") as file:
            yield from _rows_of(file, path.name, mistakes)
    except OSError as error:
        mistakes.add(path.name, 0, "", f"cannot be read ({error.strerror})", "Name another file")
    except csv.Error as error:
        mistakes.add(path.name, 0, "", f"is not CSV ({error})", "Export it again")


def _rows_of(file: BinaryIO, name: str, mistakes: Mistakes) -> Iterator[Row]:
    texts = _texts(file, name, mistakes)
    header = next(texts, "")
    # A spreadsheet in Turkish writes semicolons, and commas within numbers
    mark = ";" if ";" in header else ","
    if tuple(each.strip() for each in header.split(mark)) != COLUMNS:
        mistakes.add(name, 1, "", "has other columns", "Make the first line: " + mark.join(COLUMNS))
        return
    reader = csv.reader(texts, delimiter=mark)
    for values in reader:
        row = _row(values, Spot(file=name, line=reader.line_num + 1), mistakes, mark)
        if row:
            yield row


def _texts(file: BinaryIO, name: str, mistakes: Mistakes) -> Iterator[str]:
    """Return the lines as text, as long as they are that."""
    for number in count(1):
        line = file.readline(_LONGEST_LINE)
        if not line:
            return
        if number > MOST_LINES + 1:
            mistakes.add(name, number, "", f"is past {MOST_LINES} lines", "Load less of it")
            return
        if len(line) == _LONGEST_LINE:
            mistakes.add(name, number, "", "is longer than any address", "Look for a lone quote")
            return
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            remedy = 'Save it again with the encoding "UTF-8"'
            mistakes.add(name, number, "", "is not UTF-8 text", remedy)
            return


def _row(values: list[str], spot: Spot, mistakes: Mistakes, mark: str) -> Row | None:
    if not any(value.strip() for value in values):
        return None
    if len(values) != len(COLUMNS):
        what = f"has {len(values)} values, not {len(COLUMNS)}"
        mistakes.add(spot.file, spot.line, "", what, f"Put a text that has a {mark} in quotes")
        return None
    data = {name: value.strip() for name, value in zip(COLUMNS, values, strict=True)}
    if mark == ";":
        data |= {name: data[name].replace(",", ".") for name in ("lat", "lon")}
    return Row(spot, data, mistakes)


def _line(row: Row, places: Places) -> StreetLine | None:
    street = row.text("street")
    if street and not words_of(street):
        row.wrong("street", f'"{street}" has no letter', "Write the name of the street")
    if len(street) > LONGEST_NAME:
        row.wrong("street", f"has {len(street)} characters", f"At most {LONGEST_NAME}")
    number = row.data["number"]
    if number and (len(number) > LONGEST_NUMBER or not number_key(number)):
        remedy = f"Write it like 12 or 12/A, at most {LONGEST_NUMBER} characters"
        row.wrong("number", f'"{number}" is no house number', remedy)
    point = _point(row, places)
    near = _near(row, places, point)
    return StreetLine(near, street, number, point) if near and street else None


def _point(row: Row, places: Places) -> Point | None:
    lat, lon = row.number("lat"), row.number("lon")
    if lat is None and lon is None:
        return None
    if lat is None or lon is None:
        row.wrong("lat, lon", "one of the two is missing", "Write both, or leave both empty")
        return None
    point = Point(lat, lon)
    if places.holds(point):
        return point
    remedy = "lat is north, lon is east, in degrees (WGS 84). Are the two swapped?"
    row.wrong("lat, lon", f"{lat}, {lon} lies outside of the city", remedy)
    return None


def _near(row: Row, places: Places, point: Point | None) -> Near | None:
    district, name = row.data["district"], row.data["neighborhood"]
    if not name:
        near = places.nearest(point) if point else None
        if not near:
            row.wrong("neighborhood", "is empty", "Write it, or the point of the line")
        return near
    found = places.named(district, name)
    if found:
        return found
    if not places.has_district(district):
        known = {near.district for near in places.near}
        advice = "Use one of: " + ", ".join(sorted(known))
        row.wrong("district", f'"{district}" is not known', suggestion(district, known, advice))
    else:
        known = {near.name for near in places.near if near.district == district}
        advice = f"Write a neighborhood of {district} as neighborhoods.csv has it"
        row.wrong("neighborhood", f'"{name}" is not known', suggestion(name, known, advice))
    return None
