"""The program that listens to an operator is killed (SIGKILL) again and again: no SMS is lost.

Program, operator (npm's server) and PostgreSQL are real. The operator hands over again what nobody
acknowledged.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.channels.contract.http_provider import PASSWORD, USER
from tests.channels.smpp_operator import Operator, operator
from tests.channels.sms.smpp.line import message
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs
from tests.parts.waiting import COLD_SECONDS, until

from alo153.channels.models import Arrival
from alo153.contacts.conversations.actions import read_arrival
from alo153.contacts.models import Message
from alo153.core import clock

pytestmark = pytest.mark.django_db(transaction=True)
MANY, BETWEEN_KILLS = 60, 13
WORDS = [f"Su yok {number}" for number in range(MANY)]


@pytest.fixture
def server() -> Iterator[Operator]:
    with operator() as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return tmp_path


@contextmanager
def program(server: Operator, folder: Path) -> Iterator[None]:
    """Listen as long as the block lasts, then be killed."""
    given = {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "alo153.config.settings",
        "ALO153_DEVELOPMENT": "1",
        "ALO153_VAR": str(folder),
        "ALO153_SMS_URL": f"smpp://{USER}:{PASSWORD}@127.0.0.1:{server.port}",
    }
    log = folder / "log"
    process = programs.begin("alo153", "listen_sms", environment=os.environ | given, log=log)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def acknowledged(server: Operator) -> set[str]:
    """Return the words that the operator need not hand over again."""
    server.tell()
    taken = [each for each in server.said if each.get("acknowledged") == 0]
    return {bytes.fromhex(each["octets"]).decode() for each in taken}


def test_each_sms_is_taken_in_once_however_often_the_program_is_killed(
    server: Operator, folder: Path
) -> None:
    kills = 0
    while left := [words for words in WORDS if words not in acknowledged(server)]:
        server.tell(mood={"deliver": [message(words.encode()) for words in left]})
        enough = min(MANY - len(left) + BETWEEN_KILLS, MANY)
        with program(server, folder):
            until(lambda at_least=enough: len(acknowledged(server)) >= at_least, COLD_SECONDS)
        kills += 1
    assert kills > 2
    arrivals = list(Arrival.objects.values_list("pk", flat=True))
    assert len(arrivals) == MANY
    for key in arrivals:
        read_arrival(arrival_id=key, now=clock.now)
    assert sorted(Message.objects.values_list("body", flat=True)) == sorted(WORDS)
