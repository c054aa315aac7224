"""Rows written by COPY, in PostgreSQL's text form; what a caller does not name has its default."""

from __future__ import annotations

import itertools
import json
from typing import Any, Final

from django.db import connection, models

NULL: Final = r"\N"
_ESCAPES: Final = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def text(words: str) -> str:
    """Write a text as COPY reads it."""
    return words.translate(_ESCAPES)


def data(content: Any) -> str:
    """Write JSON as COPY reads it."""
    return text(json.dumps(content, ensure_ascii=False))


class Rows:
    """Gathers rows of one table. A column that is added one day takes the default of its field."""

    def __init__(self, model: type[models.Model], *columns: str) -> None:
        self.model = model
        fields = {f.column: f for f in model._meta.concrete_fields if not f.generated}
        given = [*columns, *(name for name in fields if name not in columns)]
        self._tail = "".join("\t" + _default(fields[name]) for name in given[len(columns) :]) + "\n"
        names = ", ".join(f'"{name}"' for name in given)
        self._copy = f'COPY "{model._meta.db_table}" ({names}) FROM STDIN'
        self._rows: list[str] = []
        self._last = self._newest() if model._meta.pk.get_internal_type() != "UUIDField" else 0
        self._numbers = itertools.count(self._last + 1)

    def number(self) -> int:
        """Draw the key of a new row."""
        self._last = next(self._numbers)
        return self._last

    def add(self, *values: str) -> None:
        """Take one row: the columns that were named, in their order, already in text form."""
        self._rows.append("\t".join(values) + self._tail)

    def write(self) -> None:
        """Copy what was gathered."""
        with connection.cursor() as cursor, cursor.copy(self._copy) as copy:
            copy.write("".join(self._rows))
        self._rows.clear()

    def finish(self) -> None:
        """Let the table's own numbers continue behind ours."""
        key = self.model._meta.pk
        if isinstance(key, models.AutoField | models.BigAutoField):
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT setval(pg_get_serial_sequence(%s, %s), %s)",
                    [f'"{self.model._meta.db_table}"', key.column, max(self._last, 1)],
                )

    def _newest(self) -> int:
        return self.model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0


def _default(field: Any) -> str:
    value = field.get_default()
    if value is None:
        return NULL
    if isinstance(value, bool):
        return "t" if value else "f"
    return data(value) if isinstance(field, models.JSONField) else text(str(value))
