"""A timetable is loaded, published, and answers; with faults it does neither."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings
from tests import cast
from tests.transport.made import changed, packed
from tests.transport.published import MONDAY, keep_files_in

from alo153.accounts.policy import NotPermitted
from alo153.core.models import Event
from alo153.core.ttl_cache import forget_cached
from alo153.transport import actions, queries
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
