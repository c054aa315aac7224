"""The content of a database by table: the number of rows, and a digest of all of them."""

from __future__ import annotations

from typing import Final

import psycopg
from psycopg import sql

_TABLES: Final = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
"""
# A sum does not depend on the order of rows, and md5 is the same in every release of PostgreSQL
_ROWS: Final = """
SELECT count(*), coalesce(
  sum(('x' || left(md5(one_row::text), 16))::bit(64)::bigint::numeric), 0
)::text FROM {} AS one_row
"""
# What the text of a row depends on
_WRITTEN: Final = (
    "SET TimeZone = 'UTC'",
    "SET DateStyle = 'ISO, YMD'",
    "SET IntervalStyle = 'postgres'",
    "SET bytea_output = 'hex'",
    "SET extra_float_digits = 1",
)

type Contents = dict[str, tuple[int, str]]
"""Table -> number of rows, and their digest."""


def read(connection: psycopg.Connection) -> Contents:
    """Read every table once, partitions by their own names; some seconds for a million rows."""
    for each in _WRITTEN:
        connection.execute(each)
    tables = [name for (name,) in connection.execute(_TABLES)]
    return {name: _rows(connection, name) for name in tables}


def _rows(connection: psycopg.Connection, table: str) -> tuple[int, str]:
    found = connection.execute(sql.SQL(_ROWS).format(sql.Identifier(table))).fetchone()
    count, digest = found or (0, "0")
    return int(count), str(digest)


def differences(expected: Contents, found: Contents) -> list[str]:
    """Name each table that is not as it was, with both numbers of rows."""
    named = []
    for table in sorted({*expected, *found}):
        before, after = expected.get(table), found.get(table)
        if before is None or after is None:
            named.append(f"{table} is {'missing' if after is None else 'new'}")
        elif before[0] != after[0]:
            named.append(f"{table} has {after[0]} rows, not {before[0]}")
        elif before != after:
            named.append(f"{table} has other values")
    return named
