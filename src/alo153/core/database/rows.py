"""Rows of one table that many facts are about: read once, changed in memory, written together.

Many facts at once cost a few statements, not a few statements each. Lock rows with other
writers: `write` stores each row as it was read and changed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models


class Rows[M: models.Model]:
    """Keeps rows by their key as text; `write` makes one INSERT and one UPDATE of all."""

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._known: dict[str, M] = {}
        self._new: dict[str, M] = {}
        self._changed: dict[str, M] = {}
        self._fields: set[str] = set()

    def remember(self, rows: Iterable[M]) -> None:
        """Take rows that were read; one that is known already stays as it is here."""
        for row in rows:
            self._known.setdefault(str(row.pk), row)

    def get(self, key: str) -> M | None:
        """Find a row that was remembered or added."""
        return self._known.get(key)

    def all(self) -> list[M]:
        """List the rows that were remembered or added."""
        return list(self._known.values())

    def add(self, row: M) -> M:
        """Take a new row, whose key is set, and return it."""
        self._known[str(row.pk)] = self._new[str(row.pk)] = row
        return row

    def change(self, row: M, **values: Any) -> None:
        """Change columns of a row."""
        for name, value in values.items():
            setattr(row, name, value)
        if str(row.pk) not in self._new:
            self._changed[str(row.pk)] = row
            self._fields |= values.keys()

    def write(self) -> None:
        """Write what is new and what changed; two statements at most.

        Every changed row exists already, so the upsert always takes the conflict branch.
        """
        rows = self._model._default_manager
        rows.bulk_create(self._new.values())
        if self._changed:
            rows.bulk_create(
                self._changed.values(),
                update_conflicts=True,
                update_fields=sorted(self._fields),
                unique_fields=[self._model._meta.pk.name],
            )
        self._new, self._changed, self._fields = {}, {}, set()

    def forget(self) -> None:
        """Drop all rows, after `write`: somebody else has changed the table."""
        self._known = {}
