"""Facts go to PostgreSQL in the order of each call, while the calls go on.

A bounded number of threads; each call's facts stay on one of them. If PostgreSQL is away the
journal grows and tries again; nothing waits for it but the record.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from queue import SimpleQueue

from alo153.switchboard.acd.facts import Fact

log = logging.getLogger(__name__)

THREADS = 4
PAUSE_SECONDS = 0.5


class Journal:
    """Writes facts with `write`; an error of class `away` means: try the same fact again."""

    def __init__(
        self,
        write: Callable[[Fact], None],
        *,
        away: tuple[type[Exception], ...],
        reconnect: Callable[[], None],
        threads: int = THREADS,
    ) -> None:
        self._write = write
        self._away = away
        self._reconnect = reconnect
        self._stop = threading.Event()
        self._lanes: list[SimpleQueue[Fact | None]] = [SimpleQueue() for _ in range(threads)]
        self._threads = [
            threading.Thread(target=self._work, args=(lane,), name=f"journal-{n}", daemon=True)
            for n, lane in enumerate(self._lanes)
        ]
        for thread in self._threads:
            thread.start()

    def put(self, fact: Fact) -> None:
        """Take a fact and return at once."""
        self._lanes[hash(fact.lane) % len(self._lanes)].put(fact)

    @property
    def depth(self) -> int:
        """Count the facts that are not written yet, but for those under way."""
        return sum(lane.qsize() for lane in self._lanes)

    def close(self, *, seconds: float) -> int:
        """Write what is left for at most `seconds`; return the number of facts not written."""
        for lane in self._lanes:
            lane.put(None)
        pace = threading.Timer(seconds, self._stop.set)
        pace.start()
        for thread in self._threads:
            thread.join(seconds + PAUSE_SECONDS)
        pace.cancel()
        return self.depth

    def _work(self, lane: SimpleQueue[Fact | None]) -> None:
        try:
            while (fact := lane.get()) is not None and not self._stop.is_set():
                self._write_in_the_end(fact)
        finally:
            self._reconnect()

    def _write_in_the_end(self, fact: Fact) -> None:
        while True:
            try:
                self._write(fact)
            except self._away as error:
                log.warning("the journal waits for PostgreSQL: %s", error)
                self._reconnect()
                if self._stop.wait(PAUSE_SECONDS):
                    return
            except Exception:
                log.exception("a fact could not be written and is left out: %s", fact)
                return
            else:
                return
