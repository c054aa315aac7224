"""Fetch delays when somebody asks: no question waits long for them, and no source is pressed."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from threading import Event, Lock, Thread
from time import monotonic
from typing import Final

from django.conf import settings

from alo153.channels.contract import NotFetched
from alo153.channels.providers.http import get
from alo153.core import clock
from alo153.transport.live.protobuf import Unreadable, read
from alo153.transport.rules.delays import Delays

EVERY: Final = 20
"""Seconds from one fetch to the next, if somebody asks; after a failure twice as many each time."""
LONGEST_PAUSE: Final = 320
OLDEST: Final = timedelta(minutes=5)
"""Delays older than this say nothing any more."""
WAIT: Final = 1.5
"""Seconds that a question waits for delays."""
_MOST_BYTES: Final = 20_000_000
log = logging.getLogger(__name__)


class LiveSource:
    """The delays at one address, as fresh as the questions need them."""

    def __init__(self, url: str, *, seconds: Callable[[], float] = monotonic) -> None:
        self._url, self._seconds = url, seconds
        self._lock, self._fetched = Lock(), Event()
        self._failures, self._next, self._is_fetching = 0, 0.0, False
        self._delays: Delays | None = None

    def delays(self, at: datetime) -> Delays | None:
        """Return what is known; None if the source was silent for minutes.

        Begins a fetch if one is due, and waits for it for `WAIT` seconds at most.
        """
        if self._begin():
            Thread(target=self.fetch, name="live-delays", daemon=True).start()
            self._fetched.wait(WAIT)
        known = self._delays
        return known if known and at - known.known_at <= OLDEST else None

    def fetch(self) -> None:
        """Fetch once; what was known stays if it fails."""
        try:
            found = read(get(self._url, most=_MOST_BYTES), at=clock.now())
        except (NotFetched, Unreadable) as error:
            self._failed(error)
        else:
            self._delays, self._failures = found, 0
        finally:
            with self._lock:
                pause = min(EVERY * 2**self._failures, LONGEST_PAUSE)
                self._next, self._is_fetching = self._seconds() + pause, False
            self._fetched.set()

    def _begin(self) -> bool:
        with self._lock:
            if self._is_fetching or self._seconds() < self._next:
                return False
            self._is_fetching = True
            self._fetched.clear()
            return True

    def _failed(self, error: Exception) -> None:
        # The error never holds the address: some want a key in it
        if not self._failures:
            log.warning("delays of vehicles cannot be read: %s", type(error).__name__)
        self._failures = min(self._failures + 1, 10)


@lru_cache(maxsize=1)
def _source(url: str) -> LiveSource:
    return LiveSource(url)


def delays(at: datetime) -> Delays | None:
    """Return how late vehicles are; None where no source is named, or it is silent."""
    return _source(settings.GTFS_REALTIME_URL).delays(at) if settings.GTFS_REALTIME_URL else None
