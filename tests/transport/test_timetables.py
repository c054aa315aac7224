"""A timetable is loaded, published, and answers; with faults it does neither."""

from collections.abc import Callable
from datetime import date, timedelta
from errno import ENOSPC
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from pytest_django import Settings
from tests import cast
from tests.transport.made import changed, packed
from tests.transport.published import MONDAY, keep_files_in

from alo153.accounts.policy import NotPermitted
from alo153.core.models import Event
from alo153.core.ttl_cache import forget_cached
from alo153.notices.models import StaffNotice
from alo153.transport import actions, prepared, queries
from alo153.transport.models import Feed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_apart(settings: Settings, tmp_path: Path) -> None:
    keep_files_in(tmp_path, settings)


def load(content: bytes | None = None) -> Feed:
    return actions.load_timetable(
        content=content or packed(), name="kocaeli.zip", by=cast.staff("yasin"), at=cast.AT
    )


def publish(feed: Feed) -> None:
    actions.publish_timetable(feed=feed, by=cast.staff("yasin"), at=MONDAY)


def broken() -> bytes:
    return packed(changed("trips.txt", "r700,", "r701,"))


def test_a_loaded_timetable_answers_nothing_before_it_is_published() -> None:
    feed = load()
    assert (feed.number, feed.lines, feed.stops) == (1, 2, 8)
    assert queries.ask("500", at=MONDAY) is None


def test_the_one_published_last_answers() -> None:
    publish(load())
    later = load(packed(changed("stop_times.txt", "a1,08:00:00,08:00:00", "a1,07:50:00,07:50:00")))
    told = queries.ask("500", at=MONDAY)
    assert told
    assert told.answer.departures[0].at == 8 * 3600
    publish(later)
    forget_cached()
    told = queries.ask("500", at=MONDAY)
    assert told
    assert told.answer.departures[0].at == 7 * 3600 + 50 * 60


def test_after_its_last_day_there_is_no_answer() -> None:
    publish(load())
    assert queries.ask("500", at=MONDAY)
    assert queries.ask("500", at=MONDAY.replace(year=2027)) is None


def test_a_timetable_that_is_published_early_leaves_its_days_to_the_one_before() -> None:
    publish(load())
    summer = changed("calendar.txt", "20260101", "20261214")
    summer |= {"calendar_dates.txt": "service_id,date,exception_type\n"}
    publish(load(packed(summer)))
    forget_cached()
    assert in_force(date(2026, 11, 30)) == 1
    assert in_force(date(2026, 12, 14)) == 2
    assert in_force(date(2027, 1, 1)) is None


def in_force(on: date) -> int | None:
    found = queries.in_force(on)
    return found.number if found else None


def test_of_a_file_with_faults_these_are_kept_and_it_is_not_published() -> None:
    feed = load(broken())
    assert feed.faults == [
        {
            "kind": "unknown",
            "file": "trips.txt",
            "line": 5,
            "field": "route_id",
            "value": "r701",
        }
    ]
    assert not feed.file
    with pytest.raises(actions.FeedFaulty):
        publish(feed)


def test_each_verb_is_one_event() -> None:
    feed = load()
    publish(feed)
    names = Event.objects.filter(name__startswith="timetable.").order_by("pk")
    assert list(names.values_list("name", flat=True)) == ["timetable.loaded", "timetable.published"]


def test_an_agent_loads_no_timetables() -> None:
    with pytest.raises(NotPermitted):
        actions.load_timetable(
            content=packed(), name="kocaeli.zip", by=cast.staff("elif"), at=cast.AT
        )


def test_the_command_loads_and_publishes(tmp_path: Path) -> None:
    file = tmp_path / "kocaeli.zip"
    file.write_bytes(packed())
    call_command("load_timetable", str(file), "--publish")
    assert Feed.objects.get().published_at


def test_the_command_names_each_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kocaeli.zip"
    file.write_bytes(broken())
    with pytest.raises(CommandError, match="1 faults"):
        call_command("load_timetable", str(file), "--publish")
    assert "trips.txt:5: unknown route_id r701" in capsys.readouterr().err
    assert not Feed.objects.get().published_at


