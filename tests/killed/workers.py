"""A real worker on the database of the tests, killed and recovered from."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from asgiref.sync import async_to_sync
from django.db import connection, transaction
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs

from alo153.contacts import actions
from alo153.core import clock
from alo153.core.tasks import retry_jobs_of_silent_workers


@contextmanager
def worker(log: Path, mail_url: str) -> Iterator[programs.Program]:
    """Run a worker on the test's database."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
        "ALO153_DEVELOPMENT": "1",
        "ALO153_EMAIL_URL": mail_url,
    }
    process = programs.begin("alo153", "procrastinate", "worker", environment=environment, log=log)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def kill(process: programs.Program) -> None:
    """Kill the only worker, and let it have been silent for an hour."""
    process.send_signal(signal.SIGKILL)
    process.wait()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1h'")


def blocked_backend() -> int | None:
    """Return the server process that waits for a lock, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else one look a transaction
        cursor.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        row = cursor.fetchone()
    return row[0] if row else None


def end_blocked_backend() -> None:
    """Let the server notice now that its client is dead, not at its next answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [blocked_backend()])


@contextmanager
def held_lock(statement: str) -> Iterator[None]:
    """Hold a lock that the worker runs into; leaving lets go of it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        yield


def recover() -> None:
    """Do what the periodic jobs of the next worker do, without waiting for the minute."""
    async_to_sync(retry_jobs_of_silent_workers)()
    actions.recover(at=clock.now() + timedelta(minutes=1))


def forget_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
