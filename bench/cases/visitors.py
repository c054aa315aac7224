"""Clients that keep their connection and ask for pages again once answered."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlencode, urlsplit

from django.db import connections

from bench.center import BenchError
from bench.figures import Spread
from bench.meter import cpu_seconds

_TOKEN = "b" * 32
"""What the forms of a bench carry against forgery, in the cookie and with the form."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """One question to the web server, and the status it is answered with."""

    path: str
    form: Mapping[str, str] | None = None
    session: str = ""
    status: int = 200
    # A form that leads to a page: both are asked for, and count as one
    follow: bool = False


@dataclass(frozen=True, kw_only=True)
class Result:
    """What it took: answers in milliseconds, CPU milliseconds of each program for one of them."""

    clients: int
    times: Spread
    seconds: float
    cpu: Mapping[str, float]

    @property
    def rate(self) -> float:
        """Return how many were answered a second."""
        return len(self.times.values) / self.seconds


type Work = Callable[[], object]


def measure(
    makers: Sequence[Callable[[], Work]], times: int, programs: Mapping[str, Sequence[int]]
) -> Result:
    """Let each worker do its work over and over until all together did it so often.

    Args:
        makers: makes, in the thread of each client, what it does once.
        programs: process numbers by name, whose CPU is read before and after.
    """
    crowd = _Crowd(times)
    threads = [threading.Thread(target=crowd.join, args=[make]) for make in makers]
    for thread in threads:
        thread.start()
    crowd.ready.acquire()
    for _ in threads[1:]:
        crowd.ready.acquire()
    before = {name: sum(map(cpu_seconds, pids)) for name, pids in programs.items()}
    began = time.perf_counter()
    crowd.go.set()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    if crowd.failures:
        raise crowd.failures[0]
    after = {name: sum(map(cpu_seconds, pids)) for name, pids in programs.items()}
    cpu = {name: 1000 * (after[name] - before[name]) / times for name in programs}
    return Result(clients=len(makers), times=Spread.of(crowd.times), seconds=seconds, cpu=cpu)


@dataclass
class _Crowd:
    """Clients that begin together and share what is left to do."""

    left: int
    times: list[float] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)
    go: threading.Event = field(default_factory=threading.Event)
    ready: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def join(self, make: Callable[[], Work]) -> None:
        try:
            try:
                work = make()
            finally:
                self.ready.release()
            self.go.wait()
            while self._take():
                began = time.perf_counter()
                work()
                self.times.append(time.perf_counter() - began)
        except BaseException as failure:
            self.failures.append(failure)
        finally:
            connections.close_all()

    def _take(self) -> bool:
        with self._lock:
            self.left -= 1
            return self.left >= 0 and not self.failures


def visitor(urls: Sequence[str], asks: Callable[[], Ask]) -> Callable[[], Work]:
    """Return a client who asks one question after the other; each next one another process."""
    turns = cycle(urls)

    def make() -> Work:
        parts = urlsplit(next(turns))
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        line.connect()
        return lambda: answer(line, asks())

    return make


def answer(line: http.client.HTTPConnection, ask: Ask) -> bytes:
    """Ask once and return the page. Raises BenchError if it is answered with another status."""
    headers = {"Cookie": f"sessionid={ask.session}; csrftoken={_TOKEN}"}
    body = None
    if ask.form is not None:
        body = urlencode({**ask.form, "csrfmiddlewaretoken": _TOKEN})
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request("GET" if body is None else "POST", ask.path, body, headers)
    response = line.getresponse()
    page = response.read()
    if response.status != ask.status:
        raise BenchError(f"{ask.path} was answered with {response.status}, not {ask.status}")
    if ask.follow:
        return answer(line, Ask(path=response.headers["Location"], session=ask.session))
    return page
