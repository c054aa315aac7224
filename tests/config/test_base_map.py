"""The base map of a city is the only outside address a page may fetch from."""

from pathlib import Path

from tests.cast import CITIES

from alo153.config.providers import base_map


def test_kocaeli_needs_nothing_from_outside() -> None:
    assert base_map.origins(CITIES / "kocaeli") == []


def test_a_city_with_a_base_map_names_its_origin(tmp_path: Path) -> None:
    url = "https://tiles.city.example/base/{z}/{x}/{y}.png?key=1"
    (tmp_path / "city.toml").write_text(f'[map]\nbase_map_url = "{url}"\n')
    assert base_map.origins(tmp_path) == ["https://tiles.city.example"]


def test_a_broken_file_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "city.toml").write_text("[map")
    assert base_map.origins(tmp_path) == []
