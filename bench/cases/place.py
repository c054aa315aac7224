"""Where cases are benched: a PostgreSQL that writes as in production, and the web server."""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import django
import psycopg

from alo153.launch import frontend, paths
from alo153.launch.programs import child_environment, postgres, processes
from bench import center

_PASSWORD = "bench"  # noqa: S105 - of a server on the loopback address that holds invented people
_GROWN = "grown"
OURS = "alo153.config.asgi:application"


@dataclass
class Place:
    """A database and web processes over it; `programs` are process numbers by name."""

    folder: Path
    database_url: str
    admin_url: str = ""
    web_urls: list[str] = field(default_factory=list)
    programs: dict[str, list[int]] = field(default_factory=dict)

    @property
    def grown(self) -> int:
        """Return how many cases an earlier run left here; 0 if it was not finished."""
        note = self.folder / _GROWN
        return int(note.read_text()) if note.exists() else 0

    def write_down(self) -> None:
        """Let PostgreSQL put all it holds on the disk now, and not while we measure."""
        if self.admin_url:
            with psycopg.connect(self.admin_url, autocommit=True) as connection:
                connection.execute("CHECKPOINT")

    def note_grown(self, count: int) -> None:
        """Remember that the cases are there, for a later run."""
        (self.folder / _GROWN).write_text(str(count))

    def environment(self) -> dict[str, str]:
        """Return what our programs are told: there is no telephone here."""
        public = self.web_urls[0] if self.web_urls else ""
        ours = child_environment.of_processes(database_url=self.database_url, public_url=public)
        return {**ours, "DATABASE_URL": self.database_url, "ALO153_PHONE_SOCKET_URL": ""}


@contextmanager
def opened(*, keep: bool, cases: int) -> Iterator[Place]:
    """Run a database as long as the block lasts.

    One that is kept is found again if it has as many cases; any other is removed afterwards.
    """
    folder = paths.var() / "bench" / ("cases" if keep else f"cases-{os.getpid()}")
    place = Place(folder, "")
    if place.grown != cases:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        word = _PASSWORD if keep else secrets.token_hex(12)
        words = postgres.Passwords(program=word, owner=word, admin=word)
        server = postgres.prepare(folder / "postgres", passwords=words)
        stack.enter_context(postgres.started(server))
        place.database_url, place.admin_url = server.owner_url, server.admin_url
        place.programs["database"] = [center.postmaster(server)]
        center.fill(place.environment(), demo=True)
        yield place
    if not keep:
        shutil.rmtree(folder)


@contextmanager
def ready(*, keep: bool = False, cases: int = 0) -> Iterator[Place]:
    """Open a place and set Django up for it: a bench is imported in the block."""
    with opened(keep=keep, cases=cases) as place:
        os.environ |= {**place.environment(), "DJANGO_SETTINGS_MODULE": "alo153.config.settings"}
        django.setup()
        logging.getLogger().setLevel(logging.WARNING)
        yield place


@contextmanager
def web(place: Place, workers: int, *, application: str = OURS) -> Iterator[None]:
    """Run web processes as long as the block lasts. Raises BenchError if one does not start.

    Each has an address of its own, and clients are dealt to them evenly, as a proxy would: behind
    one address Linux may give all four clients to one process.
    """
    if not frontend.is_current():
        raise center.BenchError("the pages need their styles: run ./alo153 build first")
    with ExitStack() as stack:
        for _ in range(workers):
            port = processes.free_port()
            place.web_urls.append(f"http://127.0.0.1:{port}")
            stack.callback(_stop, _spawn(place, port, application))
        yield


def _spawn(place: Place, port: int, application: str) -> subprocess.Popen[bytes]:
    url, log = place.web_urls[-1], place.folder / f"web-{len(place.web_urls)}.log"
    words = ["-m", "uvicorn", application, "--port", str(port)]
    words += ["--no-server-header", "--no-access-log"]
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *words],
            env={**os.environ, **place.environment()},
            stdout=out,
            stderr=out,
        )
    place.programs.setdefault("web", []).append(process.pid)
    try:
        center.until(lambda: _answers(url), lambda: f"no web server: {log.read_text()[-400:]}")
    except BaseException:
        _stop(process)
        raise
    return process


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait()


def _answers(url: str) -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"{url}/healthz", timeout=3):
            return True
    except (OSError, urllib.error.URLError):
        return False
