"""Write the values of an entry into its table: comments and equal values stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import tomlkit
from tomlkit.items import AoT, Table

from alo153.city.citypack.documents import rows

# Entries of a list, or keys of a table, that one line still holds
_LONG: Final = 6


def fill(table: Any, values: Mapping[str, Any]) -> None:
    """Write values into a table; empty ones are left out."""
    for name, value in values.items():
        former = table.get(name)
        if isinstance(former, Table) and value:
            _fill_all(former, value)
        elif _is_empty(value):
            # What is empty already says the same
            if isinstance(former, AoT):
                rows.put(table, name, tomlkit.aot())
            elif former is not None and not _is_empty(former):
                del table[name]
        elif former != toml_value(value):
            _write(table, name, value)


def _write(table: Any, name: str, value: Any) -> None:
    if _is_of_tables(value) and isinstance(table, Table):
        rows.put(table, name, _tables(value))
    else:
        table[name] = toml_value(value)


def _fill_all(table: Table, values: Mapping[str, Any]) -> None:
    """Write all values of a table with a heading of its own: what they lack is taken out."""
    for name in [each for each in table if each not in values]:
        del table[name]
    fill(table, values)


def _is_empty(value: Any) -> bool:
    """Tell whether a value says nothing; the number 0 says something."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return not value and not is_number


def toml_value(value: Any) -> Any:
    """Return a value as people write it in a file."""
    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True)
    if isinstance(value, Mapping):
        return _table(value)
    if isinstance(value, tuple | list):
        return _tables(value) if _is_of_tables(value) else _list(value)
    return value


def _table(values: Mapping[str, Any]) -> Any:
    """Return a table as people write it: a large one under a heading of its own."""
    if len(values) > _LONG or any(map(_is_of_tables, values.values())):
        table = tomlkit.table()
        fill(table, values)
        return table
    inline = tomlkit.inline_table()
    inline.update(values)
    return inline


def _is_of_tables(value: Any) -> bool:
    """Tell whether a value is a list of tables."""
    return isinstance(value, tuple | list) and bool(value) and isinstance(value[0], Mapping)


def _tables(values: Sequence[Mapping[str, Any]]) -> Any:
    """Return a list of tables, each with a heading of its own."""
    written = tomlkit.aot()
    for each in values:
        table = tomlkit.table()
        fill(table, each)
        written.append(table)
    return written


def _list(value: Sequence[Any]) -> Any:
    """Return a list as people write it: a long one on several lines."""
    written = tomlkit.array().multiline(len(value) > _LONG)
    written.extend(value)
    return written
