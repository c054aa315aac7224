"""Load the register of streets and house numbers, for the search of addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from alo153.city.events import StreetsLoaded
from alo153.city.models import City
from alo153.city.streets.register_file import StreetLine
from alo153.city.streets.street_names import number_key, searched, words_of
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.geo import Point
from alo153.core.text.slips import LONGEST, SHORTEST
from alo153.core.ttl_cache import forget_cached

_EMPTY: Final = "DELETE FROM city_housenumber; DELETE FROM city_street; DELETE FROM city_streetword"
_ARRIVING: Final = """
CREATE TEMPORARY TABLE arriving_number (
  street integer, number text, key text, lat float8, lon float8
)
"""
# A register may name a house twice
_HOUSES: Final = """
INSERT INTO city_housenumber (street_id, number, key, lat, lon)
SELECT DISTINCT ON (street, key) street, number, key, lat, lon
FROM arriving_number ORDER BY street, key, number
"""
_MIDDLES: Final = """
UPDATE city_street SET lat = middle.lat, lon = middle.lon
FROM (SELECT street_id, avg(lat) AS lat, avg(lon) AS lon FROM city_housenumber GROUP BY 1) middle
WHERE id = middle.street_id AND city_street.lat IS NULL
"""


@dataclass(frozen=True)
class Loaded:
    """The present content of the register.

    Args:
        unplaced: house numbers without a point, which were left out.
    """

    streets: int
    numbers: int
    unplaced: int


@dataclass
class _Street:
    key: int
    name: str
    name_words: list[str]
    around: list[str]
    point: Point | None = None


@dataclass
class _Register:
    """The streets of the lines that went by, by neighborhood and words of the name."""

    streets: dict[tuple[int, str], _Street] = field(default_factory=dict)
    unplaced: int = 0

    def take(self, line: StreetLine) -> tuple[object, ...] | None:
        """Learn the street of a line; return its house as it is copied, None without one."""
        street = self._street(line)
        if not line.number:
            street.point = street.point or line.point
            return None
        if line.point is None:
            self.unplaced += 1
            return None
        at = (line.point.lat, line.point.lon)
        return (street.key, line.number, number_key(line.number), *at)

    def _street(self, line: StreetLine) -> _Street:
        words = words_of(line.street)
        which = (line.near.key, " ".join(words))
        if which not in self.streets:
            around = [*words_of(line.near.name), *words_of(line.near.district)]
            self.streets[which] = _Street(len(self.streets) + 1, line.street, words, around)
        return self.streets[which]


@transaction.atomic
def load_streets(*, lines: Iterable[StreetLine], by: Actor, at: datetime) -> Loaded:
    """Put these lines in the place of the whole register; records `city.streets_loaded`.

    Lines are read once and not kept; they come while the connection is copying, so making them must
    ask the database nothing. Searches during the load find the former register.
    """
    register = _Register()
    with connection.cursor() as cursor:
        cursor.execute(_EMPTY)
        cursor.execute(_ARRIVING)
        with cursor.copy("COPY arriving_number FROM STDIN") as copy:
            for line in lines:
                house = register.take(line)
                if house:
                    copy.write_row(house)
        _write(register, cursor)
        cursor.execute(_HOUSES)
        numbers = cursor.rowcount
        cursor.execute(_MIDDLES)
        cursor.execute("DROP TABLE arriving_number")
    loaded = Loaded(len(register.streets), numbers, register.unplaced)
    said = StreetsLoaded(streets=loaded.streets, numbers=numbers)
    events.record(said, subject=City.objects.get(), by=by, at=at)
    transaction.on_commit(forget_cached)
    forget_cached()
    return loaded


def _write(register: _Register, cursor: Any) -> None:
    known = set[str]()
    columns = "id, neighborhood_id, name, name_words, words, lat, lon"
    with cursor.copy(f"COPY city_street ({columns}) FROM STDIN") as copy:
        for (near, name_words), street in register.streets.items():
            words = searched(street.name_words, street.around)
            known.update(word for word in words if word.isalpha())
            lat, lon = (street.point.lat, street.point.lon) if street.point else (None, None)
            copy.write_row((street.key, near, street.name, name_words, " ".join(words), lat, lon))
    with cursor.copy("COPY city_streetword (word) FROM STDIN") as copy:
        for word in known:
            if SHORTEST <= len(word) <= LONGEST:
                copy.write_row((word,))
