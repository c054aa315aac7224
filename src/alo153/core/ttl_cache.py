"""A cache of a process, some seconds long: rows every page needs and administrators rarely change.

All requests of a process share its rows: nobody changes them.
"""

import time
from collections.abc import Callable

# A page asks for the city dozens of times; a new city.toml is seen by every process after this.
_KEEP_SECONDS = 5.0

_forgetting: list[Callable[[], None]] = []


class TtlCache[T]:
    """Reads once every few seconds, when somebody asks."""

    def __init__(self, read: Callable[[], T], *, seconds: float = _KEEP_SECONDS) -> None:
        self._read, self._seconds = read, seconds
        self._held = list[tuple[float, T]]()
        _forgetting.append(self._held.clear)

    def __call__(self) -> T:
        """Return what was read within these seconds, or read it."""
        now = time.monotonic()
        held = self._held[:1]
        if not held or now - held[0][0] > self._seconds:
            held = [(now, self._read())]
            self._held[:] = held
        return held[0][1]


class Derived[S, T]:
    """A value derived from a cached one, computed once while that is cached."""

    def __init__(self, source: Callable[[], S], make: Callable[[S], T]) -> None:
        self._source, self._make = source, make
        self._held = list[tuple[S, T]]()

    def __call__(self) -> T:
        """Return what was made of the source as it is now, or make it."""
        source = self._source()
        held = self._held[:1]
        if not held or held[0][0] is not source:
            held = [(source, self._make(source))]
            self._held[:] = held
        return held[0][1]


def forget_cached() -> None:
    """Read all afresh at the next question, after it was changed."""
    for forget in _forgetting:
        forget()
