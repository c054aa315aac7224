"""Wait on conditions: no test sleeps for a guessed time."""

import time
from collections.abc import Callable

SECONDS = 30.0


def until[T](
    question: Callable[[], T], seconds: float = SECONDS, what: str | Callable[[], str] = ""
) -> T:
    """Ask until the answer is true and return it; AssertionError when it stays false."""
    deadline = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < deadline, (
            what() if callable(what) else what
        ) or f"in vain: {question}"
        time.sleep(0.02)
    return answer
