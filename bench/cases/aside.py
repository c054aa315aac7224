"""Indexes and foreign keys laid aside while millions of rows are copied, and made anew after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, models

# Primary keys stay: other tables point at them, and rows come in their order
_CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u') ORDER BY contype DESC
"""
# Of a table of partitions PostgreSQL says ON ONLY, which would leave the partitions without it
_INDEXES = """
SELECT indexrelid::regclass::text, replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
FROM pg_index
WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
"""


@contextmanager
def laid_aside(tables: Sequence[type[models.Model]]) -> Iterator[None]:
    """Drop what checks or finds rows of these tables, and make it again when the block ends well.

    Foreign keys are then checked all at once. Needs no more rights than the tables' owner has.
    """
    names = [f'"{table._meta.db_table}"' for table in tables]
    constraints = _rows(_CONSTRAINTS, names)
    for table, name, _definition in constraints:
        _run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    indexes = _rows(_INDEXES, names)
    for index, _definition in indexes:
        _run(f"DROP INDEX {index}")
    yield
    for _index, definition in indexes:
        _run(definition)
    for table, name, definition in constraints:
        _run(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def _rows(query: str, names: list[str]) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, [names])
        return list(cursor.fetchall())


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
