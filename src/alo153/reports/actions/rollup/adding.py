"""Counts that are gathered from a run of events, and added to the rows of facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import connection, models

from alo153.core.payloads import Dimensions
from alo153.reports.actions.rollup.dividing import divide
from alo153.reports.actions.rollup.topics import keep_topics
from alo153.reports.models import (
    ContactDay,
    ContactHalfHour,
    ContactOfDay,
    MatterDay,
)

HALF_HOUR: Final = timedelta(minutes=30)
_CONTACT_KEYS: Final = ("queue", "agent", "channel")
_OF_DAY_KEYS: Final = ("contact", "day", "channel")
_DIVIDED: Final = frozenset(ContactOfDay.MEASURES)
_MATTER_KEYS: Final = ("day", "unit", "topic", "kind", "district", "neighborhood", "channel")
_ROWS_AT_ONCE: Final = 200

Key = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Matter:
    """By what matters are counted; 0 or empty: of none."""

    unit: int = 0
    topic: int = 0
    kind: str = ""
    district: int = 0
    neighborhood: int = 0
    channel: str = ""


def matter_of(dimensions: Dimensions) -> Matter:
    """Return the keys of a matter that an event names."""
    return Matter(
        unit=dimensions.unit or 0,
        topic=dimensions.topic or 0,
        kind=dimensions.kind or "",
        district=dimensions.district or 0,
        neighborhood=dimensions.neighborhood or 0,
        channel=dimensions.channel or "",
    )


class Counts:
    """The sums that a run of events adds to the facts, by row and column. Pure until `write`."""

    def __init__(self, zone: ZoneInfo, calls: Mapping[str, int] = MappingProxyType({})) -> None:
        self._zone = zone
        # The contacts of calls, by key
        self.calls = calls
        self.half_hours: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.days: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.matters: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self.contacts: dict[Key, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        # By contact what was last recorded as its topic; 0: none
        self.topics: dict[int, int] = {}
        # Days on which somebody came into a team or left it
        self.moved: set[date] = set()

    def contact(
        self,
        at: datetime,
        *,
        queue: str | None,
        agent: int | None,
        channel: str | None,
        contact: int | None = None,
        **measures: int,
    ) -> None:
        """Add to the contact facts of the half hour and of the day in which an instant is.

        Args:
            contact: its key; None or 0 if the measures are of no contact that can have a topic.
        """
        keys = (queue or "", agent or 0, channel or "")
        _add(self.half_hours[half_hour(at, self._zone), *keys], measures)
        _add(self.days[self.day(at), *keys], measures)
        if contact:
            divided = {name: measures[name] for name in measures.keys() & _DIVIDED}
            _add(self.contacts[contact, self.day(at), channel or ""], divided)

    def matter(self, at: datetime, matter: Matter, **measures: int) -> None:
        """Add to the facts of a matter of the day in which an instant is."""
        _add(self.matters[self.day(at), *vars(matter).values()], measures)

    def day(self, at: datetime) -> date:
        """Return the city's day of an instant."""
        return at.astimezone(self._zone).date()

    def write(self) -> None:
        """Add everything to the rows; they are made where there are none."""
        _write(ContactHalfHour, ("begins_at", *_CONTACT_KEYS), self.half_hours)
        _write(ContactDay, ("day", *_CONTACT_KEYS), self.days)
        _write(MatterDay, _MATTER_KEYS, self.matters)
        _write(ContactOfDay, _OF_DAY_KEYS, self.contacts)
        moved = self.moved | keep_topics(self.topics)
        if days := moved | {day for day, *_ in self.days}:
            divide(days)


def half_hour(at: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant at which the half hour of the city's clock began."""
    local = at.astimezone(zone)
    began = timedelta(
        minutes=local.minute % 30, seconds=local.second, microseconds=local.microsecond
    )
    return at - began


def by_half_hours(
    began: datetime, ended: datetime, zone: ZoneInfo
) -> Iterable[tuple[datetime, int]]:
    """Split a stretch of time: an instant in each half hour, and the milliseconds in it."""
    while began < ended:
        until = min(half_hour(began, zone) + HALF_HOUR, ended)
        yield began, milliseconds((until - began).total_seconds())
        began = until


def milliseconds(seconds: float) -> int:
    """Return seconds as whole milliseconds."""
    return round(seconds * 1000)


def measures_of(model: type[models.Model], keys: Iterable[str]) -> list[str]:
    """Return the columns of facts that are added up."""
    fields = model._meta.concrete_fields
    return [str(each.column) for each in fields if each.name not in {"id", *keys}]


def _add(row: dict[str, int], measures: Mapping[str, int]) -> None:
    for name, amount in measures.items():
        row[name] += amount


def _write(
    model: type[models.Model], keys: tuple[str, ...], rows: Mapping[Key, Mapping[str, int]]
) -> None:
    measures = measures_of(model, keys)
    sql = _statement(model._meta.db_table, keys, measures)
    values = [
        (*key, *(row.get(name, 0) for name in measures))
        for key, row in sorted(rows.items())
        if any(row.values())
    ]
    with connection.cursor() as cursor:
        for first in range(0, len(values), _ROWS_AT_ONCE):
            some = values[first : first + _ROWS_AT_ONCE]
            places = "(" + ", ".join(["%s"] * len(some[0])) + ")"
            cursor.execute(
                sql.format(", ".join([places] * len(some))), [each for row in some for each in row]
            )


def _statement(table: str, keys: tuple[str, ...], measures: list[str]) -> str:
    """Return the upsert of a table of facts: every name in it is a column of our own."""
    sums = ", ".join(f'"{name}" = {table}."{name}" + EXCLUDED."{name}"' for name in measures)
    columns = ", ".join(f'"{name}"' for name in (*keys, *measures))
    unique = ", ".join(f'"{name}"' for name in keys)
    return (
        f"INSERT INTO {table} ({columns}) VALUES {{}} "  # noqa: S608
        f"ON CONFLICT ({unique}) DO UPDATE SET {sums}"
    )
