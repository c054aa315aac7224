"""A real worker is killed (SIGKILL) at the worst moments; the citizen hears once, or a person does.

The worker is a process of its own, the mail server a real one.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.channels.stand_ins import MailServer, mail_server
from tests.contacts.way import answered, open_case, receipt_of
from tests.killed.workers import (
    blocked_backend,
    end_blocked_backend,
    held_lock,
    kill,
    recover,
    worker,
)
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases.models import Relay
from alo153.channels.models import CapturedMessage
from alo153.citizens.channel import Channel
from alo153.contacts import queries
from alo153.contacts.models import Message
from alo153.core import clock

pytestmark = pytest.mark.django_db(transaction=True)
State = Message.State


def recover_until(message: Message, state: str) -> None:
    """Recover until the server has let go of the dead worker's lock."""

    def recovered() -> bool:
        recover()
        return reached(message, state)

    until(recovered, COLD_SECONDS)


def reached(message: Message, state: str) -> bool:
    message.refresh_from_db()
    return message.state == state


def no_job_left() -> bool:
    jobs = ProcrastinateJob.objects.filter(task_name=queries.SEND_JOB)
    return not jobs.filter(status__in=["todo", "doing"]).exists()


@pytest.fixture
def server() -> Iterator[tuple[MailServer, str]]:
    with mail_server() as running, override_settings(EMAIL_URL=running[1]):
        yield running


def test_between_commit_and_sending_the_message_goes_out_once(
    server: tuple[MailServer, str], tmp_path: Path
) -> None:
    box, url = server
    message = receipt_of(open_case(Channel.EMAIL))
    with held_lock("SELECT id FROM contacts_message FOR UPDATE"):
        with worker(tmp_path / "log", url) as first:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
            kill(first)
        end_blocked_backend()
    assert reached(message, State.QUEUED)
    recover()
    with worker(tmp_path / "log", url):
        until(lambda: reached(message, State.SENT), COLD_SECONDS)
        until(no_job_left, COLD_SECONDS)
    (mail,) = box.taken
    assert mail["To"] == "ayse@example.org"
    assert message.attempts == 1


def test_while_the_mail_server_thinks_nobody_sends_again_and_a_person_is_told(
    server: tuple[MailServer, str], tmp_path: Path
) -> None:
    box, url = server
    relay = answered(open_case(Channel.EMAIL))
    receipt = receipt_of(relay.case)
    Message.objects.filter(pk=receipt.pk).update(state=State.SENT, sent_at=clock.now())
    box.may_answer.clear()
    with worker(tmp_path / "log", url) as first:
        until(box.words_read.is_set, COLD_SECONDS)
        kill(first)
    box.may_answer.set()

    recover_until(relay.message, State.UNCLEAR)
    with worker(tmp_path / "log", url):
        until(no_job_left, COLD_SECONDS)
    assert len(box.taken) == 1
    assert [attempt.result for attempt in relay.attempts.all()] == ["unclear"]
    relay.refresh_from_db()
    assert relay.state == Relay.State.EXHAUSTED


def test_a_way_out_that_drops_repeats_is_used_again(tmp_path: Path) -> None:
    message = receipt_of(open_case(Channel.SMS))
    with held_lock("LOCK TABLE channels_capturedmessage IN SHARE MODE"):
        with worker(tmp_path / "log", "mailbox:") as first:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
            assert reached(message, State.SENDING)
            kill(first)
        end_blocked_backend()
    recover_until(message, State.QUEUED)
    with worker(tmp_path / "log", "mailbox:"):
        until(lambda: reached(message, State.SENT), COLD_SECONDS)
        until(no_job_left, COLD_SECONDS)
    assert CapturedMessage.objects.count() == 1


def test_the_log_of_the_worker_holds_no_personal_data(
    server: tuple[MailServer, str], tmp_path: Path
) -> None:
    box, url = server
    box.recipient_answer = "550 no such box"
    message = receipt_of(open_case(Channel.EMAIL))
    log = tmp_path / "log"
    with worker(log, url):
        until(lambda: reached(message, State.FAILED), COLD_SECONDS)
        until(no_job_left, COLD_SECONDS)
    text = log.read_text()
    assert "contacts.send" in text
    assert "ayse" not in text.lower()
    assert message.last_error == "smtp 550"


def test_the_worker_looks_for_orphans_every_minute() -> None:
    registered = {periodic.task.name for periodic in app.periodic_registry.periodic_tasks.values()}
    assert {"contacts.recover", "core.retry_stalled"} <= registered
