"""The queues of the city, as the switchboard knows them."""

import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from alo153.calls.floor import city_queues
from alo153.calls.numbers.callers import number_to_call
from alo153.calls.queue import Closed

FEAST = "2026-10-29T10:00"


def on(text: str) -> float:
    return datetime.fromisoformat(f"{text}+03:00").timestamp()


def test_kocaeli_has_its_queues() -> None:
    queues = city_queues.of_city()
    assert list(queues) == [
        "general",
        "water",
        "social",
        "english",
        "arabic",
        "sign_language",
        "video",
    ]
    water = queues["water"]
    assert [water.level(waited) for waited in (0, 45)] == [3, 1]
    assert (water.overflow_after, water.overflow_to) == (120, "general")
    assert (queues["social"].closed, queues["social"].closed_to) == (Closed.QUEUE, "general")
    assert [key for key, queue in queues.items() if queue.video] == ["sign_language", "video"]


def test_what_lists_may_take_is_said_by_the_city_and_little_where_nothing_is_said(
    settings: LazySettings, tmp_path: Path
) -> None:
    limits = city_queues.list_limits()
    assert (limits.lines, limits.reserve_lines, limits.retry_after) == (30, 10, 3600)
    settings.CITIES_DIR = tmp_path
    assert city_queues.list_limits().at_once == 4


def test_on_the_republic_day_the_general_queue_and_the_interpreters_are_there() -> None:
    there = [key for key, queue in city_queues.of_city().items() if queue.hours.open_at(on(FEAST))]
    assert there == ["general", "water", "english", "sign_language"]


@pytest.mark.parametrize(
    ("utc", "is_open"),
    [
        ("2026-03-06T11:59:59", False),  # a Friday of winter: 06:59:59 in New York
        ("2026-03-06T12:00", True),
        ("2026-03-07T15:00", False),  # a Saturday
        ("2026-03-09T10:59:59", False),  # Monday; from Sunday on an hour earlier
        ("2026-03-09T11:00", True),
        ("2026-03-09T22:59:59", True),
        ("2026-03-09T23:00", False),
        ("2026-11-02T11:00", False),  # Monday after the hour came back
        ("2026-11-02T12:00", True),
        ("2026-11-26T15:00", False),  # Thanksgiving
        ("2026-11-27T15:00", False),  # the city's own leave
        ("2026-10-29T15:00", True),  # a feast elsewhere
    ],
)
def test_harborview_opens_by_the_clock_of_new_york(
    settings: LazySettings, utc: str, *, is_open: bool
) -> None:
    settings.CITY = "harborview"
    water = city_queues.of_city()["water"]
    assert water.hours.open_at(datetime.fromisoformat(f"{utc}Z").timestamp()) is is_open


def test_the_next_opening_after_a_changed_clock(settings: LazySettings) -> None:
    settings.CITY = "harborview"
    hours = city_queues.of_city()["water"].hours
    for friday, monday in [("2026-03-07T01", "2026-03-09T11"), ("2026-10-31T00", "2026-11-02T12")]:
        closed, opens = (datetime.fromisoformat(f"{at}:00Z") for at in (friday, monday))
        assert hours.opens_after(closed.timestamp()) == opens.timestamp()


@pytest.mark.parametrize(("city", "country"), [("kocaeli", "TR"), ("harborview", "US")])
def test_a_caller_s_number_is_read_as_in_the_city_without_a_database(
    settings: LazySettings, city: str, country: str
) -> None:
    settings.CITY = city
    assert city_queues.country() == country
    own = {"kocaeli": "+902125552368", "harborview": "+12125552368"}
    assert number_to_call("(212) 555-2368") == own[city]
    others = {"+12125552368", "+902125552368"} - {own[city]}
    assert [number_to_call(number) for number in others] == [""]


def test_without_a_time_zone_no_caller_is_turned_away(
    settings: LazySettings, tmp_path: Path
) -> None:
    queues = (Path(settings.CITIES_DIR) / "kocaeli/queues.toml").read_text()
    (tmp_path / "kocaeli").mkdir()
    (tmp_path / "kocaeli/queues.toml").write_text(queues)
    settings.CITIES_DIR, settings.CITY = tmp_path, "kocaeli"
    assert all(queue.hours.open_at(on(FEAST)) for queue in city_queues.of_city().values())
    assert number_to_call("0532 123 45 67") == ""


def test_a_mistake_elsewhere_in_the_file_changes_no_hours(
    settings: LazySettings, tmp_path: Path
) -> None:
    shutil.copytree(Path(settings.CITIES_DIR) / "kocaeli", tmp_path / "kocaeli")
    file = tmp_path / "kocaeli/city.toml"
    file.write_text(file.read_text().replace("#0b6a5b", "green"))
    settings.CITIES_DIR, settings.CITY = tmp_path, "kocaeli"
    assert not city_queues.of_city()["social"].hours.open_at(on(FEAST))


def test_who_is_called_for_a_caller_in_danger_is_the_city_s(
    settings: LazySettings, tmp_path: Path
) -> None:
    assert city_queues.emergency_number() == "112"
    settings.CITY = "harborview"
    assert city_queues.emergency_number() == "911"
    settings.CITIES_DIR = tmp_path
    assert city_queues.emergency_number() == "", "nobody who is called sees the citizen's number"


def test_a_wrong_file_leaves_the_general_queue_and_says_why(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(city_queues.log, "error", lambda _, mistake: said.append(str(mistake)))
    settings.CITIES_DIR, settings.CITY = tmp_path, "nowhere"
    (tmp_path / "nowhere").mkdir()
    (tmp_path / "nowhere/queues.toml").write_text("[skills]\n[[queue]]\nkey = 3\n")
    assert list(city_queues.of_city()) == ["general"]
    assert any("queues.toml:3" in line for line in said)


def test_a_changed_file_counts_at_once_and_a_mistake_in_it_changes_nothing(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.CITIES_DIR, settings.CITY = tmp_path, "newtown"
    (tmp_path / "newtown").mkdir()
    file = tmp_path / "newtown/queues.toml"
    lines = '[skills]\n[[queue]]\nkey = "general"\nname = "Genel"\n'
    file.write_text(lines)
    assert city_queues.of_city()["general"].longest_wait is None
    file.write_text(lines + "longest_wait = 900\nunattended_after = 60\n")
    _changed_later(file, 1)
    general = city_queues.of_city()["general"]
    assert (general.longest_wait, general.unattended_after) == (900, 60)
    file.write_text(lines + 'longest_wait = "long"\n')
    _changed_later(file, 2)
    assert city_queues.of_city()["general"].longest_wait == 900


def _changed_later(file: Path, seconds: int) -> None:
    """Give a file a later time of change: a clock of coarse steps may tell the same twice."""
    at = file.stat().st_mtime + seconds
    os.utime(file, (at, at))
