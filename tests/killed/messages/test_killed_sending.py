"""A worker, or PostgreSQL, is killed again and again during sends: none is lost, none is doubled.

`ALO153_TEST_SENDS=5000` sends as many; a run of the tests sends some dozens.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Final

import pytest
from django.test import override_settings
from tests.channels.stand_ins import MailServer, mail_server
from tests.killed.workers import kill, recover, worker
from tests.parts.postgresql.own_server import Postgresql
from tests.parts.waiting import COLD_SECONDS, until

from alo153.cases.telling.actions.sending import STATUS
from alo153.citizens.channel import Channel
from alo153.contacts.about import About
from alo153.contacts.actions import write
from alo153.contacts.models import Message
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core import clock

SENDS: Final = int(os.environ.get("ALO153_TEST_SENDS", "40"))
KILLS: Final = 3 if SENDS < 1_000 else 20
SECONDS: Final = COLD_SECONDS + SENDS * 0.2
State = Message.State


def written() -> set[str]:
    """Write the messages, each to an address of its own."""
    to = {f"kisi-{number}@example.org" for number in range(SENDS)}
    for each in sorted(to):
        write(
            Written(subject="Durum", body="Ekip yolda.", language="tr"),
            channel=Channel.EMAIL,
            purpose=STATUS,
            to=each,
            recipient=Recipient.CITIZEN,
            about=About("tests.killed", each),
            at=clock.now(),
        )
    return to


def count(*states: str) -> int:
    return Message.objects.filter(state__in=states).count()


def none_is_held() -> bool:
    """Recover until the server has let go of the locks of whoever was killed."""
    recover()
    return count(State.SENDING) == 0


@pytest.mark.django_db(transaction=True)
def test_however_often_it_is_killed_each_arrives_once_or_a_person_decides(tmp_path: Path) -> None:
    with mail_server() as (box, url), override_settings(EMAIL_URL=url):
        to = written()
        for number in range(KILLS):
            some = (number + 1) * SENDS // (KILLS + 1)
            with worker(tmp_path / "log", url) as running:
                until(lambda some=some: len(box.taken) >= some, SECONDS)  # type: ignore[misc]
                kill(running)
            until(none_is_held, SECONDS)
        with worker(tmp_path / "log", url):
            until(lambda: count(State.QUEUED, State.SENDING) == 0, SECONDS)
    assert_each_arrived_once_or_is_unclear(box, to, most_unclear=KILLS)


def test_however_often_postgresql_is_killed_each_arrives_once_or_a_person_decides(
    tmp_path: Path, postgresql: Postgresql
) -> None:
    """The worker goes on by itself, or ends for its supervisor to start it again."""
    with mail_server() as (box, url), override_settings(EMAIL_URL=url):
        to = written()
        for number in range(KILLS):
            some = (number + 1) * SENDS // (KILLS + 1)
            with worker(tmp_path / "log", url) as running:
                until(lambda some=some: len(box.taken) >= some, SECONDS)  # type: ignore[misc]
                postgresql.kill()
                taken = len(box.taken)
                postgresql.start()
                until(
                    lambda taken=taken, running=running: (  # type: ignore[misc]
                        len(box.taken) > taken or running.poll() is not None
                    ),
                    SECONDS,
                )
                kill(running)
            until(none_is_held, SECONDS)
        with worker(tmp_path / "log", url):
            until(lambda: count(State.QUEUED, State.SENDING) == 0, SECONDS)
        # Of each round one may be on its way at the end of the server, one at that of the worker
        assert_each_arrived_once_or_is_unclear(box, to, most_unclear=2 * KILLS)


def assert_each_arrived_once_or_is_unclear(
    box: MailServer, to: set[str], *, most_unclear: int
) -> None:
    arrived = Counter(str(mail["To"]) for mail in box.taken)
    sent = set(Message.objects.filter(state=State.SENT).values_list("to", flat=True))
    unclear = set(Message.objects.filter(state=State.UNCLEAR).values_list("to", flat=True))
    assert set(arrived.values()) == {1}, "none is doubled"
    assert sent | unclear == to, "none is lost"
    assert sent <= arrived.keys(), "what counts as sent has arrived"
    assert len(unclear) <= most_unclear, "of each kill at most what was on its way"
