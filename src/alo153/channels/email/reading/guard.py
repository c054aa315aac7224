"""Limit a failed reading to one header or part: the mail itself is never lost."""

from collections.abc import Callable


class Guard:
    """Remembers whether all that was tried succeeded."""

    def __init__(self) -> None:
        self.held = True

    def __call__[T](self, read: Callable[[], T], otherwise: T) -> T:
        """Return what is read, or something else where that is not possible."""
        try:
            return read()
        except MemoryError:  # of no part in particular
            raise
        except Exception:  # whatever a stranger wrote into it: that part is not read any further
            self.held = False
            return otherwise
