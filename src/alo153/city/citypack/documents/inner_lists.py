"""Lists of tables next to the main one of a document: windows, media, and rules of the law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import tomlkit

from alo153.city.citypack.documents import rows
from alo153.city.citypack.documents.filling import fill

_BETWEEN: Final = "--"
"""Between the name of the list and the values that name an entry; no slug has it."""


@dataclass(frozen=True)
class InnerList:
    """A list of tables, `[[window]]`, and the fields that tell its entries apart."""

    kind: str
    name: str
    named_by: tuple[str, ...]

    def key(self, said: Mapping[str, Any]) -> str:
        """Return the key of an entry's page: ``window--morning``."""
        values = [str(said[each]) for each in self.named_by if said.get(each)]
        return _BETWEEN.join((self.name, *values))


LISTS: Final = (
    InnerList("queues", "window", ("key",)),
    InnerList("queues", "medium", ("channel",)),
    InnerList("law", "rule", ("key", "status", "valid_from")),
)
_ONLY: Final[Mapping[str, str]] = {"law": "rule"}
"""Documents without another list."""


def of_group(kind: str, group: str) -> InnerList | None:
    """Return the list of a document by its name; None if the document has no such list."""
    named = kind, group or _ONLY.get(kind)
    return next((each for each in LISTS if (each.kind, each.name) == named), None)


def of_entry(kind: str, key: str) -> InnerList | None:
    """Return the list that an entry belongs to; None if it belongs to none."""
    name, between, _rest = key.partition(_BETWEEN)
    return of_group(kind, name) if between else None


def place(kind: str, key: str) -> str:
    """Return how mistakes name an entry: ``morning`` of ``window morning, ends``.

    Empty if several entries of the list have this name.
    """
    found = of_entry(kind, key)
    if found is None:
        return key
    return key.split(_BETWEEN)[1] if len(found.named_by) == 1 else ""


def listed(kind: str, document: Any) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
    """Yield key, name, list and values of each entry. Raises KeyError."""
    for each in LISTS:
        if each.kind == kind:
            for table in document.get(each.name, []):
                name = str(table.get("name", table[each.named_by[0]]))
                yield each.key(table), name, each.name, table.unwrap()


def entry(document: Any, key: str) -> Mapping[str, Any] | None:
    """Return what an entry says; None if there is none."""
    found = _table(document, key)
    return None if found is None else dict(found.unwrap())


def put(document: Any, key: str, values: Mapping[str, Any]) -> None:
    """Write the values of an entry; it may be new."""
    table = _table(document, key)
    if table is not None:
        fill(table, values)
        return
    table = tomlkit.table()
    fill(table, values)
    rows.append(document.setdefault(_list(key).name, tomlkit.aot()), table)


def remove(document: Any, key: str) -> None:
    """Take an entry out. Raises KeyError."""
    tables = document[_list(key).name]
    for number, table in enumerate(tables):
        if _list(key).key(table) == key:
            rows.take_out(tables, number)
            return
    raise KeyError(key)


def _list(key: str) -> InnerList:
    name = key.partition(_BETWEEN)[0]
    return next(each for each in LISTS if each.name == name)


def _table(document: Any, key: str) -> Any | None:
    found = _list(key)
    tables = document.get(found.name, [])
    return next((each for each in tables if found.key(each) == key), None)
