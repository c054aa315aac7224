"""A unit of work: one transaction; what is gathered inside is written and told once at its end."""

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
        """Write all of it with a few statements."""


class Work:
    """The unit of work under way: what is gathered in it, by kind."""

    def __init__(self) -> None:
        self._open: dict[type[Gathered], Gathered] = {}
        self._written: set[type[Gathered]] = set()

    def take(self, *those: Gathered) -> None:
        """Gather what is of these kinds from now on, unless that is done already.

        Of one rank the first is written first.
        """
        for each in those:
            self._open.setdefault(type(each), each)

    def find[G: Gathered](self, kind: type[G]) -> G | None:
        """Return what is gathered of a kind; None if that is not done, or written already."""
        found = self._open.get(kind)
        return found if isinstance(found, kind) else None

    def gather[G: Gathered](self, kind: type[G]) -> G | None:
        """Return what is gathered of a kind, from now on at the latest; None if it is written."""
        if kind not in self._written:
            self.take(kind())
        return self.find(kind)

    def write(self) -> None:
        """Write everything by rank; rows added by it are gathered in the later ranks."""
        while self._open:
            kind = min(self._open, key=lambda each: each.rank)
            self._open[kind].write()
            self._written.add(kind)
            del self._open[kind]


_under_way: ContextVar[Work | None] = ContextVar("under_way", default=None)


@contextmanager
def batch() -> Iterator[Work]:
    """Begin a transaction, or continue in the unit of work around this; the outermost writes.

    No savepoint: an error inside spoils the transaction around it.
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
    """Return the unit of work around this."""
    return _under_way.get()


def gathered[G: Gathered](kind: type[G]) -> G:
    """Return what is gathered of a kind that the unit of work around this has taken.

    Raises:
        LookupError: there is none, or it did not.
    """
    work = _under_way.get()
    found = work.find(kind) if work else None
    if found is None:
        raise LookupError(f"no unit of work here gathers {kind.__name__}")
    return found
