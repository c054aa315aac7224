"""Questions whose SQL is made once a process, and not each time one is asked.

Django builds the SQL of a queryset anew whenever it is read: two thirds of what a small question
costs the application (docs/adr/0032-prepared-questions.md). Pages that ask twenty of them about one
case, one call or one person ask them here.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

# They stand in the SQL for what will be asked; nothing that a question says itself is like them
_STAND_INS: dict[type, list[Any]] = {
    int: [2_147_480_001 + place for place in range(8)],
    str: [f"\N{REPLACEMENT CHARACTER}{place}" for place in range(8)],
    datetime: [datetime(1, 1, 1, 0, 0, place, tzinfo=UTC) for place in range(8)],
}


@dataclass(frozen=True, kw_only=True)
class _Compiled:
    """A question as Django would ask it. `given`: which parameter is which of the values."""

    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    given: dict[int, int]
    fetch_mode: Any


class Prepared[M: models.Model]:
    """One question: `Prepared(lambda case: Note.objects.filter(case=case), int)`.

    Args:
        make: returns the queryset for given values. It is called once a process, so it may look at
            nothing but them; it may filter, join (`select_related`), annotate, order and limit.
        kinds: the types of the values: int (a key), str or datetime.

    A first call raises ValueError if the queryset does not use each value as it is, or asks for
    more than whole rows in one statement (`values`, `prefetch_related`).
    """

    def __init__(self, make: Callable[..., models.QuerySet[M]], *kinds: type) -> None:
        self._make, self._kinds = make, kinds
        self._compiled: _Compiled | None = None

    def __call__(self, *values: object) -> list[M]:
        """Return the rows that the queryset would return; one statement."""
        found = self._compiled
        if found is None:
            found = self._compiled = self._compile()
        params = list(found.params)
        for place, value in found.given.items():
            params[place] = values[value]
        # Each reader has its own compiler: it holds the connection of its thread
        compiler = copy(found.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_words: (found.sql, tuple(params))  # type: ignore[method-assign]
        asked = SimpleNamespace(
            db=DEFAULT_DB_ALIAS,
            query=SimpleNamespace(get_compiler=lambda **_: compiler),
            _fetch_mode=found.fetch_mode,
            _known_related_objects={},
        )
        return list(ModelIterable(cast(Any, asked)))

    def first(self, *values: object) -> M | None:
        """Return the first row; it is the queryset that says how many are fetched."""
        return next(iter(self(*values)), None)

    def _compile(self) -> _Compiled:
        stand_ins = [_STAND_INS[kind][place] for place, kind in enumerate(self._kinds)]
        asked = cast(Any, self._make(*stand_ins))
        if asked._iterable_class is not ModelIterable or asked._prefetch_related_lookups:
            raise ValueError("A prepared question asks for whole rows in one statement")
        compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        given = {
            place: stand_ins.index(param)
            for place, param in enumerate(params)
            if param in stand_ins
        }
        if set(given.values()) != set(range(len(stand_ins))):
            raise ValueError(f"A prepared question uses every value as it is: {sql} {params}")
        return _Compiled(
            compiler=compiler,
            sql=sql,
            params=tuple(params),
            given=given,
            fetch_mode=asked._fetch_mode,
        )
