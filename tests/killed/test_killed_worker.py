"""A real worker is killed (SIGKILL) at the worst moments; the citizen hears once, or a person does.

The worker is a process of its own, the mail server a real one.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from django.conf import settings
from django.db import connection, transaction
from django.test import override_settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.channels.stand_ins import MailServer, mail_server
from tests.channels.way import answered, open_case, receipt_of
from tests.database import database_url

from alo153.cases.models import ContactWish, Relay
from alo153.channels import actions, queries
from alo153.channels.models import KeptLetter, OutboundMessage
from alo153.core import clock
from alo153.core.tasks import retry_jobs_of_silent_workers

pytestmark = pytest.mark.django_db(transaction=True)
State = OutboundMessage.State


def eventually(condition: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait until it holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


@contextmanager
def worker(log: Path, mail_url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker on the test's database."""
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
        "ALO153_DEVELOPMENT": "1",
        "ALO153_EMAIL_URL": mail_url,
        "PYTHONPATH": str(settings.BASE_DIR / "src"),
    }
    command = [sys.executable, "-m", "alo153", "procrastinate", "worker"]
    with log.open("ab") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def kill(process: subprocess.Popen[bytes]) -> None:
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


def recover_until(message: OutboundMessage, state: str) -> None:
    """Recover until the server has let go of the dead worker's lock."""

    def recovered() -> bool:
        recover()
        return reached(message, state)

    eventually(recovered)


def reached(message: OutboundMessage, state: str) -> bool:
    message.refresh_from_db()
    return message.state == state


def no_job_left() -> bool:
    jobs = ProcrastinateJob.objects.filter(task_name=queries.SEND_JOB)
    return not jobs.filter(status__in=["todo", "doing"]).exists()


@pytest.fixture(autouse=True)
def empty_queue() -> Iterator[None]:
    """Jobs are not Django's tables; clear them around each test."""
    forget_jobs()
    yield
    forget_jobs()


def forget_jobs() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture
def server() -> Iterator[tuple[MailServer, str]]:
    with mail_server() as running, override_settings(EMAIL_URL=running[1]):
        yield running


def test_between_commit_and_sending_the_message_goes_out_once(
    server: tuple[MailServer, str], tmp_path: Path
) -> None:
    box, url = server
    message = receipt_of(open_case(ContactWish.EMAIL))
    with held_lock("SELECT id FROM channels_outboundmessage FOR UPDATE"):
        with worker(tmp_path / "log", url) as first:
            eventually(lambda: blocked_backend() is not None)
            kill(first)
        end_blocked_backend()
    assert reached(message, State.QUEUED)
    recover()
    with worker(tmp_path / "log", url):
        eventually(lambda: reached(message, State.SENT))
        eventually(no_job_left)
    (mail,) = box.taken
    assert mail["To"] == "ayse@example.org"
    assert message.attempts == 1


def test_while_the_mail_server_thinks_nobody_sends_again_and_a_person_is_told(
    server: tuple[MailServer, str], tmp_path: Path
) -> None:
    box, url = server
    relay = answered(open_case(ContactWish.EMAIL))
    receipt = receipt_of(relay.case)
    OutboundMessage.objects.filter(pk=receipt.pk).update(state=State.SENT, sent_at=clock.now())
    box.may_answer.clear()
    with worker(tmp_path / "log", url) as first:
        eventually(box.words_read.is_set)
        kill(first)
    box.may_answer.set()

    recover_until(relay.message, State.UNCLEAR)
    with worker(tmp_path / "log", url):
        eventually(no_job_left)
    assert len(box.taken) == 1
    assert [attempt.result for attempt in relay.attempts.all()] == ["unclear"]
    relay.refresh_from_db()
    assert relay.state == Relay.State.EXHAUSTED


def test_a_way_out_that_drops_repeats_is_used_again(tmp_path: Path) -> None:
    message = receipt_of(open_case(ContactWish.SMS))
    with held_lock("LOCK TABLE channels_keptletter IN SHARE MODE"):
        with worker(tmp_path / "log", "mailbox:") as first:
            eventually(lambda: blocked_backend() is not None)
            assert reached(message, State.SENDING)
            kill(first)
        end_blocked_backend()
    recover_until(message, State.QUEUED)
    with worker(tmp_path / "log", "mailbox:"):
        eventually(lambda: reached(message, State.SENT))
        eventually(no_job_left)
    assert KeptLetter.objects.count() == 1


def test_the_log_of_the_worker_holds_no_personal_data(
    server: tuple[MailServer, str], tmp_path: Path
) -> None:
    box, url = server
    box.recipient_answer = "550 no such box"
    message = receipt_of(open_case(ContactWish.EMAIL))
    log = tmp_path / "log"
    with worker(log, url):
        eventually(lambda: reached(message, State.FAILED))
        eventually(no_job_left)
    text = log.read_text()
    assert "channels.send" in text
    assert "ayse" not in text.lower()
    assert message.last_error == "smtp 550"


def test_the_worker_looks_for_orphans_every_minute() -> None:
    registered = {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}
    assert {"channels.recover", "core.retry_stalled"} <= registered
