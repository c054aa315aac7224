"""Sums of facts by time, by a dimension, or in five ways at once: one or two queries of facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import Sum

from alo153.city import queries as city
from alo153.core.database.day_sums import RANGE, in_range
from alo153.reports.figures.catalog import Figure, Subject
from alo153.reports.figures.sums import Sums
from alo153.reports.models import ContactSums
from alo153.reports.queries.asked import Asked, Grain
from alo153.reports.queries.sources import facts_of, matters

Key = date | datetime | str | int
_STOCKS: Final[Mapping[str, Mapping[str, int]]] = {
    "open": {"opened": 1, "reopened": 1, "entered": 1, "left": -1, "closed": -1},
    "overdue": {"overdue_entered": 1, "overdue_left": -1},
}
"""By the name of a stock, as in `open_start` and `open_end`: the columns that change it."""
_OF_STOCKS: Final = frozenset(f"{stock}_{end}" for stock in _STOCKS for end in ("start", "end"))
_DIVIDED: Final = """
WITH part AS (
  SELECT division, key, team, date_trunc('month', begins_date)::date AS month, channel, {sums}
  FROM reports_contactsums WHERE {range} GROUP BY 1, 2, 3, 4, 5
)
SELECT division, key, team, month, channel, {sums} FROM part
GROUP BY GROUPING SETS ((division, key, team, channel), (division, month, channel))
"""
RATEABLE: Final = "rateable"
"""The sum of answered contacts on channels with at least one rating in the range."""
_ANSWERED: Final = ("answered", "kept_reached")
_KEYS: Final = 5
"""The first columns of `_DIVIDED`: what a row is of, and its channel."""
_NOBODY: Final = "0"


@dataclass(frozen=True)
class Row:
    """One row of a report: a stretch of time by its beginning, or a value of the dimension."""

    key: Key
    sums: Sums

    def value(self, figure: Figure) -> float | None:
        """Compute a figure."""
        return figure.compute(self.sums)


def rows(asked: Asked) -> list[Row]:
    """Return the rows in order of time, or of their keys; stretches without facts are left out."""
    found = _grouped(asked)
    if stocks := _stocks(asked):
        _add_stocks(asked, found, stocks)
    return [Row(key, _sums(asked, found[key])) for key in sorted(found, key=_order)]


@dataclass(frozen=True)
class Divided:
    """The contacts of a range by agent, team, queue, topic and month; rows also sum `RATEABLE`.

    Args:
        agents: without contacts that concern no agent, as `teams`.
        teams: a contact belongs to the team that its agent was in that day; 0 is no team.
        queues: by key; empty: contacts that waited in none.
        topics: by key; 0: contacts without one (`ContactSums` says which topic a contact has).
        months: by first day, in order of time.
    """

    agents: list[Row]
    teams: list[Row]
    queues: list[Row]
    topics: list[Row]
    months: list[Row]


def divided(asked: Asked) -> Divided:
    """Return the contacts of a range, divided in five ways; one query."""
    columns = sorted(asked.needs | {"ratings", *_ANSWERED})
    sums = ", ".join(f'sum("{name}")::bigint AS "{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(_DIVIDED.format(sums=sums, range=RANGE), in_range(asked.since, asked.until))
        found = cursor.fetchall()
    parts = [(row[:_KEYS], dict(zip(columns, row[_KEYS:], strict=True))) for row in found]
    rated = {keys[-1] for keys, sums in parts if sums["ratings"]}
    agents, teams, queues, topics, months = (
        defaultdict[Key, Counter[str]](Counter) for _ in range(5)
    )
    for (division, key, team, month, channel), of in parts:
        if channel in rated:
            of[RATEABLE] = sum(of[name] for name in _ANSWERED)
        if division == ContactSums.Division.QUEUE:
            groups, place = (queues, key) if month is None else (months, month)
            groups[place].update(of)
        elif division == ContactSums.Division.TOPIC:
            if month is None:
                topics[int(key)].update(of)
        elif month is None and key != _NOBODY:
            agents[int(key)].update(of)
            teams[team].update(of)
    return Divided(*(_listed(asked, each) for each in (agents, teams, queues, topics, months)))


def _listed(asked: Asked, groups: Mapping[Key, Mapping[str, int]]) -> list[Row]:
    return [Row(key, _sums(asked, groups[key])) for key in sorted(groups, key=_order)]


def total(asked: Asked, counted: Sequence[Row]) -> Row:
    """Return the sum of all rows; open cases are counted at the two ends of the range.

    Without a row one query: what was open before the range is open at both of its ends.
    """
    sums = _added(row.sums.of for row in counted)
    if asked.dimension or not (stocks := _stocks(asked)):
        return Row("", _sums(asked, sums))
    only: dict[Key, dict[str, int]] = {"": {}}
    if not counted:
        _add_stocks(asked, only, stocks)
    first = counted[0].sums.of if counted else only[""]
    last = counted[-1].sums.of if counted else only[""]
    for stock in stocks:
        sums[f"{stock}_start"] = first[f"{stock}_start"]
        sums[f"{stock}_end"] = last[f"{stock}_end"]
    return Row("", _sums(asked, sums))


def _sums(asked: Asked, of: Mapping[str, int]) -> Sums:
    return Sums(of=of, within=asked.within, short=asked.short)


def _added(those: Any) -> dict[str, int]:
    sums: dict[str, int] = {}
    for each in those:
        for name, amount in each.items():
            sums[name] = sums.get(name, 0) + amount
    return sums


def _order(key: Key) -> tuple[str, Any]:
    return type(key).__name__, key


def _grouped(asked: Asked) -> dict[Key, dict[str, int]]:
    facts, key = facts_of(asked)
    columns = sorted(_columns(asked))
    found = facts.values(key).annotate(**{f"sum_{name}": Sum(name) for name in columns})
    grouped: dict[Key, dict[str, int]] = {}
    for row in found.order_by():
        place = _place(asked, row[key])
        sums = grouped.setdefault(place, {})
        for name in columns:
            sums[name] = sums.get(name, 0) + row[f"sum_{name}"]
    return grouped


def _columns(asked: Asked) -> set[str]:
    stock = {column for name in _stocks(asked) for column in _STOCKS[name]}
    # Of a question without figures, so that its rows are there
    some = "contacts_in" if asked.subject is Subject.CONTACTS else "opened"
    return (set(asked.needs) - _OF_STOCKS) | stock | {some}


def _place(asked: Asked, key: Any) -> Key:
    """Return the row that a group belongs to: hours hold two half hours of the city's clock."""
    if isinstance(key, datetime):
        local = city.local(key)
        return local.replace(minute=0) if asked.grain is Grain.HOUR else local
    place: Key = key
    return place


