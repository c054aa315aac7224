"""The public holidays of a country as the forecast knows them: by name, wherever they fall."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

import holidays

from alo153.workforce.forecast.calendar import Calendar

_END_OF_RAMADAN = ("Ramazan Bayramı", "Eid al-Fitr")
_ESTIMATED = re.compile(r"\((estimated|tahmini)\)")
_FASTING = timedelta(days=29)
_DAY = timedelta(days=1)


def of_country(
    country: str | None, first: date, last: date, *, closed: Collection[date] = ()
) -> Calendar:
    """Return what is special about the days between two days.

    Args:
        country: two letters (ISO 3166); None: no holidays are known.
        closed: further days on which the city is closed.

    Each day of a feast of several days has its own name ("Kurban Bayramı 2"), so that a feast that
    moves through the year is found again. The month before the end of Ramadan is "ramadan".
    """
    named = dict(_named(country, first.year, last.year + 1))
    fasting = {
        day - _FASTING + each * _DAY
        for day, name in named.items()
        if name.startswith(_END_OF_RAMADAN) and name.endswith(" 1")
        for each in range(_FASTING.days)
    }
    named |= {day: "closed" for day in closed if day not in named}
    return Calendar(
        holidays={day: name for day, name in named.items() if first <= day <= last + _DAY},
        events=dict.fromkeys(fasting, frozenset({"ramadan"})),
    )


@lru_cache(maxsize=16)
def _named(country: str | None, first: int, last: int) -> tuple[tuple[date, str], ...]:
    if country is None:
        return ()
    known = holidays.country_holidays(country, years=range(first, last + 1))
    found: dict[date, str] = {}
    for day in sorted(known):
        before, number = found.get(day - _DAY, " 0").rsplit(" ", 1)
        names = _names(known[day])
        name = before if before in names else min(names)
        found[day] = f"{name} {int(number) + 1 if name == before else 1}"
    return tuple(found.items())


def _names(said: str) -> set[str]:
    """Return the names of a day; two feasts can fall on one.

    Feasts of the moon are estimated, in the language of the country, until they are announced.
    """
    return {_ESTIMATED.sub("", each).strip() for each in said.split(";")}
