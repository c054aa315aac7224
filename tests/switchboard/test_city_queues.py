"""The queues of the city, as the switchboard knows them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from alo153.switchboard import city_queues
from alo153.switchboard.acd.queues import Closed


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    city_queues._read.cache_clear()
    yield
    city_queues._read.cache_clear()


def test_kocaeli_has_its_queues() -> None:
    queues = city_queues.of_city()
    assert list(queues) == ["general", "water", "social", "english", "arabic", "sign_language"]
    water = queues["water"]
    assert [water.level(waited) for waited in (0, 45)] == [3, 1]
    assert (water.overflow_after, water.overflow_to) == (120, "general")
    assert (queues["social"].closed, queues["social"].closed_to) == (Closed.QUEUE, "general")
    assert queues["sign_language"].video


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
