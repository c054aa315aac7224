"""Questions whose SQL is made once a process, and not each time one is asked.

Django builds the SQL of a queryset anew whenever it is read: two thirds of what a small question
costs the application (docs/adr/0032-prepared-questions.md). Pages that ask twenty of them about one
case, one call or one person ask them here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler

# They stand in the SQL for what will be asked; nothing that a question says itself is like them
_STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 2_147_400_001 + place,
    str: lambda place: f"\N{REPLACEMENT CHARACTER}{place}",
    datetime: lambda place: datetime(1, 1, 1, tzinfo=UTC) + timedelta(seconds=place),
}


@dataclass(frozen=True, kw_only=True)
class _Statement:
    """The SQL of a question. `given`: which parameter is which of the values."""

    sql: str
    params: tuple[Any, ...]
    given: dict[int, int]

    @classmethod
    def of(cls, sql: str, params: Sequence[Any], stand_ins: Sequence[Any]) -> _Statement:
        """Find the values among the parameters. Raises ValueError if one is not used as it is."""
        given = {
            place: stand_ins.index(param)
            for place, param in enumerate(params)
            if param in stand_ins
        }
        if set(given.values()) != set(range(len(stand_ins))):
            raise ValueError(f"A prepared question uses every value as it is: {sql} {params}")
        return cls(sql=sql, params=tuple(params), given=given)

    def filled(self, values: Sequence[object]) -> tuple[Any, ...]:
        """Return the parameters with the values in their places."""
        params = list(self.params)
        for place, value in self.given.items():
            params[place] = values[value]
        return tuple(params)


@dataclass(frozen=True, kw_only=True)
class _Compiled:
    """A question as Django would ask it."""

    statement: _Statement
    compiler: SQLCompiler
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
        try:
            found = self._compiled = self._compiled or self._compile()
        except EmptyResultSet:
            # Django knows that nothing can be found, and asks as little
            return []
        sql, params = found.statement.sql, found.statement.filled(values)
        # Each reader has its own compiler: it holds the connection of its thread
        compiler = copy(found.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_words: (sql, params)  # type: ignore[method-assign]
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
        stand_ins = _stand_ins(self._kinds)
        asked = cast(Any, self._make(*stand_ins))
        if asked._iterable_class is not ModelIterable or asked._prefetch_related_lookups:
            raise ValueError("A prepared question asks for whole rows in one statement")
        compiler = asked.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        # What Django makes of a column depends on its field alone, and is looked up for every field
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.get_converters = lambda _: converters
        return _Compiled(
            statement=_Statement.of(sql, params, stand_ins),
            compiler=compiler,
            fetch_mode=asked._fetch_mode,
        )


class PreparedCounts:
    """Row counts of some querysets, by one statement that is compiled once per process.

    Args:
        make: returns the querysets for given values, each of one column and without an order; one
            that is cut off is counted no further.
        kinds: the types of the values, as for `Prepared`.
    """

    def __init__(self, make: Callable[..., Sequence[models.QuerySet[Any]]], *kinds: type) -> None:
        self._make, self._kinds = make, kinds
        self._statement: _Statement | None = None

    def __call__(self, *values: object) -> tuple[int, ...]:
        """Return the counts, in the order of the querysets; one statement."""
        if self._statement is None:
            self._statement = self._compile()
        with connection.cursor() as cursor:
            cursor.execute(self._statement.sql, self._statement.filled(values))
            return tuple(cursor.fetchone())

    def _compile(self) -> _Statement:
        stand_ins = _stand_ins(self._kinds)
        parts = [_count_of(asked) for asked in self._make(*stand_ins)]
        sql = f"SELECT {', '.join(part for part, _ in parts)}"
        return _Statement.of(sql, [one for _, params in parts for one in params], stand_ins)


def _count_of(asked: models.QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    try:
        sql, params = asked.query.sql_with_params()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT count(*) FROM ({sql}) counted)", tuple(params)  # noqa: S608 - SQL of Django


def _stand_ins(kinds: Sequence[type]) -> list[Any]:
    return [_STAND_INS[kind](place) for place, kind in enumerate(kinds)]
