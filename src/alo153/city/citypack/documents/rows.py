"""Add a table to a list of tables, or take one out: comments below it stay with what they precede.

tomlkit counts the blank lines and comments below a table as the table's own.
"""

from __future__ import annotations

from typing import Any, Final

import tomlkit
from tomlkit.items import AoT, Comment, Table, Whitespace

_BLANK: Final = "\n"


def append(rows: Any, table: Any) -> None:
    """Add a table at the end of a list."""
    below = _cut(rows[-1]) if len(rows) else []
    if len(rows):
        _last(rows[-1]).add(tomlkit.ws(_BLANK))
    rows.append(table)
    for each in below:
        table.add(each)


def put(table: Any, name: str, rows: AoT) -> None:
    """Write a list of tables inside a table, in place of the former; an empty one leaves none."""
    below = _cut(table)
    if name not in table:
        _last(table).add(tomlkit.ws(_BLANK))
    if len(rows):
        table[name] = rows
    else:
        del table[name]
        # The blank line above the list stays
        below = below[1:]
    for each in below:
        _last(table).add(each)


def take_out(rows: Any, number: int) -> None:
    """Take a table out of a list."""
    below = _cut(rows[number])
    del rows[number]
    if number and number == len(rows):
        _cut(rows[-1])
        for each in below:
            _last(rows[-1]).add(each)


def _cut(table: Any) -> list[Any]:
    """Take the lines from the first blank one below a table's values on, and return them."""
    body = _last(table).value.body
    first = len(body)
    while (
        first
        and body[first - 1][0] is None
        and isinstance(body[first - 1][1], Comment | Whitespace)
    ):
        first -= 1
    while first < len(body) and isinstance(body[first][1], Comment):
        first += 1
    found = [item for _key, item in body[first:]]
    del body[first:]
    return found


def _last(table: Any) -> Any:
    """Return the table whose lines are the last ones: perhaps one inside."""
    body = table.value.body
    last = body[-1][1] if body else None
    if isinstance(last, AoT) and len(last):
        return _last(last[-1])
    return _last(last) if isinstance(last, Table) else table
