"""Single tables of documents, such as `[telling]`: entries that nobody adds or removes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import tomlkit

from alo153.city.citypack.documents.filling import fill

PREFIX: Final = "table--"
"""Begins the key of a table's entry; no other entry has two hyphens there."""
ROOT: Final = "root"
TIMES: Final = "times"
FACTS: Final = "facts"
BEGINNINGS: Final = "beginnings"
EDITION: Final = "edition"
_ABOVE: Final = frozenset({ROOT, TIMES, FACTS, BEGINNINGS, EDITION})
"""Instead of a name: the values above the tables of a file."""
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "retention": ("days",),
    "center": (TIMES,),
    "alarms": (ROOT,),
    "kinds": ("telling",),
    "city": (
        FACTS,
        "colors",
        "map",
        "working_time",
        "quiet_hours",
        "chat",
        "sms_keywords",
        "closing",
        "duplicates",
    ),
    "topics": ("promises",),
    "queues": ("written", "lists"),
    "offices": ("priority", "identity_scan"),
    "menu": (BEGINNINGS,),
    "roles": (EDITION,),
    "voice": ("spoken",),
}
"""The tables of each document that has such entries."""


def keys(kind: str) -> list[str]:
    """Return the keys of the tables of a document."""
    return [PREFIX + name for name in NAMES.get(kind, ())]


def is_table(kind: str, key: str) -> bool:
    """Tell whether the entry of a document is a table."""
    return key in keys(kind)


def label(key: str) -> str:
    """Return how mistakes name the table: empty for the values above all tables."""
    name = key.removeprefix(PREFIX)
    return "" if name in _ABOVE else name


def entry(document: Any, key: str) -> Mapping[str, Any]:
    """Return the values of a table; none if the file lacks it."""
    if name := label(key):
        return dict(document.get(name, tomlkit.table()).unwrap())
    return {each: value for each, value in document.unwrap().items() if not _is_table(value)}


def put(document: Any, key: str, values: Mapping[str, Any]) -> None:
    """Write values into a table; one that the file lacks comes with its first value."""
    name = label(key)
    table = document.get(name, tomlkit.table()) if name else document
    fill(table, values)
    if name and table and name not in document:
        document.append(name, table)


def remove(_document: Any, key: str) -> None:
    """Refuse: nobody takes a table out. Raises KeyError."""
    raise KeyError(key)


def _is_table(value: Any) -> bool:
    """Tell whether a value is a table or a list of tables."""
    first = value[0] if isinstance(value, list) and value else value
    return isinstance(first, dict)
