"""Find an address by what somebody types of it, while they type."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from alo153.city.models import District, Neighborhood, Street, StreetWord
from alo153.city.models.city_key import at_hand
from alo153.city.queries.current import city
from alo153.city.streets import street_names as street_words
from alo153.city.streets.places import Near, Places
from alo153.city.streets.street_names import Asked
from alo153.core.database import known_words
from alo153.core.geo import Point, point

LONGEST: Final = 120
_MOST_WORDS: Final = 8
_MOST: Final = 8
_HOUSES_A_STREET: Final = 4
# An avenue is a street of each neighborhood that it runs through, and the house stands in one
_PARTS: Final = 3

# For each word the best of: a word of the name is it or begins with it, one of where it is does.
# The kind of street and a number in its name choose among several.
_STREETS: Final = """
WITH said AS (
  SELECT ' ' || word AS begin, ' ' || word || ' ' AS whole, weight
  FROM unnest(%(words)s::text[], %(weights)s::float8[]) AS said (word, weight)
), found AS (
  SELECT street.id, street.name_words, ' ' || street.name_words || ' ' AS name,
    near.district_id = %(district)s AS is_here
  FROM city_street street JOIN city_neighborhood near ON near.id = street.neighborhood_id
  WHERE street.words @@ %(query)s::tsquery AND near.retired_at IS NULL
)
SELECT id FROM found, said
GROUP BY id, name_words, is_here
ORDER BY sum(CASE WHEN strpos(name, whole) > 0 THEN 3 WHEN strpos(name, begin) > 0 THEN 2 ELSE 0 END
    * weight) + CASE WHEN is_here THEN 1 ELSE 0 END DESC, length(name_words), name_words, id
LIMIT %(most)s
"""
# Of each street the house of that very number first, then those that begin so
_HOUSES: Final = """
SELECT house.street_id, house.number, house.lat, house.lon
FROM unnest(%(streets)s::int[], %(keys)s::text[]) AS typed (street, key), LATERAL (
  SELECT * FROM city_housenumber
  WHERE street_id = typed.street AND key >= typed.key AND key < typed.key || '~'
  ORDER BY key <> typed.key, length(key), key LIMIT %(most)s
) AS house
"""


@dataclass(frozen=True)
class Address:
    """A line that what was typed may mean.

    Args:
        text: how people write it.
        house: the point of the house itself; None where only the street is known.
        around: a point on the street, to show it; no place of anything.
    """

    text: str
    neighborhood: Neighborhood
    house: Point | None
    around: Point | None


def search_addresses(
    text: str, *, district: District | None = None, most: int = _MOST
) -> list[Address]:
    """Return the addresses that match the typed text, best first; addresses in `district` lead.

    Marks, case, order and small spelling mistakes do not matter. A street that lacks the typed
    number is returned with the number, and without a point. Two queries, four if a word is
    misspelled.
    """
    said = street_words.asked(text[:LONGEST])
    streets = _streets(said, district, most) if said.needed else []
    numbers = {
        street.pk: number
        for street in streets
        if (number := street_words.house_number(said, street.name_words.split()))
    }
    houses = _houses(numbers) if numbers else {}
    streets = _those_with_the_house_first(streets, numbers, houses, district)
    found = [
        address
        for street in streets
        for address in _addresses(street, numbers.get(street.pk, ""), houses.get(street.pk, []))
    ]
    return found[:most]


def register_places() -> Places:
    """Return the neighborhoods that a register of streets may name; one query."""
    rows = Neighborhood.objects.filter(retired_at=None).select_related("district").defer("area")
    near = [Near(row.pk, row.name, row.district.name, point(row.lat, row.lon)) for row in rows]
    return Places(near, city().map_bounds)


def _streets(said: Asked, district: District | None, most: int) -> list[Street]:
    needed = street_words.with_joined(said.needed[:_MOST_WORDS])
    ids = _ids(needed, said, district, most)
    if not ids:
        names = street_words.without_kinds(list(needed))
        near = known_words.near(names, StreetWord)
        widened = {word: [*needed[word], *near.get(word, [])] for word in names}
        ids = _ids(widened, said, district, most) if near or len(names) < len(needed) else []
    rows = Street.objects.defer("words").in_bulk(ids)
    # A register that is loaded at this moment may have taken one away between the two questions
    return [rows[each] for each in ids if each in rows]


def _ids(
    needed: dict[str, list[str]], said: Asked, district: District | None, most: int
) -> list[int]:
    names = list(dict.fromkeys(word for those in needed.values() for word in those))
    helping = said.helping[:_MOST_WORDS]
    values: dict[str, Any] = {
        "words": [*names, *helping],
        # Of two numbers the earlier one is rather the street's
        "weights": [1.0] * len(names) + [0.4 - 0.01 * at for at in range(len(helping))],
        "query": " & ".join(_either(those) for those in needed.values()),
        "district": district.pk if district else None,
        "most": most * _PARTS,
    }
    with connection.cursor() as cursor:
        cursor.execute(_STREETS, values)
        return [row[0] for row in cursor.fetchall()]


def _either(words: Sequence[str]) -> str:
    """Return a query for what begins with one of these, which have letters, digits and slashes."""
    return "(" + " | ".join(f"'{word}':*" for word in words) + ")"


def _houses(numbers: dict[int, str]) -> dict[int, list[tuple[str, Point]]]:
    values: dict[str, Any] = {
        "streets": list(numbers),
        "keys": list(numbers.values()),
        "most": _HOUSES_A_STREET,
    }
    found: dict[int, list[tuple[str, Point]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_HOUSES, values)
        for street, number, lat, lon in cursor.fetchall():
            found.setdefault(street, []).append((number, Point(lat, lon)))
    return found


def _those_with_the_house_first(
    streets: Sequence[Street],
    typed: dict[int, str],
    houses: dict[int, list[tuple[str, Point]]],
    district: District | None,
) -> list[Street]:
    """Order streets of one name: one through several neighborhoods is a row in each.

    The part with the number comes before one with numbers that begin so, and before one without.
    Other names, and the chosen district, stay where they are.
    """
    near = at_hand(Neighborhood)()
    places: dict[tuple[str, bool], int] = {}

    def order(street: Street) -> tuple[int, bool, bool]:
        is_here = district is not None and near[street.neighborhood_id].district_id == district.pk
        place = places.setdefault((street.name_words, is_here), len(places))
        numbers = [street_words.number_key(number) for number, _ in houses.get(street.pk, [])]
        return place, typed.get(street.pk) not in numbers, not numbers

    return sorted(streets, key=order)


def _addresses(street: Street, typed: str, houses: Sequence[tuple[str, Point]]) -> list[Address]:
    near = at_hand(Neighborhood)()[street.neighborhood_id]
    around = point(street.lat, street.lon)
    if houses:
        return [
            Address(_written(street.name, number), near, house, around) for number, house in houses
        ]
    return [Address(_written(street.name, typed.upper()), near, None, around)]


def _written(street: str, number: str) -> str:
    """Return the address as the city's language has it: "12 Pier Street", "Gazi Caddesi 12"."""
    words = [number, street] if city().language == "en" else [street, number]
    return " ".join(filter(None, words))
