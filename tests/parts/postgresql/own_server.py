"""A PostgreSQL of the tests' own, as safe against a crash as that of a city: it may be killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from pytest_django import DjangoDbBlocker
from tests.parts.postgresql import clusters
from tests.parts.waiting import until

from alo153.config.providers import database
from alo153.launch import paths
from alo153.launch.programs import postgres
from alo153.launch.testing import kernel

START_SECONDS = 60


class Postgresql:
    """A real server: it can hang, be stopped, killed, and started again on its data."""

    def __init__(self, server: postgres.Server) -> None:
        self.server = server

    def start(self) -> None:
        """Start it and wait until it takes connections; one killed holds its memory a moment."""
        self._spawn()
        until(self._is_up, START_SECONDS)

    def stop(self) -> None:
        """End it as `pg_ctl stop -m fast` does: every connection breaks, what is open is undone."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()
        forget_connections()

    def kill(self) -> None:
        """Kill it (SIGKILL); its children end as they notice."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        forget_connections()

    def hang(self) -> None:
        """Let the whole server hang (SIGSTOP): it answers nobody, and no connection breaks."""
        self._hanging = self._processes()
        for pid in self._hanging:
            os.kill(pid, signal.SIGSTOP)

    def wake(self) -> None:
        """Let it go on where it hung."""
        for pid in self._hanging:
            os.kill(pid, signal.SIGCONT)

    def _processes(self) -> list[int]:
        return [self._process.pid, *kernel.children(self._process.pid)]

    def _spawn(self) -> None:
        with (self.server.home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.server.command, stdout=log, stderr=log, start_new_session=True
            )

    def _is_up(self) -> bool:
        if self._process.poll() is not None:
            self._spawn()
        return postgres.answers(self.server)


@contextmanager
def own_server(blocker: DjangoDbBlocker) -> Iterator[Postgresql]:
    """Run one for whoever asks alone, as the database of Django; nothing is fast and forgetful."""
    home = paths.var() / "test" / f"restarted-{os.getpid()}"
    with blocker.unblock():
        forget_connections()
        ours = Postgresql(clusters.prepared(home, test=False))
        ours.start()
        before = dict(connection.settings_dict)
        connection.settings_dict.update(database.from_url(ours.server.owner_url, pool=True))
        connection.settings_dict["NAME"] = clusters.DATABASE
    yield ours
    with blocker.unblock():
        forget_connections()
    connection.settings_dict.update(before)
    ours.stop()
    shutil.rmtree(home)


def forget_connections() -> None:
    """Let this process open new connections: those it has are dead."""
    connection.close()
    connection.close_pool()
