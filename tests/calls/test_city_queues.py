"""The queues of the city, as the switchboard knows them."""

import os
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from alo153.calls.floor import city_queues
from alo153.calls.queue import Closed

FEAST = "2026-10-29T10:00"


def on(text: str) -> float:
    return datetime.fromisoformat(f"{text}+03:00").timestamp()


def test_kocaeli_has_its_queues() -> None:
    queues = city_queues.of_city()
    assert list(queues) == ["general", "water", "social", "english", "arabic", "sign_language"]
    water = queues["water"]
    assert [water.level(waited) for waited in (0, 45)] == [3, 1]
    assert (water.overflow_after, water.overflow_to) == (120, "general")
    assert (queues["social"].closed, queues["social"].closed_to) == (Closed.QUEUE, "general")
    assert queues["sign_language"].video


def test_on_the_republic_day_the_general_queue_and_the_interpreters_are_there() -> None:
    there = [key for key, queue in city_queues.of_city().items() if queue.hours.open_at(on(FEAST))]
    assert there == ["general", "water", "english", "sign_language"]


def test_without_readable_holidays_every_weekday_is_like_another(
    settings: LazySettings, tmp_path: Path
) -> None:
    queues = (Path(settings.CITIES_DIR) / "kocaeli/queues.toml").read_text()
    (tmp_path / "kocaeli").mkdir()
    (tmp_path / "kocaeli/queues.toml").write_text(queues)
    settings.CITIES_DIR, settings.CITY = tmp_path, "kocaeli"
    assert city_queues.of_city()["social"].hours.open_at(on(FEAST))


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
