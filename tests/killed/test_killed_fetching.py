"""The program that fetches mail is killed (SIGKILL) again and again: no mail is lost or doubled.

Program, mail server and PostgreSQL are real.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from tests.killed.workers import blocked_backend, end_blocked_backend, held_lock
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs
from tests.parts.processes.dovecot import Box
from tests.parts.waiting import COLD_SECONDS, until

from alo153.channels import actions, queries
from alo153.channels.email.fetching import address
from alo153.channels.email.fetching.server import Patience, opened
from alo153.channels.inbound import MailKey
from alo153.channels.models import Arrival
from alo153.core import clock

pytestmark = pytest.mark.django_db(transaction=True)
MAIL = b"From: ayse@example.org\r\nSubject: %d\r\n\r\nSokak lambasi yanmiyor\r\n"


class Fetching:
    """Starts the program, and looks at what it keeps."""

    def __init__(self, box: Box, folder: Path) -> None:
        self.box = box
        self.folder = folder

    @contextmanager
    def program(self, **environment: str) -> Iterator[programs.Program]:
        """Run it as long as the block lasts, then kill it."""
        given = {
            "DATABASE_URL": database_url(),
            "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
            "ALO153_DEVELOPMENT": "1",
            "ALO153_VAR": str(self.folder),
            "ALO153_IMAP_URL": self.box.url,
        }
        environment = os.environ | given | environment
        log = self.folder / "log"
        process = programs.begin("alo153", "fetch_mail", environment=environment, log=log)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def files(self) -> list[Path]:
        return [path for path in (self.folder / "files").rglob("*") if path.is_file()]

    def words(self) -> str:
        return (self.folder / "log").read_text()

    def trouble(self) -> str | None:
        """Return what the program noted last; None before that."""
        found = queries.fetched_mailbox(address.read(self.box.url).name)
        return found.trouble if found else None


@pytest.fixture
def fetching(box: Box, tmp_path: Path, settings: Settings) -> Fetching:
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return Fetching(box, tmp_path)


def mails(count: int) -> list[bytes]:
    return [MAIL % number for number in range(count)]


def kept() -> list[bytes]:
    return sorted(arrival.raw.read() for arrival in Arrival.objects.all())


def end_its_backend() -> None:
    """Let PostgreSQL drop whoever holds the lock of those who fetch."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
            " WHERE datname = current_database() AND locktype = 'advisory' AND granted"
        )
        assert cursor.fetchall() == [(True,)]


def some_come(box: Box) -> None:
    """Wait until there are some more, or all."""
    enough = Arrival.objects.count() + 37
    until(lambda: Arrival.objects.count() >= enough or not box.left(), COLD_SECONDS)


def jobs() -> list[str]:
    those = ProcrastinateJob.objects.filter(task_name=queries.READ_JOB)
    return sorted(args["arrival_id"] for args in those.values_list("args", flat=True))


def test_three_hundred_mails_and_a_program_that_is_killed_again_and_again(
    fetching: Fetching,
) -> None:
    fetching.box.put(*mails(300))
    kills = 0
    while fetching.box.left():
        with fetching.program():
            some_come(fetching.box)
        kills += 1
    assert kills > 2  # a busy machine lets the program take many a round
    assert kept() == sorted(mails(300))
    assert jobs() == sorted(str(key) for key in Arrival.objects.values_list("pk", flat=True))
    actions.sweep_files(at=clock.now() + timedelta(hours=2))
    assert len(fetching.files()) == 300


def test_killed_between_the_file_and_its_row(fetching: Fetching) -> None:
    fetching.box.put(MAIL % 1)
    with held_lock("LOCK TABLE channels_arrival IN SHARE MODE"):
        with fetching.program():
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
        end_blocked_backend()
    assert (len(fetching.files()), Arrival.objects.count(), fetching.box.left()) == (1, 0, 1)
    with fetching.program():
        until(lambda: fetching.box.left() == 0, COLD_SECONDS)
    assert kept() == [MAIL % 1]
    actions.sweep_files(at=clock.now() + timedelta(hours=2))
    assert len(fetching.files()) == 1


def test_killed_between_the_row_and_the_move(fetching: Fetching) -> None:
    fetching.box.put(*mails(2))
    place = address.read(fetching.box.url)
    with opened(place, Patience()) as mailbox:
        validity = mailbox.listing(past=0, most=1).validity
    with transaction.atomic():
        # Of the second mail the program has to wait whether this becomes true
        actions.keep_mail(
            key=MailKey(place.name, validity, 2), raw=MAIL, is_whole=True, at=clock.now()
        )
        with fetching.program():
            until(lambda: blocked_backend() is not None, COLD_SECONDS)
        end_blocked_backend()
        transaction.set_rollback(True)
    assert (len(kept()), fetching.box.left()) == (1, 2)
    with fetching.program():
        until(lambda: fetching.box.left() == 0, COLD_SECONDS)
    assert kept() == mails(2)
    assert len(jobs()) == 2


def test_two_programs_fetch_each_mail_once(fetching: Fetching) -> None:
    fetching.box.put(*mails(60))
    with fetching.program() as first, fetching.program() as second:
        until(lambda: fetching.box.left() == 0, COLD_SECONDS)
        assert (first.poll(), second.poll()) == (None, None)
    assert kept() == sorted(mails(60))
    assert fetching.words().count("mail is fetched") == 1


def test_the_second_program_goes_on_where_the_first_died(fetching: Fetching) -> None:
    with fetching.program() as first:
        until(lambda: fetching.trouble() == "", COLD_SECONDS)
        with fetching.program():
            first.kill()
            fetching.box.put(MAIL % 1)
            until(lambda: fetching.words().count("mail is fetched") == 2, COLD_SECONDS)
            until(lambda: len(fetching.box.done()) == 1)
    assert kept() == [MAIL % 1]


def test_a_server_that_goes_and_comes_again_is_found_again(fetching: Fetching) -> None:
    with fetching.program():
        until(lambda: fetching.trouble() == "", COLD_SECONDS)
        fetching.box.server.kill()
        try:
            until(lambda: fetching.trouble() == "connection")
        finally:
            fetching.box.server.start()
        fetching.box.put(MAIL % 1)
        until(lambda: len(fetching.box.done()) == 1)
        until(lambda: fetching.trouble() == "")
    assert "cannot be reached, or does not answer any more" in fetching.words()


def test_a_wrong_password_is_said_in_words_and_not_tried_often(fetching: Fetching) -> None:
    wrong = fetching.box.url.replace(":gizli", ":yanlis")
    with fetching.program(ALO153_IMAP_URL=wrong):
        until(lambda: fetching.trouble() == "sign_in", COLD_SECONDS)
        until(lambda: "refuses user or password" in fetching.words())
    assert "again in 300 s" in fetching.words()
    assert "yanlis" not in fetching.words()


def test_without_a_mailbox_it_says_so_and_ends_well(fetching: Fetching) -> None:
    with fetching.program(ALO153_IMAP_URL="") as program:
        assert program.wait(COLD_SECONDS) == 0
    assert "ALO153_IMAP_URL is not set" in fetching.words()


def test_when_postgresql_cuts_the_line_it_begins_anew(fetching: Fetching) -> None:
    with fetching.program():
        until(lambda: fetching.trouble() == "", COLD_SECONDS)
        end_its_backend()
        fetching.box.put(MAIL % 1)
        until(lambda: len(fetching.box.done()) == 1, COLD_SECONDS)
    assert kept() == [MAIL % 1]
    assert "mail waits for PostgreSQL" in fetching.words()
