"""What a page at the desk would see: it hears the hint, reads again, and shows who calls."""

from __future__ import annotations

import threading
import time

import psycopg

RINGING = (
    "SELECT id FROM calls_offer WHERE agent_id = %s AND ended_at IS NULL"
    " ORDER BY offered_at DESC LIMIT 1"
)
_POLL_SECONDS = 0.5


class Listener:
    """Listens as the web does; `seen` is the instant at which an offer could be shown."""

    def __init__(self, database_url: str) -> None:
        self.seen: dict[str, float] = {}
        self._url = database_url
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening."""
        self._stop.set()
        self._thread.join(5)

    def _listen(self) -> None:
        with (
            psycopg.connect(self._url, autocommit=True) as wire,
            psycopg.connect(self._url, autocommit=True) as reader,
        ):
            wire.execute("LISTEN live")
            while not self._stop.is_set():
                for hint in wire.notifies(timeout=_POLL_SECONDS):
                    self._hear(reader, hint.payload)

    def _hear(self, reader: psycopg.Connection[tuple[str]], topic: str) -> None:
        kind, _, number = topic.partition(":")
        if kind != "agent":
            return
        row = reader.execute(RINGING, [int(number)]).fetchone()
        if row is not None:
            self.seen.setdefault(row[0], time.time())
