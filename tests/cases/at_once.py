"""Several deeds at the same moment, each in a thread with its own connection."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

from django.db import connection
from tests.parts.waiting import until

from alo153.cases.actions import NotOfThisKind
from alo153.cases.rules.lifecycle import NotPossible


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each in its own thread; return results and refusals in order."""
    ready = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        try:
            _connected(ready)
            ready.wait(timeout=30)
            return deed()
        except (NotPossible, NotOfThisKind) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        done = [threads.submit(do, deed) for deed in deeds]
    failed = [error for each in done if (error := each.exception())]
    if failed:
        # Who waited in vain for another does not know why
        raise min(failed, key=lambda error: isinstance(error, BrokenBarrierError))
    return [each.result() for each in done]


def _connected(ready: Barrier) -> None:
    try:
        connection.ensure_connection()
    except BaseException:
        ready.abort()
        raise


class Other:
    """What a second connection does, from the middle of what the first one does."""

    def __init__(self, deed: Callable[[], object]) -> None:
        self._deed = deed
        self._thread = ThreadPoolExecutor(1)
        self._done: Future[None] | None = None

    def begins(self) -> None:
        """Begin, once; return when it waits for a lock, or is done."""
        if self._done is None:
            done = self._done = self._thread.submit(self._do)
            until(lambda: done.done() or _waits_for_a_row())

    def ends(self) -> None:
        assert self._done
        self._done.result()
        self._thread.shutdown()

    def _do(self) -> None:
        try:
            self._deed()
        finally:
            connection.close()


def _waits_for_a_row() -> bool:
    """Say whether a transaction of this database waits for the end of another one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted"
            " AND locktype IN ('transactionid', 'advisory')"
            " AND pid IN (SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            " WHERE datname = current_database()))"
        )
        return bool(cursor.fetchone()[0])
