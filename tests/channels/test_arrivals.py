"""What came in is kept once and whole, is read or said to be unreadable, and goes in its time."""

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast

from alo153.channels import actions, queries
from alo153.channels.actions import arrivals
from alo153.channels.actions.arrival_outcomes import MOST_TRIES
from alo153.channels.models import Arrival
from alo153.citizens.channel import Channel
from alo153.core.files import durable

pytestmark = pytest.mark.django_db
RAW = "From: ayşe@example.org\r\n\r\nSokak lambası yanmıyor\r\n".encode()
State = Arrival.State


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Path:
    """Keep the files of a test by themselves."""
    files = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return tmp_path


def keep(key: str = "INBOX 1 1", raw: bytes = RAW, at: datetime = cast.AT) -> Arrival:
    arrival = actions.keep_arrival(channel=Channel.EMAIL, key=key, raw=raw, at=at)
    assert arrival
    return arrival


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def jobs() -> list[str]:
    those = ProcrastinateJob.objects.filter(task_name=queries.READ_JOB)
    return [args["arrival_id"] for args in those.values_list("args", flat=True)]


class TestKeeping:
    def test_it_is_kept_as_it_came_with_the_job_that_reads_it(self, folder: Path) -> None:
        arrival = Arrival.objects.get(pk=keep().pk)
        with arrival.raw.open() as file:
            assert file.read() == RAW
        assert arrival.sha256 == hashlib.sha256(RAW).hexdigest()
        assert (arrival.size, arrival.state, arrival.is_whole) == (len(RAW), State.NEW, True)
        assert jobs() == [str(arrival.pk)]
        assert [f"{path.stat().st_mode:o}"[-3:] for path in files(folder)] == ["600"]

    def test_its_file_and_folders_lie_on_the_disk_before_the_row_is_there(
        self, folder: Path
    ) -> None:
        seen: list[tuple[Path, bool]] = []

        def note(path: Path) -> None:
            seen.append((path.relative_to(folder), Arrival.objects.exists()))

        with patch.object(durable, "_sync", side_effect=note):
            arrival = keep()
        path = Path(str(arrival.raw.name))
        assert seen == [(each, False) for each in (path, *path.parents)]

    def test_a_repeat_is_one(self, folder: Path) -> None:
        keep()
        again = actions.keep_arrival(channel=Channel.EMAIL, key="INBOX 1 1", raw=RAW, at=cast.AT)
        assert again is None
        assert (len(jobs()), len(files(folder))) == (1, 1)
        assert actions.keep_arrival(channel=Channel.SMS, key="INBOX 1 1", raw=RAW, at=cast.AT)

    def test_of_two_at_the_same_moment_one_is_kept(self, folder: Path) -> None:
        keep()
        with patch.object(arrivals.queries, "is_kept", side_effect=[False, True]):
            assert not actions.keep_arrival(
                channel=Channel.EMAIL, key="INBOX 1 1", raw=RAW, at=cast.AT
            )
        assert (Arrival.objects.count(), len(jobs()), len(files(folder))) == (1, 1, 1)

    def test_what_the_table_refuses_is_no_repeat(self, folder: Path) -> None:
        with (
            patch.object(arrivals, "enqueue", side_effect=IntegrityError),
            pytest.raises(IntegrityError),
        ):
            keep()
        assert files(folder) == []


class TestReading:
    def test_of_two_runs_one_writes_what_it_read(self) -> None:
        arrival = keep()
        assert actions.begin_reading(arrival_id=arrival.pk) == arrival
        assert actions.begin_reading(arrival_id=arrival.pk) == arrival
        assert actions.mark_read(arrival_id=arrival.pk)
        assert not actions.mark_read(arrival_id=arrival.pk)
        assert not actions.mark_unreadable(arrival_id=arrival.pk, code="too late")
        assert actions.begin_reading(arrival_id=arrival.pk) is None
        arrival.refresh_from_db()
        assert (arrival.state, arrival.tries, arrival.error_code) == (State.READ, 2, "")

    def test_what_takes_its_worker_down_each_time_is_given_up(self) -> None:
        arrival = keep()
        for _ in range(MOST_TRIES):
            assert actions.begin_reading(arrival_id=arrival.pk)
        assert actions.begin_reading(arrival_id=arrival.pk) is None
        arrival.refresh_from_db()
        assert (arrival.state, arrival.error_code) == (State.UNREADABLE, "gave up")

    def test_nobody_knows_an_arrival_that_is_not_there(self) -> None:
        assert actions.begin_reading(arrival_id=uuid4()) is None

    def test_what_no_job_will_read_gets_one_again(self) -> None:
        lost, read, waiting = keep("1"), keep("2"), keep("3")
        fresh = keep("4", at=cast.AT + timedelta(minutes=2))
        actions.mark_read(arrival_id=read.pk)
        those = ProcrastinateJob.objects.filter(task_name=queries.READ_JOB)
        those.exclude(args__arrival_id=str(waiting.pk)).delete()
        actions.read_forgotten(at=cast.AT + timedelta(minutes=2))
        assert sorted(jobs()) == sorted([str(lost.pk), str(waiting.pk)])
        assert str(fresh.pk) not in jobs()


class TestForgetting:
    def test_the_raw_form_goes_when_its_time_is_over(self, folder: Path, settings: Any) -> None:
        settings.ARRIVAL_DAYS = 90
        old, unreadable, new, young = (keep(key) for key in "abcd")
        actions.mark_read(arrival_id=old.pk)
        actions.mark_read(arrival_id=young.pk)
        actions.mark_unreadable(arrival_id=unreadable.pk, code="broken")
        young.received_at += timedelta(days=2)
        young.save()
        assert actions.expire_raw(at=cast.AT + timedelta(days=91)) == 2
        kept = Arrival.objects.exclude(raw="")
        assert set(kept) == {new, young}
        assert {path.name for path in files(folder)} == {str(new.pk), str(young.pk)}
        assert not actions.keep_arrival(channel=Channel.EMAIL, key="a", raw=RAW, at=cast.AT)

    def test_it_goes_with_its_sender(self, folder: Path) -> None:
        hers, others = keep("a"), keep("b")
        assert actions.forget_raw(keys=[hers.pk]) == 1
        assert actions.forget_raw(keys=[hers.pk]) == 0
        assert [path.name for path in files(folder)] == [str(others.pk)]

    def test_a_file_that_a_killed_run_left_is_swept(self, folder: Path) -> None:
        now = datetime.now(cast.AT.tzinfo)
        kept = keep("a", at=now)
        with transaction.atomic():
            keep("b", at=now)
            transaction.set_rollback(True)
        assert len(files(folder)) == 2
        assert actions.sweep_files(at=now) == 0, "it may be under way"
        assert actions.sweep_files(at=now + timedelta(hours=2)) == 1
        assert [path.name for path in files(folder)] == [str(kept.pk)]