def received(content: bytes) -> Feed:
    """Bring a file by the page, and let the worker read it."""
    feed = actions.receive_timetable(
        content=content, name="kocaeli.zip", by=cast.staff("yasin"), at=cast.AT
    )
    assert feed.read_at is None
    with pytest.raises(actions.FeedFaulty):
        publish(feed)
    actions.read_received_timetable(feed=feed.pk, now=lambda: cast.AT)
    feed.refresh_from_db()
    return feed


def test_the_worker_reads_what_a_page_received_and_the_person_is_told() -> None:
    feed = received(packed())
    assert (feed.lines, feed.stops, feed.faults) == (2, 8, [])
    publish(feed)
    assert queries.ask("500", at=MONDAY)
    told = StaffNotice.objects.get(kind="timetable_read")
    assert told.reader == cast.staff("yasin")
    actions.read_received_timetable(feed=feed.pk, now=lambda: MONDAY)
    assert Event.objects.filter(name="timetable.loaded").count() == 1


def test_of_what_a_page_received_faults_are_kept_and_no_file() -> None:
    feed = received(broken())
    assert feed.faults[0]["value"] == "r701"
    assert not feed.file
    assert "1" in StaffNotice.objects.get(kind="timetable_read").title


def test_a_file_at_which_the_program_fails_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_reader(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(actions, "read", broken_reader)
    assert [each["kind"] for each in received(packed()).faults] == ["not_a_zip"]


def test_a_damaged_file_is_not_read_again_with_each_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(load())
    changed_times = changed("stop_times.txt", "a1,08:00:00,08:00:00", "a1,07:55:00,07:55:00")
    damaged = load(packed(changed_times))
    publish(damaged)
    forget_cached()
    feed = str(damaged.file.name)
    damage(feed)
    damage(prepared.name_of(damaged.digest))
    opened: list[str] = []

    def open_(name: str) -> Any:
        opened.append(name)
        return damaged.file.storage.open(name)

    monkeypatch.setattr(queries, "default_storage", SimpleNamespace(open=open_))
    for _ in range(5):
        told = queries.ask("500", at=MONDAY)
        assert told, "the one published before answers"
        assert told.answer.departures[0].at == 8 * 3600
    assert opened.count(feed) == 1
    queries.ask("500", at=MONDAY + timedelta(minutes=6))
    assert opened.count(feed) == 2


def lose(name: str) -> None:
    assert default_storage.exists(name)
    default_storage.delete(name)


def damage(name: str) -> None:
    with default_storage.open(name, "wb") as file:
        file.write(b"damaged")


def read_no_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a question fail that reads a GTFS file; forget what this process has loaded."""

    def fail(_: object) -> None:
        raise AssertionError("a question reads a feed")

    monkeypatch.setattr(queries, "read", fail)
    forget_process()


def forget_process() -> None:
    forget_cached()
    queries._read.cache_clear()


def first_departure() -> int:
    told = queries.ask("500", at=MONDAY)
    assert told
    return told.answer.departures[0].at


EARLIER = changed("stop_times.txt", "a1,08:00:00,08:00:00", "a1,07:50:00,07:50:00")


@pytest.mark.parametrize("bring", [load, received])
def test_the_first_question_of_a_process_reads_no_feed(
    bring: Callable[[bytes], Feed], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(bring(packed()))
    read_no_feed(monkeypatch)
    assert first_departure() == 8 * 3600
    publish(bring(packed(EARLIER)))
    forget_cached()
    assert first_departure() == 7 * 3600 + 50 * 60, "the version published last, and no stale one"


@pytest.mark.parametrize("harm", [lose, damage])
def test_without_an_intact_compact_form_the_feed_answers_once_for_all_processes(
    harm: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = load()
    publish(feed)
    harm(prepared.name_of(feed.digest))
    forget_process()
    assert first_departure() == 8 * 3600
    read_no_feed(monkeypatch)
    assert first_departure() == 8 * 3600


def test_a_disk_without_room_for_the_compact_form_is_no_fault_of_the_feed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def save(*_: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(prepared, "default_storage", SimpleNamespace(delete=len, save=save))
    feed = received(packed())
    monkeypatch.undo()
    assert feed.faults == []
    publish(feed)
    forget_process()
    assert first_departure() == 8 * 3600
