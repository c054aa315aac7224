"""Write facts to PostgreSQL in the order in which they were told, while the calls continue.

One thread writes them, and takes all waiting facts at once: a storm makes the batches longer, not
the line. If PostgreSQL is down, the journal grows and tries again; only the record waits for it.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice

from alo153.switchboard.acd.turn.facts import Fact

log = logging.getLogger(__name__)

MOST = 200
"""Facts in one transaction: what screens wait for is seen when the whole of it is written."""
PAUSE_SECONDS = 0.5


class Journal:
    """Writes facts with `write`, all of them or none.

    An error of class `away` means: try the same facts again. For any other they are written one by
    one, so that only the fact which cannot be written is left out.
    """

    def __init__(
        self,
        write: Callable[[Sequence[Fact]], None],
        *,
        away: tuple[type[Exception], ...],
    ) -> None:
        self._write = write
        self._away = away
        self._stop = threading.Event()
        self._closing = False
        self._facts: deque[Fact] = deque()
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)
        self._thread.start()

    def put(self, fact: Fact) -> None:
        """Take a fact and return at once."""
        with self._news:
            self._facts.append(fact)
            self._news.notify()

    @property
    def depth(self) -> int:
        """Count the facts that are not written yet, those under way included."""
        return len(self._facts)

    def close(self, *, seconds: float) -> int:
        """Write what is left for at most `seconds`; return the number of facts not written."""
        with self._news:
            self._closing = True
            self._news.notify()
        pace = threading.Timer(seconds, self._stop.set)
        pace.start()
        self._thread.join(seconds + PAUSE_SECONDS)
        pace.cancel()
        return self.depth

    def _work(self) -> None:
        while (batch := self._waiting()) and not self._stop.is_set():
            self._write_in_the_end(batch)

    def _waiting(self) -> list[Fact]:
        """Wait for facts and return them, the oldest first; none at the end."""
        with self._news:
            self._news.wait_for(lambda: self._facts or self._closing)
            return list(islice(self._facts, MOST))

    def _write_in_the_end(self, batch: Sequence[Fact]) -> None:
        while not self._stop.is_set():
            try:
                self._write(batch)
            except self._away as error:
                log.warning("the journal waits for PostgreSQL: %s", error)
                self._stop.wait(PAUSE_SECONDS)
            except Exception:
                self._find_the_bad_one(batch)
                return
            else:
                self._forget(batch)
                return

    def _find_the_bad_one(self, batch: Sequence[Fact]) -> None:
        if len(batch) > 1:
            for fact in batch:
                self._write_in_the_end([fact])
            return
        log.exception("a fact could not be written and is left out: %s", batch[0])
        self._forget(batch)

    def _forget(self, batch: Sequence[Fact]) -> None:
        with self._news:
            for _ in batch:
                self._facts.popleft()
