"""The queues of the city, as the switchboard knows them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import LazySettings

from alo153.switchboard import city_queues
from alo153.switchboard.acd.queues import Closed

FEAST = "2026-10-29T10:00"


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    city_queues._read.cache_clear()
    city_queues._closed_from.cache_clear()


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
