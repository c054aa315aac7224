"""A unit of work: one transaction that gathers rows and hints, and writes them once at its end."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar

from django.db import transaction


class Gathered(ABC):
    """Data that one part of the program gathers in a unit of work."""

    rank: ClassVar[int] = 0
    """Rows (0) are written first, then events (1) with their subscribers, then hints (2)."""

    @abstractmethod
    def write(self) -> None:
        """Write the gathered data with a few statements."""


class Work:
    """The current unit of work: gathered data by kind."""

    def __init__(self) -> None:
        self._open: dict[type[Gathered], Gathered] = {}
        self._written: set[type[Gathered]] = set()

    def take(self, *those: Gathered) -> None:
        """Gather these kinds from now on, unless the unit of work already does.

        Within one rank the first is written first.
        """
        for each in those:
            self._open.setdefault(type(each), each)

    def find[G: Gathered](self, kind: type[G]) -> G | None:
        """Return the gathered data of a kind; None if not gathered or already written."""
        found = self._open.get(kind)
        return found if isinstance(found, kind) else None

    def gather[G: Gathered](self, kind: type[G]) -> G | None:
        """Return the gathered data of a kind, and begin to gather it; None if already written."""
        if kind not in self._written:
            self.take(kind())
        return self.find(kind)

    def write(self) -> None:
        """Write all data by rank; a writer may add rows to later ranks."""
        while self._open:
            kind = min(self._open, key=lambda each: each.rank)
            self._open[kind].write()
            self._written.add(kind)
            del self._open[kind]


_under_way: ContextVar[Work | None] = ContextVar("under_way", default=None)


@contextmanager
def batch() -> Iterator[Work]:
    """Begin a transaction, or join the enclosing unit of work; the outermost one writes.

    There is no savepoint: an error inside aborts the enclosing transaction.
    """
    if outer := _under_way.get():
        yield outer
        return
    with transaction.atomic(savepoint=False):
        work = Work()
        token = _under_way.set(work)
        try:
            yield work
            work.write()
        finally:
            _under_way.reset(token)


def under_way() -> Work | None:
    """Return the enclosing unit of work."""
    return _under_way.get()


def gathered[G: Gathered](kind: type[G]) -> G:
    """Return the gathered data of a kind in the enclosing unit of work.

    Raises:
        LookupError: there is no unit of work, or it does not gather this kind.
    """
    work = _under_way.get()
    found = work.find(kind) if work else None
    if found is None:
        raise LookupError(f"no unit of work here gathers {kind.__name__}")
    return found
