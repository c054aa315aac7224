"""Several deeds at the same moment, each in a thread with its own connection."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from alo153.cases.actions import NotOfThisKind
from alo153.cases.rules.lifecycle import NotPossible


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all at the same moment, each in its own thread; return results and refusals in order."""
    ready = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        try:
            connection.ensure_connection()
            ready.wait(timeout=30)
            return deed()
        except (NotPossible, NotOfThisKind) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [each.result(timeout=60) for each in [threads.submit(do, deed) for deed in deeds]]
