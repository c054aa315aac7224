"""What a request wrote is undone, and one that only read pays nothing for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

# Of Django, and of whoever asks. A function may write, so other questions count as writing.
_READS = ('SELECT "', "SELECT %s AS", "SELECT COUNT(*)", "SELECT person.*")
_LOCKS = "FOR UPDATE"


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written in the block, inside the transaction of a test.

    A savepoint is three statements, and a refusal asks two: it is made before the first statement
    that does more than read, which may be the savepoint of the request itself.
    """
    marks: list[str | None] = []

    def before(execute: Callable[..., Any], statement: str, *given: Any) -> Any:
        if not marks and not _only_reads(statement):
            marks.append(None)  # it is a statement, too
            marks[0] = transaction.savepoint_create()
        return execute(statement, *given)

    try:
        with connection.execute_wrapper(before):
            yield
    finally:
        for mark in marks:
            transaction.savepoint_rollback(mark)
            transaction.savepoint_commit(mark)


def _only_reads(statement: str) -> bool:
    return statement.lstrip().startswith(_READS) and _LOCKS not in statement
