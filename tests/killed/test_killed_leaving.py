"""A worker is killed (SIGKILL) when what was held for ten seconds leaves: it leaves once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.channels.stand_ins import MailServer, mail_server
from tests.contacts.way import open_case
from tests.killed.workers import (
    blocked_backend,
    end_blocked_backend,
    forget_jobs,
    held_lock,
    kill,
    recover,
    worker,
)
from tests.parts.postgresql.addresses import database_url
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases import actions
from alo153.cases.models import Case, DelayedSend, Question
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.actions.delaying import SEND_JOB
from alo153.citizens.channel import Channel
from alo153.contacts import queries
from alo153.contacts.models import Message
from alo153.core import clock, events

pytestmark = pytest.mark.django_db(transaction=True)
WHICH = "Hangi ağaç?"
# The deed waits here, in the middle of its transaction
IN_THE_DEED = "LOCK TABLE cases_question IN SHARE MODE"
OF_THE_JOB = "SELECT id FROM procrastinate_jobs WHERE status = 'doing' FOR UPDATE"


@pytest.fixture
def server() -> Iterator[tuple[MailServer, str]]:
    with mail_server() as running:
        yield running


def about_to_leave() -> Case:
    """Return a case with a question that was typed ten seconds ago."""
    case, selin = open_case(Channel.EMAIL), cast.staff("selin")
    actions.forward(
        case=case,
        to=cast.unit("park-ve-bahceler"),
        reason="Ağaç.",
        by=cast.staff("elif"),
        at=cast.AT,
    )
    actions.accept(case=case, by=selin, at=cast.AT)
    Message.objects.update(state="sent", sent_at=clock.now())
    forget_jobs()
    actions.delay_send(
        case=case,
        verb=Verb.ASK,
        fields={"text": WHICH},
        receiver="ayse@example.org",
        seconds=10,
        by=selin,
        at=clock.now() - timedelta(seconds=10),
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    return case


def no_job_left() -> bool:
    ours = ProcrastinateJob.objects.filter(task_name__in=[SEND_JOB, queries.SEND_JOB])
    return not ours.filter(status__in=["todo", "doing"]).exists()


def left_once(case: Case, server: tuple[MailServer, str], log: Path) -> None:
    """Let the next worker end it; the citizen hears once, and the history says it once."""
    box, url = server
    recover()
    with worker(log, url):
        until(
            lambda: Message.objects.filter(purpose="question", state="sent").exists(),
            COLD_SECONDS,
        )
        until(no_job_left, COLD_SECONDS)
    assert Question.objects.get().text == WHICH
    assert not DelayedSend.objects.exists()
    (mail,) = box.taken
    assert WHICH in mail.get_content()
    names = [event.name for event in events.history(case)]
    assert names.count("case.send_delayed") == names.count("case.question_asked") == 1
    assert "case.send_refused" not in names


def test_in_the_middle_of_the_deed_nothing_has_left_and_the_next_worker_does_it(
    server: tuple[MailServer, str], tmp_path: Path
) -> None:
    case = about_to_leave()
    with held_lock(IN_THE_DEED):
        with worker(tmp_path / "log", server[1]) as first:
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
            kill(first)
        end_blocked_backend()
    assert DelayedSend.objects.get().refused == ""
    assert not Question.objects.exists()
    assert server[0].taken == []
    left_once(case, server, tmp_path / "log")


def test_between_the_deed_and_the_end_of_its_job_the_next_worker_does_it_no_more(
    server: tuple[MailServer, str], tmp_path: Path
) -> None:
    case = about_to_leave()
    with psycopg.connect(database_url()) as other:
        with worker(tmp_path / "log", server[1]) as first:
            with held_lock(IN_THE_DEED):
                until(lambda: blocked_backend() is not None, COLD_SECONDS)
                assert other.execute(OF_THE_JOB).fetchone()
            until(Question.objects.exists, COLD_SECONDS)
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
            kill(first)
        end_blocked_backend()
    assert server[0].taken == []
    assert not DelayedSend.objects.exists()
    left_once(case, server, tmp_path / "log")
