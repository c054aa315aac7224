"""Two roles of PostgreSQL: the owner changes tables, the program's role writes rows (ADR 26).

To tables that triggers keep append-only the program's role may only add. No list names them: the
catalog's triggers do. Partitions are written by their parent's name, and only read by their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, LiteralString

from django.db import connection, transaction
from psycopg import sql

from alo153.config.providers import database

# A guard is a BEFORE DELETE trigger for each statement. A column of its table may change all the
# same if every trigger on its UPDATE has a condition. Bits of tgtype: 1 row, 2 before, 8 delete,
# 16 update.
_APPEND_ONLY = """
SELECT c.relname, array(
  SELECT a.attname::text FROM pg_attribute a
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND NOT EXISTS (
    SELECT FROM pg_trigger u WHERE u.tgrelid = c.oid AND u.tgtype & 19 = 18 AND u.tgqual IS NULL
    AND (u.tgattr::text = '' OR a.attnum = ANY (u.tgattr::int2[]))
  ) ORDER BY a.attnum
)
FROM pg_class c
WHERE c.relnamespace = current_schema()::regnamespace AND EXISTS (
  SELECT FROM pg_trigger d WHERE d.tgrelid = c.oid AND d.tgtype & 11 = 10
) ORDER BY c.relname
"""
_OWN = """
SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace
AND c.relowner = current_user::regrole AND c.relkind = ANY (%s) AND c.relispartition = %s
ORDER BY c.relname
"""
# What works with the owner's rights, whoever calls it
_OWNER_S_WORK = """
SELECT p.proname FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace
AND p.proowner = current_user::regrole AND p.prosecdef ORDER BY p.proname
"""
_TABLES, _SEQUENCES = ["r", "p", "v"], ["S"]


class RoleError(Exception):
    """Say in plain words why the owner cannot do its work."""


def connected_role() -> str:
    """Return the name of the role that this process is connected as."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text")
        return str(cursor.fetchone()[0])


@contextmanager
def as_owner(url: str) -> Iterator[None]:
    """Be connected by the owner's address as long as the block lasts.

    Raises:
        RoleError: the address leads to another database.
    """
    before, owner = dict(connection.settings_dict), database.from_url(url, pool=False)
    if owner["NAME"] != before["NAME"]:
        names = f"{owner['NAME']}, DATABASE_URL names {before['NAME']}"
        raise RoleError(f"ALO153_OWNER_DATABASE_URL names the database {names}")
    reconnect(owner)
    try:
        yield
    finally:
        reconnect(before)


def append_only() -> dict[str, list[str]]:
    """Return every table that is only added to, with the columns that may change all the same."""
    with connection.cursor() as cursor:
        cursor.execute(_APPEND_ONLY)
        return dict(cursor.fetchall())


@transaction.atomic
def grant(*, to: str) -> None:
    """Let a role read and write rows, and only add to what is append-only. Asked by the owner.

    All that the role was granted before and is not granted here is taken away.

    Raises:
        RoleError: the connected role owns no table.
    """
    role, tables = sql.Identifier(to), _own(_TABLES)
    if not tables:
        raise RoleError(f"{connected_role()} owns no table here: hand it those of before")
    _run("REVOKE ALL ON {} FROM {}", _listed(tables), role)
    _run("GRANT SELECT, INSERT, UPDATE, DELETE ON {} TO {}", _listed(tables), role)
    _run("GRANT USAGE, SELECT ON SEQUENCE {} TO {}", _listed(_own(_SEQUENCES)), role)
    for name in _own(_TABLES, partitions=True):
        _run("REVOKE ALL ON {} FROM {}", sql.Identifier(name), role)
        _run("GRANT SELECT ON {} TO {}", sql.Identifier(name), role)
    for name in _names(_OWNER_S_WORK):
        _run("GRANT EXECUTE ON FUNCTION {} TO {}", sql.Identifier(name), role)
    for name, columns in append_only().items():
        table = sql.Identifier(name)
        _run("REVOKE UPDATE, DELETE ON {} FROM {}", table, role)
        if columns:
            _run("GRANT UPDATE ({}) ON {} TO {}", _listed(columns), table, role)


def _own(kinds: list[str], *, partitions: bool = False) -> list[str]:
    return _names(_OWN, kinds, partitions)


def _names(question: str, *values: bool | list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return [name for (name,) in cursor.fetchall()]


def _listed(names: list[str]) -> sql.Composable:
    return sql.SQL(", ").join(map(sql.Identifier, names))


def _run(words: LiteralString, *names: sql.Composable) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(words).format(*names).as_string(cursor.connection))


def reconnect(facts: Mapping[str, Any]) -> None:
    connection.close()
    connection.settings_dict.update(facts)
