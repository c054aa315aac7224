"""New rows, inserted by SQL that is made once a process for each table.

Django makes it anew for each row: half of what a row costs the application
(docs/adr/0032-prepared-questions.md). For verbs that write many tables in a second, and for what
every page writes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.sql import InsertQuery


@dataclass(frozen=True, kw_only=True)
class _Insert:
    """The statement of a table: what it is told, and what the database says."""

    sql: str
    given: tuple[models.Field[Any, Any], ...]
    returned: tuple[models.Field[Any, Any], ...]


def insert_row[M: models.Model](row: M) -> M:
    """Insert a new row, and return it with what the database gives: its key, generated columns.

    As `save(force_insert=True)` does, but for Django's signals, which nobody hears, and without a
    savepoint: an error spoils the transaction around it.
    """
    made = _made(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in made.given]
    with connection.cursor() as cursor:
        cursor.execute(made.sql, values)
        told = cursor.fetchone() if made.returned else ()
    for field, value in zip(made.returned, told, strict=True):
        setattr(row, field.attname, value)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


@cache
def _made(model: type[models.Model]) -> _Insert:
    meta: Any = model._meta
    returned = [each for each in meta.concrete_fields if each is meta.auto_field or each.generated]
    given = [each for each in meta.concrete_fields if each not in returned]
    query = InsertQuery(model)
    query.insert_values(given, [model()], raw=True)
    compiler: Any = query.get_compiler(DEFAULT_DB_ALIAS)
    compiler.returning_fields = returned
    [(sql, _params)] = compiler.as_sql()
    return _Insert(sql=sql, given=tuple(given), returned=tuple(returned))
