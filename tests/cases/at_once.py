"""Several deeds at the same moment, each in a thread with its own connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, BrokenBarrierError

from django.db import connection

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
