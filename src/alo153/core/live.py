"""Hints that something changed; never what. The page re-reads what its reader may see."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

CHANNEL = "live"

_gathered: ContextVar[dict[str, None] | None] = ContextVar("gathered", default=None)


def publish(*topics: str) -> None:
    """Tell every open page that watches one of these topics, when the transaction commits.

    Topics look like ``agent:7``, ``case:123``, ``unit:5``, ``center``, ``queue``.
    """
    gathered = _gathered.get()
    if gathered is None:
        _notify(topics)
    else:
        gathered |= dict.fromkeys(topics)


@contextmanager
def batch() -> Iterator[None]:
    """Publish what is published inside with one query at the end of the outermost, each once."""
    if _gathered.get() is not None:
        yield
        return
    topics: dict[str, None] = {}
    token = _gathered.set(topics)
    try:
        yield
    finally:
        _gathered.reset(token)
    if topics:
        _notify(topics)


def _notify(topics: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_notify(%s, topic) FROM unnest(%s::text[]) topic", [CHANNEL, list(topics)]
        )