def _stocks(asked: Asked) -> list[str]:
    """Return the names of the stocks that the figures are computed from."""
    return [name for name in _STOCKS if asked.needs & {f"{name}_start", f"{name}_end"}]


def _add_stocks(asked: Asked, found: dict[Key, dict[str, int]], stocks: Sequence[str]) -> None:
    """Add the stocks of cases at the beginning and the end of each row; one query."""
    before = _sums_before(asked, {column for name in stocks for column in _STOCKS[name]})
    for name in stocks:
        had = {key: _change(name, sums) for key, sums in before.items()}
        if asked.dimension:
            _add_by_key(name, had, found)
        else:
            _add_in_time(name, had[""], found)


def _add_by_key(name: str, had: Mapping[Key, int], found: dict[Key, dict[str, int]]) -> None:
    for key, stock in had.items():
        if stock or key in found:
            found.setdefault(key, {})[f"{name}_start"] = stock
    for sums in found.values():
        sums[f"{name}_end"] = sums.get(f"{name}_start", 0) + _change(name, sums)


def _add_in_time(name: str, stock: int, found: dict[Key, dict[str, int]]) -> None:
    for key in sorted(found, key=_order):
        found[key][f"{name}_start"] = stock
        stock += _change(name, found[key])
        found[key][f"{name}_end"] = stock


def _sums_before(asked: Asked, columns: Collection[str]) -> dict[Key, dict[str, int]]:
    facts = matters(asked).filter(day__lt=asked.since, **asked.filters)
    sums = {f"sum_{name}": Sum(name, default=0) for name in columns}
    if not asked.dimension:
        return {"": _named(facts.aggregate(**sums), columns)}
    grouped = facts.values(asked.dimension).annotate(**sums).order_by()
    return {row[asked.dimension]: _named(row, columns) for row in grouped}


def _named(row: Mapping[str, Any], columns: Collection[str]) -> dict[str, int]:
    return {name: row[f"sum_{name}"] for name in columns}


def _change(stock: str, sums: Mapping[str, int]) -> int:
    return sum(sign * sums.get(name, 0) for name, sign in _STOCKS[stock].items())
