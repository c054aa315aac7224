"""The process that writes the record: what it writes stays, and its death loses nothing."""

from __future__ import annotations

import os
import signal
import uuid
from collections.abc import Iterator, Mapping, Sequence

import pytest
from django.db import connection
from tests.parts.postgresql.addresses import database_url
from tests.parts.processes import programs
from tests.telephony.programs.switchboards import until

from alo153.calls.call_words import CallDirection
from alo153.calls.models import Call
from alo153.switchboard.acd.turn.facts import CallEntered, CallQueued
from alo153.switchboard.record import process as record_module
from alo153.switchboard.record.process import RecordAway, RecordProcess, RecordRefused

pytestmark = pytest.mark.django_db(transaction=True)
START = 1_764_000_000.0


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch, cold: bool) -> Iterator[RecordProcess]:
    monkeypatch.setenv("DATABASE_URL", database_url())
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "alo153.config.settings_test")
    if not cold:
        monkeypatch.setattr(record_module, "begin_process", begin_warm)
    one = RecordProcess("main")
    yield one
    one.close()


def begin_warm(
    command: Sequence[str], pipe: int, environment: Mapping[str, str]
) -> programs.Program:
    return programs.fork(programs.warm(), command[1:], environment, [1, 2], [pipe])


def arrival(number: int) -> CallEntered:
    return CallEntered(
        at=START + number,
        call=str(uuid.UUID(int=number)),
        channel=f"channel-{number}",
        direction=CallDirection.IN,
        number="05320000001",
    )


def test_what_is_handed_over_is_written(writer: RecordProcess) -> None:
    writer.write([arrival(1), arrival(2)])
    assert Call.objects.count() == 2


@pytest.mark.cold
def test_a_writer_that_dies_is_replaced_and_the_batch_is_written_once(
    writer: RecordProcess,
) -> None:
    writer.write([arrival(1)])
    os.kill(writer.pid, signal.SIGKILL)
    with pytest.raises(RecordAway):
        writer.write([arrival(1), arrival(2)])
    writer.write([arrival(1), arrival(2)])
    assert Call.objects.count() == 2


def test_one_who_waits_for_it_knows_that_it_can_write(writer: RecordProcess) -> None:
    writer.wait()
    writer.write([arrival(1)])
    writer.wait()
    assert Call.objects.count() == 1


def test_a_batch_that_cannot_be_written_says_why_and_the_next_is_written(
    writer: RecordProcess,
) -> None:
    unknown = CallQueued(at=START, call="no call at all")
    with pytest.raises(RecordRefused, match="no call at all"):
        writer.write([arrival(1), unknown])
    assert not Call.objects.exists()
    writer.write([arrival(1)])
    assert Call.objects.count() == 1


def test_the_writer_ends_with_its_switchboard(writer: RecordProcess) -> None:
    process = writer._process
    writer.wait()
    assert process is not None
    assert writer._pipe is not None
    writer._pipe.close()
    until(lambda: process.poll() == 0)


def test_postgresql_knows_it_by_its_name_as_long_as_it_may_write(
    writer: RecordProcess,
) -> None:
    writer.write([arrival(1)])
    assert lines_of(writer.name) >= 1
    os.kill(writer.pid, signal.SIGKILL)
    until(lambda: lines_of(writer.name) == 0)


def lines_of(name: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE application_name = %s", [name])
        return len(cursor.fetchall())
